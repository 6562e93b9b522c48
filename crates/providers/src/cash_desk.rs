//! Cash at the counter, as a provider: nothing is sent and nobody reports. The officer who takes the money records it, which
//! the portal's own rules guard; this adapter only states what cash cannot do.

use std::sync::Arc;

use async_trait::async_trait;
use domain::money::Vnd;

use crate::http::Timeouts;
use crate::{CallbackMethod, CreateRequest, Created, Descriptor, Provider, SendError};

pub(crate) static DESCRIPTOR: Descriptor = Descriptor {
    code: "cash-desk",
    prefix: "CASH_DESK_",
    settings: &[],
    is_required: false,
    callback: CallbackMethod::None,
    poll_percent: None,
    opened_by_payer: false,
    // There is nobody who could be away.
    opens_without_call: false,
    refund: false,
    failure_reasons: &[],
    timeouts: Timeouts::USUAL,
    build: |_| Ok(Arc::new(CashDesk)),
};

#[derive(Debug)]
struct CashDesk;

#[async_trait]
impl Provider for CashDesk {
    fn descriptor(&self) -> &'static Descriptor {
        &DESCRIPTOR
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        if request.amount < Vnd::new(1) {
            return Err(SendError::Invalid("amount is less than 1 đồng"));
        }
        Ok(Created::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;

    #[tokio::test]
    async fn cash_sends_the_payer_nowhere() {
        assert_eq!(CashDesk.create(&request()).await, Ok(Created::default()));
        let mut nothing = request();
        nothing.amount = Vnd::ZERO;
        let refused = CashDesk.create(&nothing).await;
        assert!(matches!(refused, Err(SendError::Invalid(_))));
    }

    #[tokio::test]
    async fn nobody_can_report_or_be_asked_about_cash() {
        assert!(DESCRIPTOR.poll_percent.is_none() && !DESCRIPTOR.refund);
        assert_eq!(DESCRIPTOR.callback, CallbackMethod::None);
        for answer in [
            CashDesk.query(&question()).await.err(),
            CashDesk.bill(&question()).await.err(),
        ] {
            assert_eq!(answer, Some(QueryError::Unsupported));
        }
        for message in [&b"{}"[..], b"", b"amount=50000"] {
            assert!(CashDesk.verify_callback(message).is_err());
            assert_eq!(CashDesk.acknowledge(message, Verdict::Accepted).status, 404);
        }
    }
}
