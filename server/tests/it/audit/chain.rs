//! The chain: sealed by one at a time, and whatever is changed afterwards is found.

use crate::support::{DUNG, HUNG, Portal};
use app::api::finance::{ChannelPath, ChannelSwitch, SwitchChannel};
use server::{
    audit::{
        Event,
        chain::{self, Extent, seal},
        keys::Keys,
        nightly,
        verify::verify,
    },
    installation::{self, Purpose},
    jobs::Takes,
};
use time::Duration;

/// What does not agree, as the command prints it.
async fn differences(portal: &Portal) -> Vec<String> {
    let keys = Keys::of(&portal.app.config.audit);
    let report = verify(&portal.app.db, &keys, portal.now())
        .await
        .expect("verified");
    let told = report.differences.iter();
    told.map(ToString::to_string).collect()
}

async fn write(portal: &Portal, entries: usize) {
    for _ in 0..entries {
        Event::SignedIn
            .of(portal.account_of(HUNG).await)
            .write_without_request(&portal.app.db, portal.now())
            .await
            .expect("written");
    }
}

/// How many entries wait to be sealed, as the command says.
async fn unsealed(portal: &Portal) -> i64 {
    let keys = Keys::of(&portal.app.config.audit);
    let report = verify(&portal.app.db, &keys, portal.now())
        .await
        .expect("verified");
    let counts = report.to_string();
    let ends = format!("{} not sealed yet", report.unsealed);
    assert!(counts.ends_with(&ends), "{counts}");
    report.unsealed
}

/// Six entries on two days that are over, and three more.
async fn three_days() -> Portal {
    let portal = Portal::start().await;
    for _ in 0..3 {
        write(&portal, 3).await;
        portal.seal_audit_log().await;
        portal.advance(Duration::days(1));
    }
    portal.advance(-Duration::days(1));
    assert_eq!(differences(&portal).await, [""; 0]);
    portal
}

/// Does what only the database's owner can, past all its triggers.
async fn tamper(portal: &Portal, statement: &str) {
    let mut tx = portal.app.db.begin().await.expect("a transaction");
    for statement in [
        "set local role none",
        "set local session_replication_role = replica",
        statement,
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut *tx)
            .await
            .expect("done");
    }
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn what_is_written_is_sealed_once_and_in_order() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    let keys = Keys::of(&portal.app.config.audit);
    for enabled in [false, true, false] {
        let path = ChannelPath {
            code: "momo".to_owned(),
        };
        let reason = "Ngân hàng bảo trì".to_owned();
        dung.call::<SwitchChannel>(path, ChannelSwitch { enabled, reason })
            .await
            .expect("switched");
    }
    write(&portal, 2500).await;
    let sealing = || seal(&portal.app.db, &keys, portal.now(), Extent::Latest);
    let (one, other) = tokio::join!(sealing(), sealing());
    let (one, other) = (one.expect("sealed"), other.expect("sealed"));
    assert_eq!(one + other, 2503, "{one} and {other}");
    assert_eq!(sealing().await.expect("nothing to do"), 0);
    let whole = "select count(*) from audit_chain c join audit_log l on l.id = c.audit_id";
    assert_eq!(portal.count(whole).await, 2503);
    let last = "select max(sequence) from audit_chain";
    assert_eq!(portal.count(last).await, 2503);
    assert_eq!(differences(&portal).await, [""; 0]);
}

#[tokio::test]
async fn a_transaction_that_commits_late_is_sealed_after_those_that_did_not_wait() {
    let portal = Portal::start().await;
    let mut late = portal.app.db.begin().await.expect("a transaction");
    Event::SignedIn
        .of(None)
        .write_without_request(&mut *late, portal.now())
        .await
        .expect("written");
    write(&portal, 1).await;
    portal.seal_audit_log().await;
    assert_eq!(portal.count("select audit_id from audit_chain").await, 2);
    late.commit().await.expect("committed");
    assert_eq!(unsealed(&portal).await, 1);
    portal.advance(Duration::minutes(1));
    portal.seal_audit_log().await;
    let sealed = "select count(*) from audit_chain where audit_id = 1 and sequence = 2";
    assert_eq!(portal.count(sealed).await, 1);
    assert_eq!(differences(&portal).await, [""; 0]);
}

#[tokio::test]
async fn days_are_signed_when_they_are_over_with_or_without_entries() {
    let portal = three_days().await;
    portal.advance(Duration::days(3));
    portal.seal_audit_log().await;
    let mut days: Vec<(String, i64)> =
        sqlx::query_as("select day::text, last_sequence from audit_days order by day")
            .fetch_all(&portal.app.db)
            .await
            .expect("days");
    days.truncate(6);
    let expected = [
        ("2026-03-16", 3),
        ("2026-03-17", 6),
        ("2026-03-18", 9),
        ("2026-03-19", 9),
        ("2026-03-20", 9),
    ];
    let days: Vec<_> = days
        .iter()
        .map(|(day, last)| (day.as_str(), *last))
        .collect();
    assert_eq!(days, expected);
    assert_eq!(differences(&portal).await, [""; 0]);
}

#[tokio::test]
async fn what_nobody_has_sealed_yet_is_counted_and_no_difference() {
    let portal = Portal::start().await;
    write(&portal, 3).await;
    assert_eq!(differences(&portal).await, [""; 0]);
    assert_eq!(unsealed(&portal).await, 3, "there is no chain yet");
    portal.seal_audit_log().await;
    assert_eq!(unsealed(&portal).await, 0);
    write(&portal, 2).await;
    assert_eq!(unsealed(&portal).await, 2);
    chain::seal_before_stop(&portal.app, std::time::Duration::from_secs(60)).await;
    assert_eq!(unsealed(&portal).await, 0, "the server stops in order");
    assert_eq!(portal.count("select count(*) from audit_chain").await, 5);
}

#[tokio::test]
async fn a_command_seals_what_it_wrote_where_it_is_configured_as_the_portal_is() {
    let portal = Portal::start().await;
    let keys = Keys::of(&portal.app.config.audit);
    write(&portal, 1).await;
    let sealed = async |is| {
        chain::seal_after_command(&portal.app.db, &keys, is, portal.now())
            .await
            .expect("sealed, or left")
    };
    assert_eq!(sealed(Purpose::Demonstration).await, 0, "it is nothing yet");
    installation::claim(&portal.app.db, Purpose::Production, portal.now())
        .await
        .expect("nobody else's database");
    assert_eq!(sealed(Purpose::Demonstration).await, 0, "another key");
    assert_eq!(sealed(Purpose::Production).await, 1);
}

#[tokio::test]
async fn whatever_is_tampered_with_is_found() {
    for (statement, found) in [
        (
            "update audit_log set event = 'signed_out' where id = 2",
            &["entry 2: audit_log 2 or its seal was changed after it was sealed"][..],
        ),
        (
            "update audit_log set detail = '{\"method\": \"passkey\"}' where id = 9",
            &["entry 9: audit_log 9 or its seal was changed after it was sealed"],
        ),
        (
            "update audit_log set at = at + interval '1 second' where id = 5",
            &["entry 5: audit_log 5 or its seal was changed after it was sealed"],
        ),
        (
            "update audit_log set reason = '' where id = 5",
            &["entry 5: audit_log 5 or its seal was changed after it was sealed"],
        ),
        (
            "delete from audit_log where id = 4",
            &["entry 4: audit_log 4 was removed"],
        ),
        (
            "delete from audit_chain where audit_id in (4, 5)",
            &[
                "entries 4 to 5: removed",
                "audit_log 4: it was never sealed",
                "audit_log 5: it was never sealed",
            ],
        ),
        (
            "with gone as (delete from audit_chain where sequence <= 3 returning audit_id)
             delete from audit_log where id in (select audit_id from gone)",
            &["entries 1 to 3: removed"],
        ),
        (
            "with gone as (delete from audit_chain where sequence > 5 returning audit_id)
             delete from audit_log where id in (select audit_id from gone)",
            &["entry 6: removed"],
        ),
        (
            "update audit_chain set hash = sha256(hash) where sequence = 8",
            &[
                "entry 8: audit_log 8 or its seal was changed after it was sealed",
                "entry 9: audit_log 9 or its seal was changed after it was sealed",
            ],
        ),
        (
            "delete from audit_days where day = '2026-03-17'",
            &["day 17/03/2026: the signed head is missing"],
        ),
        (
            "delete from audit_days where day = '2026-03-16'",
            &["day 17/03/2026: the signature is not the key’s"],
        ),
        (
            "update audit_days set signature = sha256(signature) where day = '2026-03-17'",
            &["day 17/03/2026: the signature is not the key’s"],
        ),
        (
            "update audit_days set last_sequence = 5 where day = '2026-03-17'",
            &[
                "day 17/03/2026: the signature is not the key’s",
                "day 17/03/2026: the signed head is not that of entry 5",
            ],
        ),
    ] {
        let portal = three_days().await;
        tamper(&portal, statement).await;
        let told = differences(&portal).await;
        assert_eq!(told.len(), found.len(), "{statement}: {told:#?}");
        for (told, found) in told.iter().zip(found) {
            assert!(told.starts_with(found), "{statement}: {told}");
        }
    }
}

#[tokio::test]
async fn an_entry_that_is_put_into_the_past_is_found_sealed_or_not() {
    for (id, number) in [("default", 10), ("0", 0)] {
        let portal = three_days().await;
        let statement = format!(
            "insert into audit_log (id, at, event, operator, address, browser, detail) overriding system value
             values ({}, '2026-03-16 05:00Z', 'refund_approved', 'root', '', '', '{{}}')",
            if id == "default" {
                "nextval(pg_get_serial_sequence('audit_log', 'id'))"
            } else {
                id
            }
        );
        tamper(&portal, &statement).await;
        let told = differences(&portal).await;
        assert_eq!(told.len(), 1, "{told:?}");
        let unsealed = format!("audit_log {number}: it was never sealed");
        assert!(told[0].starts_with(&unsealed), "{told:?}");
        portal.advance(Duration::minutes(1));
        let keys = Keys::of(&portal.app.config.audit);
        seal(&portal.app.db, &keys, portal.now(), Extent::All)
            .await
            .expect("sealed");
        let told = differences(&portal).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("entry 10") && told[0].contains("put in afterwards"),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn whoever_has_another_key_makes_no_chain() {
    let portal = three_days().await;
    let config = server::config::audit::Audit {
        key: "another-key-of-thirty-two-bytes-or-more".to_owned(),
        ..portal.app.config.audit.clone()
    };
    // All of it written anew, as somebody would who owns the database and not the server.
    tamper(&portal, "truncate audit_chain, audit_days").await;
    let keys = Keys::of(&config);
    seal(&portal.app.db, &keys, portal.now(), Extent::All)
        .await
        .expect("sealed");
    assert_eq!(differences(&portal).await.len(), 9);
    // A key that was changed by the book is still known.
    let changed = server::config::audit::Audit {
        key: portal.app.config.audit.key.clone(),
        previous_keys: vec![config.key],
        ..config
    };
    let report = verify(&portal.app.db, &Keys::of(&changed), portal.now()).await;
    assert_eq!(report.expect("verified").differences, []);
}

#[tokio::test]
async fn every_night_the_log_is_sealed_and_proved() {
    let portal = Portal::start().await;
    server::features::ensure_nightly(&portal.app)
        .await
        .expect("written");
    server::features::ensure_nightly(&portal.app)
        .await
        .expect("once");
    let waits = "select count(*) from jobs where work = '{\"kind\": \"tend_audit_log\"}'";
    assert_eq!(portal.count(waits).await, 1);
    write(&portal, 2).await;
    portal.seal_audit_log().await;
    write(&portal, 1).await;
    portal.advance(Duration::hours(16));
    portal.run_jobs().await;
    assert_eq!(portal.count("select count(*) from audit_chain").await, 3);
    assert_eq!(portal.count("select count(*) from audit_days").await, 1);
    let next =
        "select count(*) from jobs where work = '{\"kind\": \"tend_audit_log\"}' and failures = 0
        and run_at = '2026-03-17 18:00Z'";
    assert_eq!(portal.count(next).await, 1);
    nightly::tend(portal.app.clone()).await.expect("again");
    let work = serde_json::to_value(nightly::TendAuditLog {}).expect("JSON");
    assert_eq!(work, serde_json::json!({ "kind": "tend_audit_log" }));
    assert!(!portal.run_job(Takes::Messages).await);
}
