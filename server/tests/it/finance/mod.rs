//! What finance officers do: refunds by two people, corrections by two people, channels; and the proof of the books.

mod books;
mod books_audit;
mod charges;
mod corrections;
mod exits;
mod provider_refunds;
mod refund_accounts;
mod refunds;
mod rights;
mod transfers;

pub use provider_refunds::paid_by;

use crate::support::{AN, Client, Confirm, DUNG, Filed, GIANG, Portal, SECRET, one_copy};
use app::api::{
    Empty, Problem,
    finance::{
        ApproveRefund, AttemptPath, FinanceAttemptDetail, GetFinanceAttempt, IdPath, ListRefunds,
        NameRefundAccount, NewRefund, ProposeRefund, Refund, RefundAccount, RefundQuery,
    },
    payments::Attempt,
};
use uuid::Uuid;

/// A dossier of An's, paid over 200,000 đ by one attempt.
pub struct Paid {
    pub an: Client,
    pub filed: Filed,
    pub attempt: Attempt,
}

pub async fn paid(portal: &Portal) -> Paid {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .call_back(Confirm::paid(&attempt.reference, 200_000).signed(SECRET))
        .await;
    Paid { an, filed, attempt }
}

/// The same, and paid by a second attempt as well: the money of one of them must go back.
pub async fn paid_twice(portal: &Portal) -> Paid {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let attempt = an.choose(filed.order.id).await.expect("another");
    for (reference, number) in [(&attempt.reference, "GD2"), (&old.reference, "GD1")] {
        let message = Confirm::paid(reference, 200_000).with("MaGiaoDich", number);
        portal.call_back(message.signed(SECRET)).await;
    }
    Paid {
        an,
        filed,
        attempt: old,
    }
}

/// As somebody would type it.
fn account_of_an() -> RefundAccount {
    RefundAccount {
        bank_bin: "970436".to_owned(),
        account_number: "0071 0012 3456".to_owned(),
        account_holder: "Nguyễn Văn An".to_owned(),
    }
}

impl Portal {
    /// A refund that the system proposed: one officer names An's account, the other approves.
    pub async fn approve_transfer(&self, id: Uuid) -> Refund {
        let giang = self.signed_in(GIANG).await;
        giang.name_account(id).await.expect("an account");
        let dung = self.signed_in(DUNG).await;
        dung.approve_refund(id).await.expect("approved")
    }
}

impl Client {
    pub async fn refunds(&self, state: &str) -> Vec<Refund> {
        let query = RefundQuery {
            state: state.to_owned(),
            page: String::new(),
        };
        self.call::<ListRefunds>((), query)
            .await
            .expect("the refunds")
            .items
    }

    pub async fn attempt_detail(&self, reference: &str) -> FinanceAttemptDetail {
        let reference = reference.to_owned();
        self.call::<GetFinanceAttempt>(AttemptPath { reference }, Empty {})
            .await
            .expect("the attempt")
    }

    /// Proposes to refund `amount` đồng, having seen `refundable` as what is left.
    pub async fn propose_refund(
        &self,
        reference: &str,
        amount: &str,
        refundable: &str,
    ) -> Result<Refund, Problem> {
        let input = NewRefund {
            amount: amount.to_owned(),
            refundable: refundable.to_owned(),
            reason: "Hồ sơ không đủ điều kiện".to_owned(),
            fee_stays_due: false,
        };
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let key = Uuid::new_v4().to_string();
        self.call_with_key::<ProposeRefund>(path, input, &key).await
    }

    /// Names An's account as the one that the bank transfers to.
    pub async fn name_account(&self, id: Uuid) -> Result<Refund, Problem> {
        self.call::<NameRefundAccount>(IdPath { id }, account_of_an())
            .await
    }

    /// Approves a transfer to An's account.
    pub async fn approve_refund(&self, id: Uuid) -> Result<Refund, Problem> {
        self.call::<ApproveRefund>(IdPath { id }, account_of_an())
            .await
    }
}
