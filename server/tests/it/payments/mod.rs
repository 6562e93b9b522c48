//! Paying, with the sandbox as platform, bank and phone.

mod absent_provider;
mod at_once;
mod attempts;
mod callbacks;
mod channels;
mod expiry;
mod idempotency;
mod journey;
mod lookup;
mod orders_of_callbacks;
mod providers;
mod receipts;
mod repeats;
mod replaced;
mod silence;
mod waiting;

use crate::support::Portal;
use app::api::payments::PaymentOrder;
use domain::payment::OrderState;

impl Portal {
    /// The order is paid once and for all: one receipt, and books that owe the citizen `surplus` đồng and nothing else.
    pub async fn assert_settled(&self, order: &PaymentOrder, surplus: i64) {
        assert_eq!(order.state, OrderState::Paid);
        assert!(order.receipt.is_some());
        assert_eq!(self.receipts_of(order.id).await, 1);
        assert_eq!(self.sum_of_the_books().await, 0);
        assert_eq!(
            self.balance(format!("citizens:{}", order.id)).await,
            -surplus
        );
        let due = order.totals.total.as_i64();
        assert_eq!(
            self.balance("clearing:national-platform".to_owned()).await,
            due + surplus
        );
        let unit = "72-so-tu-phap";
        let (fees, charges) = (order.totals.fees.as_i64(), order.totals.charges.as_i64());
        assert_eq!(self.balance(format!("revenue:fee:{unit}")).await, -fees);
        assert_eq!(
            self.balance(format!("revenue:charge:{unit}")).await,
            -charges
        );
    }

    /// No money has moved.
    async fn assert_untouched(&self, order: &PaymentOrder) {
        assert_eq!(order.receipt, None);
        assert_eq!(self.receipts_of(order.id).await, 0);
        assert_eq!(self.count("select count(*) from ledger_entries").await, 0);
    }
}
