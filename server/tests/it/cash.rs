//! Cash at the desk: taken by the own office's cash officer, with one receipt.

use crate::support::{
    AN, CHAU, Client, Confirm, DUNG, Filed, GIANG, HUNG, LAN, MAI, Portal, SECRET, one_copy,
    words_of,
};
use app::api::{
    Empty, Problem, ProblemCode,
    cash::{CashAttempt, CashAttempts, CashQuery, CashTaken, GetCash, ListCash, RecordCash},
    finance::AttemptPath,
    payments::{Attempt, NewAttempt, OrderPath, StartAttempt},
};
use domain::payment::{AttemptState, OrderState, Outcome};
use http::Method;
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
    ) -> Result<CashAttempt, Problem> {
        let path = AttemptPath {
            reference: reference.to_owned(),
        };
        let input = CashTaken {
            amount: amount.to_owned(),
        };
        self.call_with_key::<RecordCash>(path, input, key).await
    }

    async fn cash(&self, q: &str) -> CashAttempts {
        let query = CashQuery {
            q: q.to_owned(),
            page: String::new(),
        };
        self.call::<ListCash>((), query).await.expect("a list")
    }

    async fn cash_of(&self, reference: &str) -> Result<CashAttempt, Problem> {
        let reference = reference.to_owned();
        self.call::<GetCash>(AttemptPath { reference }, Empty {})
            .await
    }
}

/// A dossier of An's, to be paid in cash.
async fn to_be_paid(portal: &Portal) -> (Client, Filed, Attempt) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "cash")
        .await
        .expect("an attempt");
    (an, filed, attempt)
}

#[tokio::test]
async fn cash_taken_at_the_desk_pays_the_order_once() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = to_be_paid(&portal).await;
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
    let mai = portal.signed_in(MAI).await;
    for wrong in ["199999", "200001", "", "hai trăm"] {
        let key = Uuid::new_v4().to_string();
        let problem = mai
            .take_cash(&attempt.reference, wrong, &key)
            .await
            .expect_err(wrong);
        assert!(problem.message_for("amount").is_some(), "{wrong}");
    }
    let taken = mai
        .take_cash(&attempt.reference, "200.000", "cash-0123456789")
        .await
        .expect("taken");
    assert_eq!(taken.state, AttemptState::Paid);
    let again = mai
        .take_cash(&attempt.reference, "200.000", "cash-0123456789")
        .await
        .expect("a double tap");
    assert_eq!(again, taken);
    let problem = mai
        .take_cash(&attempt.reference, "200.000", "cash-another-key")
        .await
        .expect_err("taken already");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
    assert_eq!(order.receipt, taken.receipt);
    assert_eq!(
        portal.balance("clearing:cash-desk".to_owned()).await,
        200_000
    );
}

#[tokio::test]
async fn cash_has_one_receipt_which_its_desk_prints_too() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = to_be_paid(&portal).await;
    let mai = portal.signed_in(MAI).await;
    let taken = mai
        .take_cash(&attempt.reference, "200000", "cash-0123456789")
        .await
        .expect("taken");
    let receipt = taken.receipt.expect("a receipt");
    let address = format!("/api/v1/receipts/{receipt}/pdf");
    let words = words_of(&mai.get(&address).await.body);
    for said in ["Tiền mặt", "Nguyễn Văn An", &attempt.reference] {
        assert!(words.contains(said), "{said} in {words}");
    }
    // There is no number but the receipt's own and the payment's reference.
    assert!(!words.contains("Mã giao dịch"), "{words}");
    assert_eq!(words_of(&an.get(&address).await.body), words);
    for (who, status) in [(CHAU, 404), (DUNG, 404), (HUNG, 404)] {
        let other = portal.signed_in(who).await;
        assert_eq!(other.get(&address).await.status, status);
    }
    // What was paid otherwise is its payer's affair.
    let online = an.file(one_copy()).await;
    let at_bank = an.choose(online.order.id).await.expect("an attempt");
    portal
        .call_back(Confirm::paid(&at_bank.reference, 200_000).signed(SECRET))
        .await;
    let receipt = an.order_of(online.number).await.receipt.expect("a receipt");
    let address = format!("/api/v1/receipts/{receipt}/pdf");
    assert_eq!(mai.get(&address).await.status, 404);
    assert_eq!(portal.receipts_of(filed.order.id).await, 1);
}

#[tokio::test]
async fn a_desk_sees_who_waits_to_pay_in_cash_and_finds_what_was_taken() {
    let portal = Portal::start().await;
    let (an, filed, attempt) = to_be_paid(&portal).await;
    let elsewhere = an.file(one_copy()).await;
    an.choose(elsewhere.order.id).await.expect("at a bank");
    let mai = portal.signed_in(MAI).await;
    let waiting = mai.cash("").await;
    assert_eq!(waiting.paging.total, 1);
    let one = &waiting.items[0];
    assert_eq!(one.reference, attempt.reference);
    assert_eq!(one.dossier_reference, filed.number.to_string());
    assert_eq!(one.payer_name, "Nguyễn Văn An");
    assert_eq!((one.due.as_i64(), one.receipt), (200_000, None));
    mai.take_cash(&attempt.reference, "200000", "cash-0123456789")
        .await
        .expect("taken");
    assert_eq!(mai.cash("").await.paging.total, 0);
    for words in [filed.number.to_string(), attempt.reference.to_uppercase()] {
        let found = mai.cash(&words).await.items;
        assert_eq!(found.len(), 1, "{words}");
        assert!(found[0].receipt.is_some());
    }
    let elsewhere = elsewhere.number.to_string();
    assert_eq!(mai.cash(&elsewhere).await.paging.total, 0);
    let page = mai
        .get(&format!("/can-bo/tien-mat/{}", attempt.reference))
        .await;
    assert!(page.text().contains("/pdf"), "{}", page.text());
}

#[tokio::test]
async fn cash_is_not_taken_for_what_is_paid_at_a_bank() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let mai = portal.signed_in(MAI).await;
    let problem = mai
        .take_cash(&attempt.reference, "200000", "cash-0123456789")
        .await
        .expect_err("a bank's");
    assert_eq!(problem.status, 404);
}

#[tokio::test]
async fn only_the_own_offices_cash_officer_takes_cash() {
    let portal = Portal::start().await;
    let (_, _, attempt) = to_be_paid(&portal).await;
    let one = format!("/api/v1/desk/cash/{}", attempt.reference);
    let page = format!("/can-bo/tien-mat/{}", attempt.reference);
    let taken = serde_json::json!({ "amount": "200000" });
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(CHAU).await, 403),
        (portal.signed_in(DUNG).await, 403),
        (portal.signed_in(GIANG).await, 403),
        (portal.signed_in(HUNG).await, 403),
        (portal.signed_in(LAN).await, 403),
    ] {
        for path in ["/api/v1/desk/cash", "/can-bo/tien-mat", &one, &page] {
            assert_eq!(who.get(path).await.status, status, "GET {path}");
        }
        let post = who
            .request(Method::POST, &one)
            .header("idempotency-key", "cash-0123456789")
            .json(&taken);
        assert_eq!(who.send(post).await.status, status);
    }
    // Another office's clerk is told that there is none.
    portal
        .execute(
            "update officers set unit_code = '703'
             where account_id = (select id from accounts where login_name = '072190000090')",
        )
        .await
        .expect("moved");
    let mai = portal.signed_in(MAI).await;
    assert_eq!(mai.cash("").await.paging.total, 0);
    assert_eq!(mai.cash(&attempt.reference).await.paging.total, 0);
    let hidden = mai.cash_of(&attempt.reference).await;
    assert_eq!(hidden.expect_err("another office's").status, 404);
    let refused = mai
        .take_cash(&attempt.reference, "200000", "cash-0123456789")
        .await;
    assert_eq!(refused.expect_err("another office's").status, 404);
    let paid = "select count(*) from payment_attempts where state = 'paid'";
    assert_eq!(portal.count(paid).await, 0);
}

#[tokio::test]
async fn a_cash_officer_has_no_rights_over_the_provinces_money() {
    let portal = Portal::start().await;
    let mai = portal.signed_in(MAI).await;
    for path in [
        "/api/v1/finance/attempts",
        "/api/v1/finance/refunds",
        "/api/v1/finance/channels",
        "/api/v1/finance/transfers.csv",
        "/api/v1/desk/dossiers",
        "/api/v1/officers",
        "/api/v1/audit-log",
        "/can-bo/tai-chinh",
        "/can-bo/quan-tri",
    ] {
        assert_eq!(mai.get(path).await.status, 403, "{path}");
    }
    let id = Uuid::nil();
    for path in [
        "/api/v1/finance/attempts/x/refresh".to_owned(),
        "/api/v1/finance/attempts/x/corrections".to_owned(),
        "/api/v1/finance/attempts/x/refunds".to_owned(),
        format!("/api/v1/finance/corrections/{id}/approve"),
        format!("/api/v1/finance/corrections/{id}/reject"),
        format!("/api/v1/finance/refunds/{id}/approve"),
        format!("/api/v1/finance/refunds/{id}/reject"),
        format!("/api/v1/finance/refunds/{id}/refresh"),
        "/api/v1/finance/transfers/results".to_owned(),
        "/api/v1/finance/channels/momo".to_owned(),
    ] {
        let post = mai
            .request(Method::POST, &path)
            .header("idempotency-key", "0123456789")
            .json(&serde_json::json!({}));
        assert_eq!(mai.send(post).await.status, 403, "POST {path}");
    }
}
