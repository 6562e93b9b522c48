//! Refunds: found by the system or proposed by an officer, never more than was captured, always by two people.

use super::{paid, paid_twice};
use crate::support::{AN, Confirm, DUNG, GIANG, Portal, SECRET, one_copy};
use app::api::{
    ProblemCode,
    finance::{Approval, ApproveRefund, IdPath, RejectRefund, Rejection},
    paging::PageQuery,
    payments::ListTransactions,
};
use domain::refund::{RefundCause, RefundState};

#[tokio::test]
async fn money_paid_twice_is_proposed_to_go_back_by_itself_and_once() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    portal
        .assert_settled(&twice.an.order_of(twice.filed.number).await, 200_000)
        .await;
    let dung = portal.signed_in(DUNG).await;
    let proposed = dung.refunds("proposed").await;
    assert_eq!(proposed.len(), 1);
    let refund = &proposed[0];
    assert_eq!(
        (
            refund.amount.as_i64(),
            refund.surplus.as_i64(),
            refund.cause
        ),
        (200_000, 200_000, RefundCause::Duplicate)
    );
    assert_eq!((refund.proposed_by.as_deref(), refund.own), (None, false));
    assert_eq!(refund.attempt, twice.attempt.reference);

    // What is told again proposes nothing again.
    let again = Confirm::paid(&twice.attempt.reference, 200_000).with("MaGiaoDich", "GD1");
    portal.call_back(again.signed(SECRET)).await;
    assert_eq!(dung.refunds("").await.len(), 1);
    let told = twice.an.order_of(twice.filed.number).await.refunds;
    let history = twice
        .an
        .call::<ListTransactions>((), PageQuery::at(1))
        .await;
    let in_history = history.expect("a list").items.into_iter();
    assert_eq!(
        told,
        in_history.flat_map(|row| row.refunds).collect::<Vec<_>>()
    );
    assert_eq!(told.len(), 1, "the citizen is told of it");
    let result = twice.an.result_of(&twice.attempt.reference).await;
    assert!(result.expect("the result").refunding);
}

#[tokio::test]
async fn one_attempt_charged_twice_gives_one_charge_back() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let again = Confirm::paid(&once.attempt.reference, 200_000).with("MaGiaoDich", "GD-AGAIN");
    portal.call_back(again.signed(SECRET)).await;
    let dung = portal.signed_in(DUNG).await;
    let proposed = dung.refunds("proposed").await;
    assert_eq!(proposed.len(), 1);
    assert_eq!(
        (proposed[0].amount.as_i64(), proposed[0].cause),
        (200_000, RefundCause::Surplus)
    );
}

#[tokio::test]
async fn whoever_proposes_does_not_approve() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&once.attempt.reference, "200.000", "200.000")
        .await
        .expect("a proposal");
    assert!(refund.own);
    assert_eq!(
        (refund.fees.as_i64(), refund.charges.as_i64()),
        (200_000, 0),
        "phí and lệ phí are kept apart"
    );
    let problem = dung
        .approve_refund(refund.id)
        .await
        .expect_err("one person");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    let rejection = Rejection {
        reason: "x".to_owned(),
    };
    let problem = dung
        .call::<RejectRefund>(IdPath { id: refund.id }, rejection)
        .await
        .expect_err("one person");
    assert_eq!(problem.status, 409);

    let approved = giang.approve_refund(refund.id).await.expect("two people");
    assert_eq!(approved.state, RefundState::Listed);
    assert_eq!(approved.decided_by.as_deref(), Some("Hồ Thị Giang"));
    let problem = giang.approve_refund(refund.id).await.expect_err("decided");
    assert_eq!(problem.status, 409);
    // It is owed now, and no longer the agency's.
    assert_eq!(
        portal.balance("refunds:national-platform".to_owned()).await,
        -200_000
    );
    assert_eq!(
        portal.balance("revenue:fee:72-so-tu-phap".to_owned()).await,
        0
    );
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_stale_sight_of_what_is_left_is_refused_with_412() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let reference = &once.attempt.reference;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    dung.propose_refund(reference, "50000", "200000")
        .await
        .expect("a part");
    let problem = giang
        .propose_refund(reference, "200000", "200000")
        .await
        .expect_err("somebody was faster");
    assert_eq!((problem.status, problem.code), (412, ProblemCode::Stale));
    let detail = giang.attempt_detail(reference).await;
    assert_eq!(detail.attempt.refundable.as_i64(), 150_000);
    for (amount, status) in [("150001", 422), ("0", 422), ("-5", 422), ("", 422)] {
        let problem = giang
            .propose_refund(reference, amount, "150000")
            .await
            .expect_err(amount);
        assert_eq!(problem.status, status, "{amount}");
        assert!(problem.message_for("amount").is_some());
    }
    giang
        .propose_refund(reference, "150000", "150000")
        .await
        .expect("the rest");
    assert_eq!(
        giang
            .attempt_detail(reference)
            .await
            .attempt
            .refundable
            .as_i64(),
        0
    );
}

#[tokio::test]
async fn officers_who_propose_at_once_never_refund_more_than_was_captured() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let reference = &once.attempt.reference;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let answers = futures::future::join_all((0..6).map(|number| {
        let officer = if number % 2 == 0 { &dung } else { &giang };
        officer.propose_refund(reference, "120000", "200000")
    }))
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for problem in answers.into_iter().filter_map(Result::err) {
        assert_eq!(problem.status, 412);
    }
    assert_eq!(
        portal
            .count("select sum(amount)::bigint from refunds where state <> 'rejected'")
            .await,
        120_000
    );
}

#[tokio::test]
async fn what_is_turned_down_can_be_proposed_again() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let reference = &once.attempt.reference;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(reference, "200000", "200000")
        .await
        .expect("a proposal");
    let rejection = |reason: &str| Rejection {
        reason: reason.to_owned(),
    };
    let path = IdPath { id: refund.id };
    let problem = giang
        .call::<RejectRefund>(path, rejection("  "))
        .await
        .expect_err("no reason");
    assert!(problem.message_for("reason").is_some());
    let rejected = giang
        .call::<RejectRefund>(path, rejection("Hồ sơ đã giải quyết"))
        .await
        .expect("turned down");
    assert_eq!(rejected.state, RefundState::Rejected);
    giang
        .propose_refund(reference, "200000", "200000")
        .await
        .expect("again");
}

#[tokio::test]
async fn a_transfer_needs_an_account_that_exists_in_form() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let account = |bin: &str, number: &str, holder: &str| Approval {
        bank_bin: bin.to_owned(),
        account_number: number.to_owned(),
        account_holder: holder.to_owned(),
    };
    let long_number = "1234 5678 9012 3456 789 1234 5678";
    let long_holder = "NGUYEN ".repeat(12);
    for (input, field, says) in [
        (Approval::default(), "bank_bin", "6 chữ số"),
        (account("97043", "0071001234", "AN"), "bank_bin", "6 chữ số"),
        (
            account("970436", "12", "AN"),
            "account_number",
            "ít nhất 4 chữ số",
        ),
        (
            account("970436", "0071001234; drop", "AN"),
            "account_number",
            "Không dùng được ký tự “;”.",
        ),
        (
            account("970436", "263301000123 (VCB)", "AN"),
            "account_number",
            "Không dùng được ký tự “(”.",
        ),
        (
            account("970436", "263301000123.0", "AN"),
            "account_number",
            "Nhập một số tài khoản",
        ),
        (
            account("970436", long_number, "AN"),
            "account_number",
            "Nhiều nhất 24 ký tự. Bớt 3 ký tự.",
        ),
        (
            account("970436", "0071001234", "🙂"),
            "account_holder",
            "Nhập tên chủ tài khoản.",
        ),
        (
            account("970436", "0071001234", &long_holder),
            "account_holder",
            "Nhiều nhất 70 ký tự. Bớt 13 ký tự.",
        ),
    ] {
        let problem = dung
            .call::<ApproveRefund>(IdPath { id }, input)
            .await
            .expect_err(field);
        let message = problem.message_for(field).unwrap_or_default();
        assert!(message.contains(says), "{field}: {problem:?}");
    }
    assert_eq!(
        dung.refunds("proposed").await.len(),
        1,
        "nothing was decided"
    );
}

#[tokio::test]
async fn a_wrong_amount_can_be_refunded_before_the_order_is_paid() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .call_back(Confirm::paid(&attempt.reference, 7_000).signed(SECRET))
        .await;
    let dung = portal.signed_in(DUNG).await;
    assert!(dung.refunds("").await.is_empty(), "an officer decides");
    let refund = dung
        .propose_refund(&attempt.reference, "7000", "7000")
        .await
        .expect("a proposal");
    assert_eq!(refund.surplus.as_i64(), 7_000);
}
