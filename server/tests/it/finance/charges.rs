//! Charges are counted once, whoever tells of them and when, and given back once.

use crate::support::{AN, Confirm, DUNG, GIANG, Portal, SECRET, one_copy};
use app::api::ProblemCode;

#[tokio::test]
async fn a_charge_whose_number_comes_later_goes_back_once() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    // The duplicate: told without a number, then with one, then without again.
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let new = an.choose(filed.order.id).await.expect("another");
    portal
        .call_back(Confirm::paid(&new.reference, 200_000).signed(SECRET))
        .await;
    let dung = portal.signed_in(DUNG).await;
    let id = async |number: &str| {
        let told = Confirm::paid(&old.reference, 200_000).with("MaGiaoDich", number);
        portal.call_back(told.signed(SECRET)).await;
        let refunds = dung.refunds("").await;
        assert_eq!(refunds.len(), 1, "{number}");
        refunds[0].id
    };
    let proposed = id("").await;
    assert_eq!(id("GD7").await, proposed);
    assert_eq!(id("").await, proposed);
    let of_charge: String = portal
        .one(
            "select provider_transaction from refunds where id = $1",
            proposed,
        )
        .await;
    assert_eq!(of_charge, "GD7");
    portal.approve_transfer(proposed).await;
    assert_eq!(
        portal.balance(format!("citizens:{}", filed.order.id)).await,
        0
    );
    let books = server::payments::verify::ledger(&portal.app.db).await;
    assert_eq!(books.expect("compared").differences, []);
}

#[tokio::test]
async fn the_charge_that_came_first_is_kept() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    for number in ["GD9", "GD1"] {
        let told = Confirm::paid(&attempt.reference, 200_000).with("MaGiaoDich", number);
        portal.call_back(told.signed(SECRET)).await;
    }
    let of_charge: String = portal
        .one(
            "select provider_transaction from refunds where amount = $1",
            200_000_i64,
        )
        .await;
    assert_eq!(of_charge, "GD1");
}

#[tokio::test]
async fn what_has_become_less_since_it_was_proposed_is_not_approved() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let told = async |dong: i64| {
        portal
            .call_back(Confirm::paid(&attempt.reference, dong).signed(SECRET))
            .await;
    };
    // An amount that settles nothing, all of it to go back; then the same charge is told with the amount that was due.
    told(199_000).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&attempt.reference, "199000", "199000")
        .await
        .expect("a proposal");
    dung.name_account(refund.id).await.expect("an account");
    told(200_000).await;
    let problem = giang
        .approve_refund(refund.id)
        .await
        .expect_err("it would be the agency's money");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    assert_eq!(giang.refunds("proposed").await.len(), 1);
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn what_went_back_before_the_order_was_settled_is_taken_of_what_settled_it() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let told = async |dong: i64| {
        portal
            .call_back(Confirm::paid(&attempt.reference, dong).signed(SECRET))
            .await;
    };
    told(199_000).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&attempt.reference, "199000", "199000")
        .await
        .expect("a proposal");
    dung.name_account(refund.id).await.expect("an account");
    giang.approve_refund(refund.id).await.expect("approved");
    told(200_000).await;
    for (account, balance) in [
        (format!("citizens:{}", filed.order.id), 0),
        ("revenue:fee:72-so-tu-phap".to_owned(), -1_000),
        ("refunds:national-platform".to_owned(), -199_000),
    ] {
        assert_eq!(portal.balance(account.clone()).await, balance, "{account}");
    }
    let detail = giang.attempt_detail(&attempt.reference).await;
    assert_eq!(detail.attempt.refundable.as_i64(), 1_000);
    let books = server::payments::verify::ledger(&portal.app.db).await;
    assert_eq!(books.expect("compared").differences, []);
}
