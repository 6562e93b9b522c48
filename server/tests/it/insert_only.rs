//! What the database itself refuses, whoever asks.

use crate::{
    finance::paid,
    support::{AN, DUNG, GIANG, GOOD_CARD, Portal, one_copy},
};
use sqlx::AssertSqlSafe;
use time::Duration;

/// Of what is about money the server changes these columns, and no other.
const CHANGED_BY_SERVER: [(&str, &[&str]); 6] = [
    (
        "corrections",
        &["decided_at", "decided_by", "decision_reason", "state"],
    ),
    (
        "payment_attempts",
        &[
            "app_url",
            "contact",
            "live",
            "needs_person",
            "next_query_at",
            "open_milliseconds",
            "opened",
            "provider_token",
            "provider_transaction",
            "qr",
            "queried_at",
            "queries",
            "redirect_url",
            "settled_at",
            "state",
        ],
    ),
    ("payment_orders", &["state"]),
    ("receipt_series", &["last_number"]),
    ("receipts", &["cancellation_reason", "cancelled_at"]),
    (
        "refunds",
        &[
            "account_by",
            "account_holder",
            "account_number",
            "bank_bin",
            "charges",
            "decided_at",
            "decided_by",
            "fees",
            "needs_person",
            "next_query_at",
            "queries",
            "requested_at",
            "results_file",
            "settled_at",
            "settlement_number",
            "state",
            "surplus",
            "transfer_batch",
        ],
    ),
];

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
        "update transfer_result_files set taken_by = null",
        "delete from transfer_result_files",
        "truncate transfer_result_files cascade",
        "update transfer_batches set made_by = null",
        "delete from transfer_batches",
        "truncate transfer_batches cascade",
        "update transfer_batch_downloads set batch = 0",
        "delete from transfer_batch_downloads",
        "truncate transfer_batch_downloads",
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
async fn more_than_was_taken_goes_back_by_no_statement() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    dung.propose_refund(&once.attempt.reference, "150000", "200000")
        .await
        .expect("a proposal");
    for (statement, constraint) in [
        // The same once more, and a part that is larger than what is left.
        (
            "insert into refunds (id, attempt_id, reference, provider_transaction, charged, amount, surplus, fees, charges,
                 cause, reason, state, proposed_by, proposed_at)
             select gen_random_uuid(), attempt_id, 'another', provider_transaction, charged, 50001, 0, 50001, 0, cause,
                 reason, 'proposed', proposed_by, proposed_at
             from refunds",
            "refunds_of_charge",
        ),
        // A charge that nobody has told of.
        (
            "update refunds set provider_transaction = 'mine'",
            "refunds_charge_fkey",
        ),
    ] {
        let error = portal.execute(statement).await.expect_err(statement);
        let refused_by = error
            .as_database_error()
            .and_then(|error| error.constraint());
        assert_eq!(refused_by, Some(constraint), "{statement}: {error}");
    }
    let forgets = "delete from payment_charges";
    let error = portal
        .execute_as_server(forgets)
        .await
        .expect_err("it is not the server's to forget");
    assert!(error.to_string().contains("permission denied"), "{error}");
    assert_eq!(
        portal
            .count("select sum(amount)::bigint from refunds where state = 'proposed'")
            .await,
        150_000
    );
}

#[tokio::test]
async fn the_server_changes_what_becomes_of_money_and_nothing_else_about_it() {
    let portal = Portal::start().await;
    let as_server = async |statement: String| {
        sqlx::query(AssertSqlSafe(statement))
            .execute(&portal.app.db)
            .await
    };
    for (table, changed) in CHANGED_BY_SERVER {
        let columns: Vec<String> = sqlx::query_scalar(
            "select attname::text from pg_attribute
             where attrelid = $1::text::regclass and attnum > 0 and not attisdropped",
        )
        .bind(table)
        .fetch_all(&portal.app.db)
        .await
        .expect("its columns");
        assert!(columns.len() > changed.len(), "{table}: {columns:?}");
        for column in columns {
            let statement = format!("update {table} set {column} = {column} where false");
            let outcome = as_server(statement.clone()).await;
            let may = changed.contains(&column.as_str());
            match outcome {
                Ok(_) => assert!(may, "{statement}"),
                Err(error) => {
                    let refused = error.to_string().contains("permission denied");
                    assert!(refused && !may, "{statement}: {error}");
                }
            }
        }
        for statement in [
            format!("delete from {table} where false"),
            format!("truncate {table} cascade"),
        ] {
            let error = as_server(statement.clone()).await.expect_err(&statement);
            let refused = error.to_string().contains("permission denied");
            assert!(refused, "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn receipts_corrections_and_refunds_stay_as_they_were_written_whoever_connects() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&once.attempt.reference, "50000", "200000")
        .await
        .expect("a proposal");
    dung.name_account(refund.id).await.expect("an account");
    giang.approve_refund(refund.id).await.expect("approved");
    for statement in [
        "update receipts set content = '{}'",
        "update receipts set number = number + 1",
        "update receipts set issued_at = now()",
        "delete from receipts",
        "truncate receipts",
        "delete from receipt_series",
        "truncate receipt_series",
        "update corrections set amount = 1",
        "update corrections set proposed_by = decided_by",
        "delete from corrections",
        "truncate corrections",
        "update refunds set amount = amount - 1, fees = fees - 1",
        "update refunds set proposed_by = null",
        "update refunds set reason = 'x'",
        "delete from refunds",
        "truncate refunds cascade",
        // Once it is approved.
        "update refunds set decided_by = null",
    ] {
        let error = portal.execute(statement).await.expect_err(statement);
        assert!(
            error.to_string().contains("is insert-only"),
            "{statement}: {error}"
        );
    }
    // The server's role has the rights to these, as long as nothing is decided.
    let error = portal
        .execute_as_server("update refunds set decided_by = null")
        .await
        .expect_err("it was decided");
    assert!(error.to_string().contains("is insert-only"), "{error}");
    portal
        .execute("update receipts set cancelled_at = now()")
        .await
        .expect("it is made void");
    let error = portal
        .execute_as_server("update receipts set cancelled_at = null")
        .await
        .expect_err("void for ever");
    assert!(error.to_string().contains("is insert-only"), "{error}");
}

#[tokio::test]
async fn an_officers_act_about_money_that_names_nobody_is_not_written_down() {
    let portal = Portal::start().await;
    let write = async |event: &'static str, operator: Option<&'static str>| {
        sqlx::query(
            "insert into audit_log (at, event, operator, address, browser, detail) values (now(), $1, $2, '', '', '{}')",
        )
        .bind(event)
        .bind(operator)
        .execute(&portal.app.db)
        .await
    };
    for event in [
        "attempt_asked",
        "cash_taken",
        "correction_proposed",
        "correction_approved",
        "correction_rejected",
        "refund_proposed",
        "refund_account_named",
        "refund_approved",
        "refund_rejected",
        "refund_asked",
        "transfers_downloaded",
        "transfer_results_taken",
        "projections_rebuilt",
        "channel_switched",
    ] {
        let error = write(event, None).await.expect_err(event);
        let constraint = error
            .as_database_error()
            .and_then(|error| error.constraint());
        assert_eq!(constraint, Some("audit_log_officer_named"), "{event}");
        write(event, Some("root")).await.expect(event);
    }
    write("sign_in_failed", None)
        .await
        .expect("nobody is known");
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
