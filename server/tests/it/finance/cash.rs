use crate::support::{AN, Client, DUNG, Portal, one_copy};
use app::api::{
    Problem, ProblemCode,
    finance::{AttemptPath, CashTaken, FinanceAttemptDetail, RecordCash},
    payments::{Attempt, NewAttempt, OrderPath, StartAttempt},
};
use domain::payment::{AttemptState, OrderState, Outcome};
use uuid::Uuid;

impl Client {
    pub async fn choose_channel(&self, order: Uuid, channel: &str) -> Result<Attempt, Problem> {
        let key = Uuid::new_v4().to_string();
        let input = NewAttempt {
            channel: channel.to_owned(),
        };
        self.call_with_key::<StartAttempt>(OrderPath { order }, input, &key)
            .await
    }

    pub async fn take_cash(
        &self,
        reference: &str,
        amount: &str,
        key: &str,
    ) -> Result<FinanceAttemptDetail, Problem> {
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let input = CashTaken {
            amount: amount.to_owned(),
            receipt: "0001234".to_owned(),
        };
        self.call_with_key::<RecordCash>(path, input, key).await
    }
}

#[tokio::test]
async fn cash_taken_at_the_desk_pays_the_order_once() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "cash")
        .await
        .expect("an attempt");
    assert_eq!(
        (attempt.outcome, attempt.redirect_url, attempt.qr),
        (Outcome::Waiting, None, None)
    );
    assert_eq!(
        portal
            .count("select count(*) from jobs where work ->> 'kind' = 'poll_attempt'")
            .await,
        0,
        "nobody can be asked"
    );
    let dung = portal.signed_in(DUNG).await;
    for wrong in ["199999", "200001", "", "hai trăm"] {
        let key = Uuid::new_v4().to_string();
        let problem = dung
            .take_cash(&attempt.reference, wrong, &key)
            .await
            .expect_err(wrong);
        assert!(problem.message_for("amount").is_some(), "{wrong}");
    }
    for (receipt, says) in [
        (" ".to_owned(), "Ghi số biên lai giấy."),
        ("1".repeat(43), "Nhiều nhất 40 ký tự. Bớt 3 ký tự."),
    ] {
        let path = AttemptPath {
            reference: attempt.reference.clone(),
        };
        let input = CashTaken {
            amount: "200.000".to_owned(),
            receipt,
        };
        let key = Uuid::new_v4().to_string();
        let problem = dung
            .call_with_key::<RecordCash>(path, input, &key)
            .await
            .expect_err(says);
        assert_eq!(problem.message_for("receipt"), Some(says));
    }
    let detail = dung
        .take_cash(&attempt.reference, "200.000", "cash-0123456789")
        .await
        .expect("taken");
    assert_eq!(detail.attempt.state, AttemptState::Paid);
    let again = dung
        .take_cash(&attempt.reference, "200.000", "cash-0123456789")
        .await
        .expect("a double tap");
    assert_eq!(again, detail);
    let problem = dung
        .take_cash(&attempt.reference, "200.000", "cash-another-key")
        .await
        .expect_err("taken already");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
    assert!(order.receipt.is_some());
    assert_eq!(
        portal.balance("clearing:cash-desk".to_owned()).await,
        200_000
    );
}

#[tokio::test]
async fn cash_is_not_taken_for_what_is_paid_at_a_bank() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let dung = portal.signed_in(DUNG).await;
    let problem = dung
        .take_cash(&attempt.reference, "200000", "cash-0123456789")
        .await
        .expect_err("a bank's");
    assert_eq!(problem.status, 409);
}
