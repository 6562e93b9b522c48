//! The proof that everything stored agrees, and that what does not is found.

use super::{approved_by_two, paid, paid_twice};
use crate::support::{DUNG, Portal};
use server::payments::verify::{Repair, ledger, projections};

#[tokio::test]
async fn after_payments_and_refunds_everything_agrees() {
    let portal = Portal::start().await;
    paid(&portal).await;
    let twice = paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    approved_by_two(&portal, id).await;
    let db = &portal.app.db;
    let books = ledger(db).await.expect("compared");
    assert_eq!(books.differences, []);
    assert!(books.compared >= 5, "{}", books.compared);
    let stored = projections(db, Repair::No, portal.now())
        .await
        .expect("compared");
    assert_eq!(stored.differences, []);
    assert_eq!(stored.compared, 2 + 3 + 1, "orders, attempts, refunds");
    drop(twice);
}

#[tokio::test]
async fn a_projection_that_was_tampered_with_is_found_and_rebuilt() {
    let portal = Portal::start().await;
    let paid = paid(&portal).await;
    for tampering in [
        "update payment_attempts set state = 'failed'",
        "update payment_attempts set provider_transaction = 'X'",
        "update payment_orders set state = 'due'",
    ] {
        portal.execute(tampering).await.expect("tampered with");
        let db = &portal.app.db;
        let found = projections(db, Repair::No, portal.now())
            .await
            .expect("compared");
        assert_eq!(found.differences.len(), 1, "{tampering}");
        projections(db, Repair::Yes, portal.now())
            .await
            .expect("rebuilt");
        let again = projections(db, Repair::No, portal.now())
            .await
            .expect("compared");
        assert_eq!(again.differences, [], "{tampering}");
    }
    portal
        .assert_settled(&paid.an.order_of(paid.filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn books_that_are_off_by_a_thousand_are_found() {
    let portal = Portal::start().await;
    paid(&portal).await;
    portal
        .execute(
            "with booked as (insert into ledger_transactions (cause, at) values ('mine', now()) returning id)
             insert into ledger_entries (transaction_id, account, amount)
             select id, account, amount from booked, (values
                 ('clearing:national-platform', -1000::bigint), ('clearing:mine', 1000)) as entry (account, amount)",
        )
        .await
        .expect("balanced, and wrong");
    let found = ledger(&portal.app.db).await.expect("compared");
    let subjects: Vec<&str> = found
        .differences
        .iter()
        .map(|difference| difference.subject.as_str())
        .collect();
    assert_eq!(
        subjects,
        [
            "account clearing:mine",
            "account clearing:national-platform"
        ]
    );
}
