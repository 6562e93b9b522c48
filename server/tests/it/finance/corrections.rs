//! What two officers say of an attempt that no provider answers for.

use crate::support::{AN, Client, Confirm, DUNG, GIANG, Portal, SECRET, one_copy};
use app::api::{
    Empty, Problem,
    finance::{
        ApproveCorrection, AttemptPath, FinanceAttemptDetail, FinanceQuery, IdPath,
        ListFinanceAttempts, NewCorrection, ProposeCorrection, RefreshStatus, RejectCorrection,
        Rejection,
    },
};
use domain::payment::{AttemptState, OrderState};
use server::payments::verify::ledger;
use time::Duration;

impl Client {
    pub async fn correct(
        &self,
        reference: &str,
        outcome: &str,
        amount: &str,
    ) -> Result<FinanceAttemptDetail, Problem> {
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let paid = outcome == "paid";
        let input = NewCorrection {
            outcome: outcome.to_owned(),
            amount: amount.to_owned(),
            provider_transaction: if paid {
                "FT26075".into()
            } else {
                String::new()
            },
            reason: "Sao kê ngày 16/03/2026, dòng 14".to_owned(),
            received: String::new(),
        };
        self.call::<ProposeCorrection>(path, input).await
    }

    async fn queue(&self) -> Vec<String> {
        self.call::<ListFinanceAttempts>((), FinanceQuery::default())
            .await
            .expect("the queue")
            .items
            .into_iter()
            .map(|attempt| attempt.reference)
            .collect()
    }
}

/// An attempt about which the platform has not answered for three days.
async fn unanswered(portal: &Portal) -> (i64, String) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("query", "http_500", 1_000).await;
    for _ in 0..100 {
        portal.advance(Duration::hours(1));
        portal.run_jobs().await;
    }
    (filed.number, attempt.reference)
}

#[tokio::test]
async fn an_attempt_that_nobody_answers_for_comes_to_the_queue_and_is_settled_by_two_people() {
    let portal = Portal::start().await;
    let (number, reference) = unanswered(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    assert_eq!(dung.queue().await, std::slice::from_ref(&reference));
    let an = portal.signed_in(AN).await;
    let told = an.result_of(&reference).await.expect("the result");
    assert!(told.with_officer);

    let detail = dung
        .correct(&reference, "paid", "200.000")
        .await
        .expect("a proposal");
    let correction = detail.correction.expect("it waits");
    assert!(correction.own);
    assert_eq!(
        detail.attempt.state,
        AttemptState::Pending,
        "nothing has happened yet"
    );
    let path = IdPath { id: correction.id };
    let problem = dung
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect_err("one person");
    assert_eq!(problem.status, 409);
    let problem = giang
        .correct(&reference, "failed", "")
        .await
        .expect_err("one waits already");
    assert_eq!(problem.status, 409);

    let detail = giang
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect("two people");
    assert_eq!(detail.attempt.state, AttemptState::Paid);
    let last = detail.events.last().expect("events");
    assert_eq!(last.event, "corrected_paid");
    assert!(last.detail.contains("Sao kê ngày 16/03/2026"));
    portal.assert_settled(&an.order_of(number).await, 0).await;
    assert!(dung.queue().await.is_empty());
    let problem = giang
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect_err("decided");
    assert_eq!(problem.status, 409);
}

#[tokio::test]
async fn officers_and_a_provider_who_tell_of_one_charge_are_counted_once() {
    let portal = Portal::start().await;
    let (number, reference) = unanswered(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let detail = dung
        .correct(&reference, "paid", "200.000")
        .await
        .expect("a proposal");
    let path = IdPath {
        id: detail.correction.expect("it waits").id,
    };
    giang
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect("two people");
    // The bank's number was FT26075; the platform has one of its own.
    portal
        .call_back(Confirm::paid(&reference, 200_000).signed(SECRET))
        .await;
    let an = portal.signed_in(AN).await;
    portal.assert_settled(&an.order_of(number).await, 0).await;
    assert_eq!(
        portal
            .balance("clearing:national-platform".to_owned())
            .await,
        200_000
    );
    assert!(dung.refunds("").await.is_empty(), "nothing goes back");
    let known_by: String = portal
        .one(
            "select provider_transaction from payment_attempts where reference = $1",
            reference,
        )
        .await;
    assert_eq!(known_by, "GD20260316100500000001");
    let books = ledger(&portal.app.db).await.expect("compared");
    assert_eq!(books.differences, []);
}

#[tokio::test]
async fn a_correction_of_what_the_provider_has_settled_since_is_not_approved() {
    let portal = Portal::start().await;
    let (number, reference) = unanswered(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let detail = dung
        .correct(&reference, "paid", "200.000")
        .await
        .expect("a proposal");
    let path = IdPath {
        id: detail.correction.expect("it waits").id,
    };
    portal
        .call_back(Confirm::paid(&reference, 200_000).signed(SECRET))
        .await;
    let problem = giang
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect_err("it has moved");
    assert_eq!(problem.status, 409);
    assert_eq!(
        portal
            .count("select count(*) from payment_events where event ->> 'type' = 'corrected_paid'")
            .await,
        0
    );
    let detail = giang
        .call::<RejectCorrection>(
            path,
            Rejection {
                reason: "the provider has answered".to_owned(),
            },
        )
        .await
        .expect("the way out");
    assert_eq!(detail.correction, None);
    let an = portal.signed_in(AN).await;
    portal.assert_settled(&an.order_of(number).await, 0).await;
}

#[tokio::test]
async fn what_was_not_paid_can_be_said_so_and_taken_back() {
    let portal = Portal::start().await;
    let (number, reference) = unanswered(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let detail = dung
        .correct(&reference, "failed", "")
        .await
        .expect("a proposal");
    let path = IdPath {
        id: detail.correction.expect("it waits").id,
    };
    let rejection = |reason: &str| Rejection {
        reason: reason.to_owned(),
    };
    let problem = dung
        .call::<RejectCorrection>(path, rejection("  "))
        .await
        .expect_err("no reason");
    assert!(problem.message_for("reason").is_some(), "{problem:?}");
    let detail = dung
        .call::<RejectCorrection>(path, rejection("Nhầm giao dịch"))
        .await
        .expect("taken back by whoever proposed it");
    assert_eq!(detail.correction, None);
    let told = detail
        .events
        .iter()
        .find(|step| step.event == "correction_rejected")
        .expect("the decision");
    assert_eq!(told.detail, "Nhầm giao dịch");
    assert!(told.by.is_some(), "by whom");
    let kept = "select count(*) from corrections c join accounts a on a.id = c.decided_by
        where c.state = 'rejected' and c.decision_reason = 'Nhầm giao dịch'";
    assert_eq!(portal.count(kept).await, 1);
    let detail = giang
        .correct(&reference, "failed", "")
        .await
        .expect("again");
    let path = IdPath {
        id: detail.correction.expect("it waits").id,
    };
    let detail = dung
        .call::<ApproveCorrection>(path, Empty {})
        .await
        .expect("two people");
    assert_eq!(detail.attempt.state, AttemptState::Failed);
    let an = portal.signed_in(AN).await;
    assert_eq!(an.order_of(number).await.state, OrderState::Due);
}

#[tokio::test]
async fn asking_now_asks_whatever_the_poll_schedule_says() {
    let portal = Portal::start().await;
    let (_, reference) = unanswered(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let before = portal.wire.said("query").len();
    let path = AttemptPath {
        reference: reference.clone(),
    };
    let detail = dung
        .call::<RefreshStatus>(path, Empty {})
        .await
        .expect("asked");
    assert_eq!(portal.wire.said("query").len(), before + 1);
    assert!(detail.attempt.needs_person, "still without an answer");
}

#[tokio::test]
async fn a_correction_says_what_is_missing_and_corrects_nothing_that_is_known() {
    let portal = Portal::start().await;
    let (_, reference) = unanswered(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    for (outcome, amount, field) in [
        ("perhaps", "", "outcome"),
        ("paid", "", "amount"),
        ("paid", "0", "amount"),
    ] {
        let problem = dung
            .correct(&reference, outcome, amount)
            .await
            .expect_err(field);
        assert!(problem.message_for(field).is_some(), "{problem:?}");
    }
    for (number, says) in [
        (" ".to_owned(), "Ghi mã giao dịch của ngân hàng."),
        ("7".repeat(66), "Nhiều nhất 64 ký tự. Bớt 2 ký tự."),
    ] {
        let path = AttemptPath {
            reference: reference.clone(),
        };
        let input = NewCorrection {
            outcome: "paid".to_owned(),
            amount: "200.000".to_owned(),
            provider_transaction: number,
            reason: "Sao kê ngày 16/03/2026, dòng 14".to_owned(),
            received: String::new(),
        };
        let problem = dung
            .call::<ProposeCorrection>(path, input)
            .await
            .expect_err(says);
        assert_eq!(problem.message_for("provider_transaction"), Some(says));
    }
    let paid = super::paid(&portal).await;
    let problem = dung
        .correct(&paid.attempt.reference, "failed", "")
        .await
        .expect_err("the money is there");
    assert_eq!(problem.status, 409);
}
