//! What the database itself refuses, whoever asks.

use crate::support::{AN, DUNG, GOOD_CARD, Portal, one_copy};
use time::Duration;

#[tokio::test]
async fn history_and_books_cannot_be_rewritten() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let dung = portal.signed_in(DUNG).await;
    dung.get("/api/v1/finance/transfers.csv").await;
    portal.seal_audit_log().await;
    portal.advance(Duration::days(1));
    portal.seal_audit_log().await;
    let rows =
        "select (select count(*) from ledger_entries) + (select count(*) from ledger_transactions)
        + (select count(*) from payment_events) + (select count(*) from dossier_events)
        + (select count(*) from audit_log) + (select count(*) from audit_chain) + (select count(*) from audit_days)";
    let before = portal.count(rows).await;
    assert!(before >= 11, "there is something to rewrite");

    for statement in [
        "update ledger_entries set amount = amount + 1",
        "update ledger_entries set account = 'mine' where false",
        "delete from ledger_entries",
        "truncate ledger_entries",
        "update ledger_transactions set cause = 'x'",
        "delete from ledger_transactions",
        "truncate ledger_transactions cascade",
        "update payment_events set event = '{}'",
        "delete from payment_events",
        "truncate payment_events",
        "update dossier_events set state = 9",
        "delete from dossier_events",
        "truncate dossier_events",
        "update audit_log set account_id = null",
        "update audit_log set event = 'signed_in' where false",
        "delete from audit_log",
        "truncate audit_log",
        "update audit_chain set audit_id = 7",
        "delete from audit_chain",
        "truncate audit_chain",
        "update audit_days set last_sequence = 0",
        "delete from audit_days",
        "truncate audit_days",
        "update provider_evidence set amount = 1",
        "delete from provider_evidence",
        "truncate provider_evidence",
    ] {
        let error = portal
            .execute_as_server(statement)
            .await
            .expect_err(statement);
        assert!(
            error.to_string().contains("permission denied"),
            "{statement}: {error}"
        );
        let error = portal.execute(statement).await.expect_err(statement);
        assert!(
            error.to_string().contains("is insert-only"),
            "{statement}: {error}"
        );
    }
    assert_eq!(portal.count(rows).await, before);
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_transaction_that_does_not_balance_is_refused_at_its_end() {
    let portal = Portal::start().await;
    let post = async |amounts: &[i64]| {
        let mut tx = portal.app.db.begin().await.expect("a transaction");
        let id: i64 = sqlx::query_scalar(
            "insert into ledger_transactions (cause, at) values (gen_random_uuid()::text, now()) returning id",
        )
        .fetch_one(&mut *tx)
        .await
        .expect("its head");
        for (number, amount) in amounts.iter().enumerate() {
            sqlx::query(
                "insert into ledger_entries (transaction_id, account, amount) values ($1, $2, $3)",
            )
            .bind(id)
            .bind(format!("account:{number}"))
            .bind(amount)
            .execute(&mut *tx)
            .await
            .expect("an entry, as long as nothing is summed up");
        }
        tx.commit().await
    };
    post(&[5, -5]).await.expect("balanced");
    post(&[5, 5, -10]).await.expect("balanced");
    for unbalanced in [&[5][..], &[5, -4], &[1, 2, -4], &[-1, -1]] {
        let error = post(unbalanced).await.expect_err("unbalanced");
        let constraint = error
            .as_database_error()
            .and_then(|error| error.constraint());
        assert_eq!(constraint, Some("ledger_balances"), "{unbalanced:?}");
    }
    assert_eq!(portal.sum_of_the_books().await, 0);
    assert_eq!(portal.count("select count(*) from ledger_entries").await, 5);
}

#[tokio::test]
async fn a_second_live_attempt_is_refused_by_the_index() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    an.choose(filed.order.id).await.expect("an attempt");
    let error = portal
        .execute(
            "insert into payment_attempts (id, order_id, idempotency_key, channel_code, provider, reference, amount, state,
                 live, created_at, requested_at)
             select gen_random_uuid(), order_id, 'another', channel_code, provider, 'another', amount, 'created', true,
                 created_at, requested_at
             from payment_attempts",
        )
        .await
        .expect_err("two live attempts");
    let constraint = error
        .as_database_error()
        .and_then(|error| error.constraint());
    assert_eq!(constraint, Some("payment_attempts_live_key"));
}
