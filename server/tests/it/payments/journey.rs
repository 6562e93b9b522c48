//! The payment that everybody hopes for, and how it is told afterwards.

use crate::support::{
    AN, Confirm, EMPTY_CARD, GOOD_CARD, Portal, SECRET, criminal_record, one_copy, words_of,
};
use app::api::{
    Empty,
    paging::PageQuery,
    payments::ListTransactions,
    receipts::{CheckPath, CheckReceipt},
};
use domain::payment::{FailureReason, OrderState, Outcome};
use time::macros::datetime;

#[tokio::test]
async fn a_fee_paid_at_the_bank_is_settled_by_confirm_and_receipted() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(criminal_record("3", "student")).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    assert_eq!(attempt.outcome, Outcome::Waiting);
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::InProgress);
    assert_eq!(order.latest_attempt.as_ref(), Some(&attempt));

    let init = portal.wire.said("init").pop().expect("an INIT");
    assert_eq!(init["SoTien"], "105000");
    assert_eq!(init["MaNganHang"], "VCB");
    assert_eq!(init["ThongTinBienLai"]["MaTTHC"], "2.000488");

    let page = attempt.redirect_url.clone().expect("the bank's page");
    assert!(page.starts_with(&portal.sandbox_url));
    let back = portal.pay(&page, GOOD_CARD).await;
    assert!(back.starts_with(&format!(
        "{}/thanh-toan/ket-qua?data={}",
        portal.url, attempt.reference
    )));
    let deliveries = portal.deliveries(&attempt.reference, 1).await;
    assert_eq!(deliveries[0]["code"], "00", "{deliveries:?}");

    let order = an.order_of(filed.number).await;
    portal.assert_settled(&order, 0).await;
    // Whoever comes back needs no session, and learns nothing that names a person.
    let told = portal
        .browser()
        .result_of(&attempt.reference)
        .await
        .expect("the result");
    assert_eq!(told.outcome, Outcome::Succeeded);
    assert_eq!(
        (told.amount.as_i64(), told.dossier_number),
        (105_000, filed.number)
    );
    assert_eq!(
        (told.next_query_at, told.requested_at.as_str()),
        (None, "16/03/2026 10:00")
    );
    assert!(portal.wire.said("query").is_empty(), "nobody had to ask");
}

#[tokio::test]
async fn the_history_and_the_receipt_tell_what_was_paid_in_figures_and_words() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(criminal_record("3", "student")).await;
    let first = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .pay(&first.redirect_url.expect("the bank's page"), EMPTY_CARD)
        .await;
    portal.deliveries(&first.reference, 1).await;
    portal.advance(time::Duration::minutes(3));
    let second = an.choose(filed.order.id).await.expect("another attempt");
    portal
        .pay(&second.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&second.reference, 1).await;

    let history = an
        .call::<ListTransactions>((), PageQuery::default())
        .await
        .expect("the history");
    let told: Vec<_> = history
        .items
        .iter()
        .map(|item| {
            (
                item.at.as_str(),
                item.amount.as_i64(),
                item.outcome,
                item.failure,
                item.receipt.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("16/03/2026 10:03", 105_000, Outcome::Succeeded, None, true),
            (
                "16/03/2026 10:00",
                105_000,
                Outcome::Failed,
                Some(FailureReason::InsufficientFunds),
                false
            ),
        ]
    );
    assert_eq!(history.items[0].dossier_reference, filed.number.to_string());
    let nothing = portal
        .browser()
        .call::<ListTransactions>((), PageQuery::default())
        .await;
    assert_eq!(nothing.expect_err("nobody").status, 401);

    let receipt = history.items[0].receipt.expect("a receipt");
    let pdf = an.get(&format!("/api/v1/receipts/{receipt}/pdf")).await;
    assert_eq!(
        (pdf.status, pdf.header("content-type")),
        (200, "application/pdf")
    );
    let words = words_of(&pdf.body);
    for expected in [
        "Một trăm linh năm nghìn đồng",
        "105.000",
        "NGUYỄN VĂN AN",
        "072xxxxxx017",
        &filed.number.to_string(),
        "01BLP0-001",
        "AA-26E",
        "0000001",
        "Sở Tư pháp",
    ] {
        assert!(
            words.to_lowercase().contains(&expected.to_lowercase()),
            "{expected} in {words}"
        );
    }
    assert!(!words.contains(AN.identity_number));
    let again = an.get(&format!("/api/v1/receipts/{receipt}/pdf")).await;
    assert_eq!(words_of(&again.body), words, "every copy is the same paper");

    let code: String = portal
        .one("select check_code from receipts where id = $1", receipt)
        .await;
    let check = portal
        .browser()
        .call::<CheckReceipt>(CheckPath { code }, Empty {})
        .await
        .expect("what the QR code leads to");
    assert_eq!(
        (check.total.as_i64(), check.number.as_str()),
        (105_000, "0000001")
    );
    let forged = CheckPath {
        code: "2".repeat(20),
    };
    let unknown = portal
        .browser()
        .call::<CheckReceipt>(forged, Empty {})
        .await;
    assert_eq!(unknown.expect_err("forged").status, 404);
}

#[tokio::test]
async fn receipts_are_numbered_without_gaps() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for _ in 0..3 {
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        portal
            .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
            .await;
        portal.deliveries(&attempt.reference, 1).await;
        let given_up = an.file(one_copy()).await;
        let attempt = an.choose(given_up.order.id).await.expect("an attempt");
        portal
            .give_up(&attempt.redirect_url.expect("the bank's page"))
            .await;
        portal.deliveries(&attempt.reference, 1).await;
    }
    let numbers: Vec<i32> =
        sqlx::query_scalar("select number from receipts order by issued_at, number")
            .fetch_all(&portal.app.db)
            .await
            .expect("the receipts");
    assert_eq!(numbers, [1, 2, 3]);
}

#[tokio::test]
async fn receipts_begin_at_one_with_the_year_in_vietnam() {
    let portal = Portal::start().await;
    // Half an hour before the new year in Vietnam, when it is afternoon in Greenwich.
    portal.advance(datetime!(2026-12-31 23:30 +7) - portal.now());
    for _ in 0..2 {
        let an = portal.signed_in(AN).await;
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        let paid = Confirm::paid(&attempt.reference, 200_000).signed(SECRET);
        portal.call_back(paid).await;
        portal.advance(time::Duration::hours(1));
    }
    let receipts: Vec<(String, i32, i32)> =
        sqlx::query_as("select serial, year, number from receipts order by issued_at")
            .fetch_all(&portal.app.db)
            .await
            .expect("the receipts");
    let expected = [("AA-26E", 2026, 1), ("AA-27E", 2027, 1)];
    assert_eq!(
        receipts,
        expected.map(|(serial, year, number)| (serial.to_owned(), year, number))
    );
}

#[tokio::test]
async fn a_browser_that_claims_to_have_paid_settles_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    for claim in [
        "responseCode=00",
        "responseCode=00&secureCode=0000",
        "vnp_ResponseCode=00",
    ] {
        let page = an
            .get(&format!(
                "/thanh-toan/ket-qua?data={}&{claim}",
                attempt.reference
            ))
            .await;
        assert_eq!(page.status, 200);
        assert!(
            page.text().contains(r#"data-outcome="waiting""#),
            "{}",
            page.text()
        );
    }
    portal.run_jobs().await;
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::InProgress);
    portal.assert_untouched(&order).await;

    for unknown in ["", "0", "' or 1=1", &"0".repeat(32), &"a".repeat(5_000)] {
        let problem = an.result_of(unknown).await.expect_err(unknown);
        assert_eq!(problem.status, 404, "{unknown:?}");
    }
}

#[tokio::test]
async fn giving_up_and_an_empty_account_leave_the_order_to_be_paid() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let first = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .give_up(&first.redirect_url.expect("the bank's page"))
        .await;
    portal.deliveries(&first.reference, 1).await;
    portal.run_jobs().await;
    let told = an.result_of(&first.reference).await.expect("the result");
    assert_eq!(told.outcome, Outcome::Failed);
    assert_eq!(told.failure, Some(FailureReason::CancelledByPayer));
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Due);
    portal.assert_untouched(&order).await;

    let second = an.choose(filed.order.id).await.expect("another attempt");
    portal
        .pay(&second.redirect_url.expect("the bank's page"), EMPTY_CARD)
        .await;
    portal.deliveries(&second.reference, 1).await;
    portal.run_jobs().await;
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Due);
    let latest = order.latest_attempt.expect("the attempt");
    assert_eq!(latest.failure, Some(FailureReason::InsufficientFunds));
    let told = an.result_of(&second.reference).await.expect("the result");
    assert_eq!(told.failure, Some(FailureReason::InsufficientFunds));

    let third = an.choose(filed.order.id).await.expect("a third attempt");
    portal
        .pay(&third.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&third.reference, 1).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}
