//! Ways out of an order: another amount than was due is accepted, or everything goes back and the fee is paid again.

use super::{paid, paid_twice};
use crate::support::{AN, Client, Confirm, DUNG, Filed, GIANG, MAI, Portal, SECRET, one_copy};
use app::api::{
    Empty, Problem, ProblemCode,
    finance::{
        ApproveCorrection, AttemptPath, FinanceAttemptDetail, IdPath, NewCorrection, NewRefund,
        ProposeCorrection, ProposeRefund, Refund, RejectCorrection, RejectRefund, Rejection,
    },
    payments::Attempt,
};
use domain::{
    payment::{AttemptState, OrderState, Outcome},
    refund::{RefundCause, RefundState},
};
use server::{
    books::audit::audit,
    payments::verify::{Repair, ledger, projections},
};
use time::Duration;
use uuid::Uuid;

const REVENUE: &str = "revenue:fee:72-so-tu-phap";
const DIFFERENCES: &str = "differences:72-so-tu-phap";
const HELD: &str = "clearing:national-platform";

impl Client {
    /// Proposes to accept what arrived, having seen so much of it.
    async fn accept(
        &self,
        reference: &str,
        received: &str,
    ) -> Result<FinanceAttemptDetail, Problem> {
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let input = NewCorrection {
            outcome: "accepted".to_owned(),
            received: received.to_owned(),
            reason: "Tờ trình 12/TTr-STP".to_owned(),
            ..NewCorrection::default()
        };
        self.call::<ProposeCorrection>(path, input).await
    }

    async fn approve_correction(&self, id: Uuid) -> Result<FinanceAttemptDetail, Problem> {
        self.call::<ApproveCorrection>(IdPath { id }, Empty {})
            .await
    }

    /// Proposes to refund `amount` of `refundable` đồng, after which the fee is still due.
    async fn refund_wrong_dossier(
        &self,
        reference: &str,
        amount: &str,
        refundable: &str,
    ) -> Result<Refund, Problem> {
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let input = NewRefund {
            amount: amount.to_owned(),
            refundable: refundable.to_owned(),
            reason: "Thu nhầm hồ sơ".to_owned(),
            fee_stays_due: true,
        };
        let key = Uuid::new_v4().to_string();
        self.call_with_key::<ProposeRefund>(path, input, &key).await
    }
}

impl Portal {
    /// Everything stored agrees with itself, and with what providers and officers said.
    async fn assert_clean(&self) {
        let db = &self.app.db;
        let books = ledger(db).await.expect("compared");
        assert_eq!(books.differences, []);
        let stored = projections(db, Repair::No, self.now())
            .await
            .expect("compared");
        assert_eq!(stored.differences, []);
        let audited = audit(db, self.now()).await.expect("audited");
        assert_eq!(audited.findings, []);
    }

    /// An attempt of An's over 200,000 đ, of which the provider took so much.
    async fn paid_otherwise(&self, amount: i64) -> (Client, Filed, Attempt) {
        let an = self.signed_in(AN).await;
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        self.call_back(Confirm::paid(&attempt.reference, amount).signed(SECRET))
            .await;
        (an, filed, attempt)
    }

    /// Two officers accept what arrived.
    async fn accept_difference(&self, reference: &str, received: &str) -> FinanceAttemptDetail {
        let (dung, giang) = (self.signed_in(DUNG).await, self.signed_in(GIANG).await);
        let proposed = dung.accept(reference, received).await.expect("a proposal");
        let id = proposed.correction.expect("it waits").id;
        giang.approve_correction(id).await.expect("two people")
    }

    /// An account is named by one officer, approved by the other, and the bank transfers it.
    async fn transfer(&self, refund: &Refund) {
        let (dung, giang) = (self.signed_in(DUNG).await, self.signed_in(GIANG).await);
        dung.name_account(refund.id).await.expect("an account");
        giang.approve_refund(refund.id).await.expect("approved");
        let csv = format!(
            "refund_reference,status,bank_transaction,message\n{reference},done,FT{reference},\n",
            reference = refund.reference
        );
        let summary = dung.take_results(csv).await.expect("taken in");
        assert_eq!(summary.done, 1);
    }

    async fn receipts_that_are_void(&self) -> i64 {
        self.count("select count(*) from receipts where cancelled_at is not null")
            .await
    }
}

#[tokio::test]
async fn less_than_was_due_is_accepted_and_what_comes_later_takes_the_difference_back() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = portal.paid_otherwise(199_000).await;
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::NeedsReview
    );
    let detail = portal.accept_difference(&attempt.reference, "199000").await;
    assert_eq!(detail.attempt.state, AttemptState::Paid);
    assert!(!detail.attempt.needs_person);
    assert_eq!(
        detail.attempt.refundable.as_i64(),
        199_000,
        "no more than was taken"
    );
    let last = detail.events.last().expect("events");
    assert_eq!(last.event, "difference_accepted");
    assert!(last.detail.contains("Tờ trình 12"), "{}", last.detail);
    assert!(last.by.is_some() && last.proposed_by.is_some());
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
    assert!(order.receipt.is_some());
    for (account, amount) in [
        (HELD, 199_000),
        (DIFFERENCES, 1_000),
        (REVENUE, -200_000),
        (format!("citizens:{}", order.id).as_str(), 0),
    ] {
        assert_eq!(
            portal.balance(account.to_owned()).await,
            amount,
            "{account}"
        );
    }
    portal.assert_clean().await;

    portal
        .call_back(Confirm::paid(&attempt.reference, 200_000).signed(SECRET))
        .await;
    assert_eq!(portal.balance(HELD.to_owned()).await, 200_000);
    assert_eq!(portal.balance(DIFFERENCES.to_owned()).await, 0);
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    portal.assert_clean().await;
}

#[tokio::test]
async fn more_than_was_due_is_accepted_and_the_rest_goes_back() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = portal.paid_otherwise(200_001).await;
    portal
        .accept_difference(&attempt.reference, "200.001")
        .await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 1)
        .await;
    let dung = portal.signed_in(DUNG).await;
    let proposed = dung.refunds("proposed").await;
    assert_eq!(proposed.len(), 1);
    assert_eq!(
        (proposed[0].amount.as_i64(), proposed[0].cause),
        (1, RefundCause::Surplus)
    );
    assert_eq!(
        proposed[0].reason,
        "Số tiền nhận được nhiều hơn số phải nộp"
    );
    portal.assert_clean().await;
    portal.transfer(&proposed[0]).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    assert_eq!(portal.receipts_that_are_void().await, 0);
    portal.assert_clean().await;
}

#[tokio::test]
async fn a_difference_is_accepted_by_two_people_over_the_amount_that_both_saw() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = portal.paid_otherwise(199_000).await;
    let reference = &attempt.reference;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let problem = dung.accept(reference, "198000").await.expect_err("stale");
    assert_eq!((problem.status, problem.code), (412, ProblemCode::Stale));
    let problem = dung.accept(reference, "").await.expect_err("no amount");
    assert!(problem.message_for("received").is_some(), "{problem:?}");
    let id = |detail: FinanceAttemptDetail| detail.correction.expect("it waits").id;
    let first = id(dung.accept(reference, "199000").await.expect("a proposal"));
    let problem = dung.approve_correction(first).await.expect_err("own");
    assert_eq!(problem.status, 409);

    // More arrives before the other decides.
    let more = Confirm::paid(reference, 500).with("MaGiaoDich", "GD2");
    portal.call_back(more.signed(SECRET)).await;
    let problem = giang.approve_correction(first).await.expect_err("moved");
    assert_eq!(problem.status, 409);
    giang
        .call::<RejectCorrection>(
            IdPath { id: first },
            Rejection {
                reason: "Tiền đã thay đổi".to_owned(),
            },
        )
        .await
        .expect("the way out");
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::NeedsReview
    );

    // What is going back cannot be accepted.
    let second = id(dung.accept(reference, "199500").await.expect("a proposal"));
    let refund = dung
        .propose_refund(reference, "500", "199500")
        .await
        .expect("a refund");
    let problem = giang.approve_correction(second).await.expect_err("going");
    assert_eq!(problem.status, 409);
    let rejection = Rejection {
        reason: "Chấp nhận chênh lệch".to_owned(),
    };
    giang
        .call::<RejectRefund>(IdPath { id: refund.id }, rejection)
        .await
        .expect("turned down");

    let answers = futures::future::join_all((0..4).map(|_| giang.approve_correction(second))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Paid);
    assert_eq!(portal.receipts_of(filed.order.id).await, 1);
    assert_eq!(portal.balance(DIFFERENCES.to_owned()).await, 500);
    portal.assert_clean().await;
    let problem = dung.accept(reference, "199500").await.expect_err("settled");
    assert_eq!(problem.status, 409);
}

#[tokio::test]
async fn another_amount_that_went_back_leaves_the_order_to_be_paid_again() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = portal.paid_otherwise(199_000).await;
    let dung = portal.signed_in(DUNG).await;
    let refund = dung
        .propose_refund(&attempt.reference, "199000", "199000")
        .await
        .expect("a proposal");
    portal.transfer(&refund).await;
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(
        (told.state, told.outcome),
        (AttemptState::Returned, Outcome::Returned)
    );
    assert!(!told.with_officer);
    portal.assert_clean().await;

    // What went back is told again: it pays for nothing.
    portal
        .call_back(Confirm::paid(&attempt.reference, 199_000).signed(SECRET))
        .await;
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);

    portal.advance(Duration::minutes(1));
    let next = an.choose(filed.order.id).await.expect("another attempt");
    let message = Confirm::paid(&next.reference, 200_000).with("MaGiaoDich", "GD2");
    portal.call_back(message.signed(SECRET)).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    portal.assert_clean().await;
}

#[tokio::test]
async fn another_charge_of_what_went_back_pays_the_order() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let reference = &once.attempt.reference;
    let dung = portal.signed_in(DUNG).await;
    let refund = dung
        .refund_wrong_dossier(reference, "200000", "200000")
        .await
        .expect("a proposal");
    portal.transfer(&refund).await;
    assert_eq!(
        once.an.order_of(once.filed.number).await.state,
        OrderState::Due
    );
    for (number, amount, state) in [
        ("GD2", 1_000, OrderState::NeedsReview),
        ("GD3", 200_000, OrderState::Paid),
    ] {
        let message = Confirm::paid(reference, amount).with("MaGiaoDich", number);
        portal.call_back(message.signed(SECRET)).await;
        let order = once.an.order_of(once.filed.number).await;
        assert_eq!(order.state, state, "{number}");
        portal.assert_clean().await;
    }
    let receipts = portal.receipts_of(once.filed.order.id).await;
    assert_eq!((receipts, portal.receipts_that_are_void().await), (2, 1));
    let proposed = dung.refunds("proposed").await;
    assert_eq!(proposed.len(), 1, "what is too much");
    assert_eq!(proposed[0].amount.as_i64(), 1_000);
}

#[tokio::test]
async fn cash_that_was_taken_for_the_wrong_dossier_goes_back_and_is_taken_again() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let (dung, mai) = (portal.signed_in(DUNG).await, portal.signed_in(MAI).await);
    let mut receipts = Vec::new();
    for round in 0..2 {
        let attempt = an
            .choose_channel(filed.order.id, "cash")
            .await
            .expect("an attempt");
        let key = Uuid::new_v4().to_string();
        let taken = mai
            .take_cash(&attempt.reference, "200.000", &key)
            .await
            .expect("taken");
        assert_eq!(taken.state, AttemptState::Paid);
        receipts.push(taken.receipt.expect("a receipt"));
        if round == 0 {
            let refund = dung
                .refund_wrong_dossier(&attempt.reference, "200000", "200000")
                .await
                .expect("a proposal");
            assert!(refund.fee_stays_due && !refund.through_provider);
            portal.transfer(&refund).await;
            let order = an.order_of(filed.number).await;
            assert_eq!(order.state, OrderState::Due);
            portal.assert_clean().await;
        }
        portal.advance(Duration::minutes(1));
    }
    assert_ne!(receipts[0], receipts[1]);
    let order = an.order_of(filed.number).await;
    assert_eq!(
        (order.state, order.receipt, order.receipt_cancelled_on),
        (OrderState::Paid, Some(receipts[1]), None)
    );
    for (receipt, is_void) in receipts.into_iter().zip([true, false]) {
        let void: bool = portal
            .one(
                "select cancelled_at is not null from receipts where id = $1",
                receipt,
            )
            .await;
        assert_eq!(void, is_void);
    }
    assert_eq!(
        portal.balance("clearing:cash-desk".to_owned()).await,
        200_000
    );
    assert_eq!(portal.balance(REVENUE.to_owned()).await, -200_000);
    portal.assert_clean().await;
}

#[tokio::test]
async fn whose_fee_went_back_by_decision_is_not_asked_to_pay_again() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let reference = &once.attempt.reference;
    let dung = portal.signed_in(DUNG).await;
    let problem = dung
        .refund_wrong_dossier(reference, "150000", "200000")
        .await
        .expect_err("not all of it");
    assert!(
        problem.message_for("fee_stays_due").is_some(),
        "{problem:?}"
    );
    let refund = dung
        .propose_refund(reference, "200000", "200000")
        .await
        .expect("a proposal");
    portal.transfer(&refund).await;
    let order = once.an.order_of(once.filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
    assert!(order.receipt_cancelled_on.is_some());
    let told = once.an.result_of(reference).await.expect("the result");
    assert_eq!(told.state, AttemptState::Paid);
    portal.assert_clean().await;
}

#[tokio::test]
async fn what_was_accepted_goes_back_entirely() {
    for fee_stays_due in [true, false] {
        let portal = Portal::start().await;
        let (an, filed, attempt) = portal.paid_otherwise(199_000).await;
        portal.accept_difference(&attempt.reference, "199000").await;
        let dung = portal.signed_in(DUNG).await;
        let refund = if fee_stays_due {
            dung.refund_wrong_dossier(&attempt.reference, "199000", "199000")
                .await
        } else {
            dung.propose_refund(&attempt.reference, "199000", "199000")
                .await
        };
        portal.transfer(&refund.expect("a proposal")).await;
        let (state, forgiven) = if fee_stays_due {
            (OrderState::Due, 0)
        } else {
            (OrderState::Paid, 1_000)
        };
        assert_eq!(an.order_of(filed.number).await.state, state);
        assert_eq!(portal.balance(DIFFERENCES.to_owned()).await, forgiven);
        assert_eq!(portal.balance(REVENUE.to_owned()).await, -forgiven);
        assert_eq!(portal.balance(HELD.to_owned()).await, 0);
        assert_eq!(portal.receipts_that_are_void().await, 1);
        portal.assert_clean().await;
    }
}

#[tokio::test]
async fn a_duplicate_that_is_still_there_pays_once_the_other_went_back() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let duplicate = dung.refunds("proposed").await.remove(0);
    let settler: String = portal
        .one(
            "select reference from payment_attempts where order_id = $1 and state = 'paid'",
            twice.filed.order.id,
        )
        .await;
    let refund = dung
        .refund_wrong_dossier(&settler, "200000", "200000")
        .await
        .expect("a proposal");
    portal.transfer(&refund).await;
    let order = twice.an.order_of(twice.filed.number).await;
    assert_eq!(order.state, OrderState::Paid, "by the other");
    let receipts = portal.receipts_of(order.id).await;
    assert_eq!((receipts, portal.receipts_that_are_void().await), (2, 1));
    let withdrawn = dung.refunds("rejected").await;
    assert_eq!(withdrawn.len(), 1);
    assert_eq!(
        (withdrawn[0].id, withdrawn[0].state),
        (duplicate.id, RefundState::Rejected)
    );
    assert_eq!(portal.balance(HELD.to_owned()).await, 200_000);
    assert_eq!(portal.balance(REVENUE.to_owned()).await, -200_000);
    portal.assert_clean().await;
}

#[tokio::test]
async fn a_duplicate_on_its_way_back_is_waited_for_and_then_the_order_is_due() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let duplicate = dung.refunds("proposed").await.remove(0);
    giang.name_account(duplicate.id).await.expect("an account");
    dung.approve_refund(duplicate.id).await.expect("approved");
    let settler: String = portal
        .one(
            "select reference from payment_attempts where order_id = $1 and state = 'paid'",
            twice.filed.order.id,
        )
        .await;
    let refund = dung
        .refund_wrong_dossier(&settler, "200000", "200000")
        .await
        .expect("a proposal");
    portal.transfer(&refund).await;
    let number = twice.filed.number;
    assert_eq!(
        twice.an.order_of(number).await.state,
        OrderState::Paid,
        "until it is known"
    );
    let csv = format!(
        "refund_reference,status,bank_transaction,message\n{},done,FT1,\n",
        duplicate.reference
    );
    dung.take_results(csv).await.expect("taken in");
    assert_eq!(twice.an.order_of(number).await.state, OrderState::Due);
    assert_eq!(portal.balance(HELD.to_owned()).await, 0);
    assert_eq!(portal.receipts_of(twice.filed.order.id).await, 1);
    portal.assert_clean().await;
}
