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

#[tokio::test]
async fn charges_are_counted_once_and_their_refunds_follow_them() {
    let db = database::at_version(27).await;
    let statements = [
        "alter table payment_orders drop constraint payment_orders_dossier_number_fkey",
        "insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
         values ('5f3c1a52-0000-4000-8000-000000000001', 1, '', '', '[]', 200000, 'VND', 'paid', now())",
        "insert into payment_attempts (id, order_id, idempotency_key, channel_code, provider, reference, amount, state, live,
             created_at, requested_at)
         select ('5f3c1a52-0000-4000-8001-00000000000' || n)::uuid, '5f3c1a52-0000-4000-8000-000000000001', 'key-' || n,
             'vietcombank', 'national-platform', 'reference-' || n, 200000, 'paid', false, now(), now()
         from generate_series(1, 4) n",
        "insert into payment_events (attempt_id, event, recorded_at)
         select ('5f3c1a52-0000-4000-8001-00000000000' || n)::uuid, event::jsonb, now()
         from (values
             (1, '{\"type\": \"create_accepted\"}'),
             -- Officers have the bank's number, the provider one of its own.
             (1, '{\"type\": \"corrected_paid\", \"amount\": 200000, \"provider_transaction\": \"FT1\", \"reason\": \"\",
                  \"proposed_by\": \"\", \"approved_by\": \"\"}'),
             (1, '{\"type\": \"reported_paid\", \"amount\": 200000, \"provider_transaction\": \"GD1\", \"source\": \"query\"}'),
             -- Only the officers.
             (2, '{\"type\": \"corrected_paid\", \"amount\": 200000, \"provider_transaction\": \"FT2\", \"reason\": \"\",
                  \"proposed_by\": \"\", \"approved_by\": \"\"}'),
             -- Without a number first, and one charge with two amounts.
             (3, '{\"type\": \"reported_paid\", \"amount\": 7000, \"provider_transaction\": null, \"source\": \"query\"}'),
             (3, '{\"type\": \"reported_paid\", \"amount\": 9000, \"provider_transaction\": \"GD3\", \"source\": \"query\"}'),
             (3, '{\"type\": \"reported_paid\", \"amount\": 200000, \"provider_transaction\": \"GD3\", \"source\": \"query\"}'),
             (4, '{\"type\": \"cash_received\", \"amount\": 200000, \"receipt\": \"0001\", \"officer\": \"\"}')
         ) told (n, event)",
        "insert into refunds (id, attempt_id, reference, provider_transaction, charged, amount, surplus, fees, charges, cause,
             reason, state, proposed_at)
         select gen_random_uuid(), ('5f3c1a52-0000-4000-8001-00000000000' || n)::uuid, 'refund-' || n, number, 200000, 200000,
             200000, 0, 0, 'surplus', 'x', 'proposed', now()
         from (values (1, 'FT1'), (2, 'FT2'), (3, ''), (4, '0001')) refunded (n, number)",
    ];
    for statement in statements {
        let outcome = sqlx::query(statement).execute(&db).await;
        assert!(outcome.is_ok(), "{statement}: {outcome:?}");
    }

    database::upgrade(&db).await;

    for (question, answer) in [
        (
            "select string_agg(right(attempt_id::text, 1) || ':' || number || ':' || amount, ' '
                 order by attempt_id, number)
             from payment_charges where amount > 0",
            "1:GD1:200000 2::200000 3:GD3:200000 4:0001:200000",
        ),
        (
            "select string_agg(reference || ':' || provider_transaction, ' ' order by reference) from refunds",
            "refund-1:GD1 refund-2: refund-3:GD3 refund-4:0001",
        ),
    ] {
        let found: String = sqlx::query_scalar(question).fetch_one(&db).await.unwrap();
        assert_eq!(found, answer, "{question}");
    }
}

#[tokio::test]
async fn what_told_of_cards_is_gone_and_questions_know_whom_they_wait_for() {
    let db = database::at_version(27).await;
    // Without the order and the dossier that such an attempt belongs to.
    let rows = sqlx::raw_sql(
        r#"set session_replication_role = replica;
        insert into payment_attempts (id, order_id, idempotency_key, channel_code, provider, reference, amount, state, live,
            created_at, requested_at)
        values ('5f3c1a52-0000-4000-8000-000000000002', '5f3c1a52-0000-4000-8000-000000000003', 'key', 'vietcombank',
            'national-platform', 'reference', 200000, 'paid', false, now(), now());
        insert into callbacks (provider, verified, fingerprint, headers, body, received_at)
        values ('national-platform', true, sha256('1'), '{}',
                '{"MaLoi":"00","SoThe":"970436*8018","ThangThe": "07","Token":null,"x":1}', now()),
            ('national-platform', false, sha256('2'), '{}', '{"SoThe"', now());
        insert into payment_events (attempt_id, event, raw, recorded_at)
        values ('5f3c1a52-0000-4000-8000-000000000002', '{}', convert_to('{"SoThe":"97\"04","MaLoi":"00"}', 'UTF8'), now());
        insert into jobs (work, run_at, created_at)
        values ('{"kind": "poll_attempt", "attempt_id": "5f3c1a52-0000-4000-8000-000000000002"}', now(), now());
        set session_replication_role = default;"#,
    );
    rows.execute(&db).await.expect("rows of before");

    database::upgrade(&db).await;

    for (question, answer) in [
        (
            "select convert_from(body, 'UTF8') from callbacks where verified",
            r#"{"MaLoi":"00","SoThe":"","ThangThe":"","Token":"","x":1}"#,
        ),
        (
            "select convert_from(raw, 'UTF8') from payment_events",
            r#"{"SoThe":"","MaLoi":"00"}"#,
        ),
        (
            "select count(*)::text from callbacks where digest = fingerprint",
            "1",
        ),
        ("select waits_for from jobs", "national-platform"),
    ] {
        let found: String = sqlx::query_scalar(question).fetch_one(&db).await.unwrap();
        assert_eq!(found, answer, "{question}");
    }
}
