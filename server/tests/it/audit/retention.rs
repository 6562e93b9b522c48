//! What is older than a year leaves in whole days; each day's signed head stays.

use crate::support::{HUNG, Portal};
use server::audit::{Event, keys::Keys, nightly, verify::verify};
use time::Duration;

/// Long before today, by whichever clock the database goes.
const LONG_AGO: Duration = Duration::days(-2000);

/// Three days with two entries each, which are all over long since.
async fn old_days() -> Portal {
    let portal = Portal::start().await;
    portal.advance(LONG_AGO);
    for _ in 0..3 {
        for _ in 0..2 {
            Event::SignedIn
                .of(portal.account_of(HUNG).await)
                .write_without_request(&portal.app.db, portal.now())
                .await
                .expect("written");
        }
        portal.seal_audit_log().await;
        portal.advance(Duration::days(1));
    }
    portal.seal_audit_log().await;
    portal
}

async fn found(portal: &Portal) -> Vec<String> {
    let keys = Keys::of(&portal.app.config.audit);
    let report = verify(&portal.app.db, &keys, portal.now())
        .await
        .expect("verified");
    let told = report.differences.iter();
    told.map(ToString::to_string).collect()
}

#[tokio::test]
async fn whole_days_leave_after_their_time_and_the_chain_still_holds() {
    let portal = old_days().await;
    // The first day was over 365 days ago, the second was not.
    portal.advance(Duration::days(363));
    nightly::tend(portal.app.clone()).await.expect("tended");
    assert_eq!(
        portal.count("select min(sequence) from audit_chain").await,
        3
    );
    assert_eq!(portal.count("select count(*) from audit_log").await, 4);
    assert_eq!(found(&portal).await, [""; 0]);
    portal.advance(Duration::days(1));
    nightly::tend(portal.app.clone()).await.expect("tended");
    assert_eq!(portal.count("select count(*) from audit_log").await, 2);
    portal.advance(Duration::days(30));
    nightly::tend(portal.app.clone()).await.expect("tended");
    assert_eq!(portal.count("select count(*) from audit_log").await, 0);
    assert_eq!(found(&portal).await, [""; 0]);
    assert!(portal.count("select count(*) from audit_days").await >= 395);

    // The chain goes on where it ended.
    Event::SignedIn
        .of(None)
        .write_without_request(&portal.app.db, portal.now())
        .await
        .expect("written");
    portal.seal_audit_log().await;
    assert_eq!(
        portal.count("select min(sequence) from audit_chain").await,
        7
    );
    assert_eq!(found(&portal).await, [""; 0]);
}

#[tokio::test]
async fn days_are_kept_for_as_long_as_is_set() {
    let portal = old_days().await;
    portal.advance(Duration::days(1000));
    let removed = nightly::remove_old(&portal.app.db, 1002, portal.now()).await;
    assert_eq!(removed.expect("asked"), 2, "the first day only");
    let removed = nightly::remove_old(&portal.app.db, 365, portal.now()).await;
    assert_eq!(removed.expect("asked"), 4);
}

#[tokio::test]
async fn the_database_removes_nothing_that_is_younger_than_a_year_whatever_it_is_told() {
    let portal = Portal::start().await;
    // As if it were yesterday, by the database's own clock.
    portal.keep_time();
    portal.advance(-Duration::days(300));
    Event::SignedIn
        .of(None)
        .write_without_request(&portal.app.db, portal.now())
        .await
        .expect("written");
    portal.seal_audit_log().await;
    portal.advance(Duration::days(1));
    portal.seal_audit_log().await;
    // A server whose clock is years ahead, or whose setting is wrong.
    portal.advance(Duration::days(4000));
    nightly::remove_old(&portal.app.db, 365, portal.now())
        .await
        .expect_err("refused");
    for statement in ["delete from audit_chain", "delete from audit_log"] {
        portal.execute(statement).await.expect_err(statement);
    }
    assert_eq!(portal.count("select count(*) from audit_log").await, 1);
    assert_eq!(portal.count("select count(*) from audit_chain").await, 1);
}

#[tokio::test]
async fn days_that_were_removed_before_their_time_are_found_and_evidence_stays() {
    let portal = old_days().await;
    let mut tx = portal.app.db.begin().await.expect("a transaction");
    for statement in [
        "set local role none",
        "set local session_replication_role = replica",
        "delete from audit_log where id <= 2",
        "delete from audit_chain where sequence <= 2",
    ] {
        sqlx::query(statement)
            .execute(&mut *tx)
            .await
            .expect("done");
    }
    tx.commit().await.expect("committed");
    let told = found(&portal).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("entries 1 to 2: removed"), "{told:?}");
    let portal = old_days().await;
    let mut tx = portal.app.db.begin().await.expect("a transaction");
    for statement in [
        "set local role none",
        "set local session_replication_role = replica",
        "update audit_log set event = 'signed_out' where id = 6",
    ] {
        sqlx::query(statement)
            .execute(&mut *tx)
            .await
            .expect("done");
    }
    tx.commit().await.expect("committed");
    portal.advance(Duration::days(1000));
    nightly::tend(portal.app.clone()).await.expect("tended");
    let all = portal.count("select count(*) from audit_log").await;
    assert_eq!(all, 6, "what is in doubt does not leave");
}
