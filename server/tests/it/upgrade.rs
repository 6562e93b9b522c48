//! Migrations of databases that have rows.

use crate::support::database;

#[tokio::test]
async fn what_is_under_way_is_found_under_its_new_name_or_begins_again() {
    let db = database::at_version(21).await;
    for statement in [
        "insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, email,
             password_hash, assurance, created_at)
         values ('5f3c1a52-0000-4000-8000-000000000001', 'citizen', '072090000017', '072090000017', 'Nguyễn Văn An',
             '1990-01-01', '0900000017', 'an@example.vn', 'x', 2, now())",
        "insert into flows (token_hash, kind, details, phone, sends_code, code_hash, code_expires_at, code_sent_at, tries_left,
             expires_at)
         values ('\\x01', 'password_recovery', '{}', '0900000017', true, '\\x02', now(), now(), 5, now())",
        "insert into ceremonies (token_hash, kind, state, expires_at)
         select decode(md5(kind), 'hex'), kind, '{}', now()
         from unnest(array['single_sign_on', 'signature', 'vouched', 'passkey_added', 'passkey_shown']) kind",
        "insert into jobs (work, run_at, created_at)
         values ('{\"kind\": \"query_attempt\", \"attempt_id\": \"5f3c1a52-0000-4000-8000-000000000002\"}', now(), now())",
        "insert into idempotency_keys (account_id, endpoint, key, fingerprint, created_at)
         values ('5f3c1a52-0000-4000-8000-000000000001', 'TakeCash', 'key', '\\x03', now())",
    ] {
        let outcome = sqlx::query(statement).execute(&db).await;
        assert!(outcome.is_ok(), "{statement}: {outcome:?}");
    }

    database::upgrade(&db).await;

    for (question, answer) in [
        ("select count(*)::text from verifications", "0"),
        (
            "select string_agg(kind, ' ' order by kind) from ceremonies",
            "federated_login signature",
        ),
        (
            "select work ->> 'kind' from jobs where work ? 'attempt_id'",
            "poll_attempt",
        ),
        ("select endpoint from idempotency_keys", "RecordCash"),
    ] {
        let found: String = sqlx::query_scalar(question).fetch_one(&db).await.unwrap();
        assert_eq!(found, answer, "{question}");
    }
}

#[tokio::test]
async fn a_code_that_was_sent_before_stays_good() {
    let db = database::at_version(22).await;
    for statement in [
        "insert into verifications (token_hash, kind, details, phone, sends_code, code_hash, code_expires_at, code_sent_at,
             tries_left, expires_at)
         values ('\\x01', 'password_recovery', '{}', '0900000017', true, '\\x02', now(), now(), 3, now())",
        "insert into captchas (id, answer_hash, expires_at) values ('5f3c1a52-0000-4000-8000-000000000001', '\\x03', now())",
    ] {
        let outcome = sqlx::query(statement).execute(&db).await;
        assert!(outcome.is_ok(), "{statement}: {outcome:?}");
    }

    database::upgrade(&db).await;

    let kept = "select count(*) from verification_codes
         where verification = '\\x01' and sent_for = '\\x01' and code_hash = '\\x02' and went_out and tries_left = 3
           and ended is null";
    let kept: i64 = sqlx::query_scalar(kept).fetch_one(&db).await.unwrap();
    assert_eq!(kept, 1);
    let captchas: i64 =
        sqlx::query_scalar("select count(*) from captchas where renewable_until = expires_at")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(captchas, 1);
}
