//! Passkeys that were one device's and are synced from now on, and those that would go the other way.

use super::*;
use crate::support::{SYNCABLE, SYNCED};

/// A citizen's authenticator that the account knows, made as it says of copies.
async fn passkey_made_with(portal: &Portal, backup: u8) -> Authenticator {
    let mut key = Authenticator::new(&portal.url);
    key.backup = backup;
    add(&portal.signed_in(AN).await, &mut key, "Điện thoại")
        .await
        .expect("a passkey");
    key
}

/// The three uses of a passkey.
#[derive(Clone, Copy, Debug)]
enum Use {
    First,
    Second,
    Proof,
}

impl Use {
    const ALL: [Self; 3] = [Self::First, Self::Second, Self::Proof];

    async fn of(self, portal: &Portal, key: &mut Authenticator) -> Result<SignedIn, Problem> {
        match self {
            Self::First => sign_in(&portal.browser(), key).await,
            Self::Second => {
                let browser = portal.browser();
                password(&browser, AN).await;
                show::<BeginPasskeySecondFactor, FinishPasskeySecondFactor>(&browser, key).await
            }
            Self::Proof => {
                let an = portal.signed_in(AN).await;
                show::<BeginPasskeyProof, FinishPasskeyProof>(&an, key).await
            }
        }
    }
}

/// What is kept of the only passkey: whether it can be synced, whether it is, and its counter.
async fn kept(portal: &Portal) -> (bool, bool, i64) {
    let credential: Value = sqlx::query_scalar("select credential from passkeys")
        .fetch_one(&portal.app.db)
        .await
        .expect("one passkey");
    let credential = &credential["cred"];
    (
        credential["backup_eligible"].as_bool().expect("a flag"),
        credential["backup_state"].as_bool().expect("a flag"),
        credential["counter"].as_i64().expect("a number"),
    )
}

#[tokio::test]
async fn a_passkey_that_became_synced_is_taken_in_every_use_and_stays_so() {
    for first in Use::ALL {
        for flags in [SYNCABLE, SYNCABLE | SYNCED] {
            let portal = Portal::start().await;
            let mut key = passkey_made_with(&portal, 0).await;
            first.of(&portal, &mut key).await.expect("as it was made");
            key.backup = flags;
            first
                .of(&portal, &mut key)
                .await
                .unwrap_or_else(|problem| panic!("{first:?} {flags:#x}: {problem:?}"));
            assert_eq!(kept(&portal).await, (true, flags & SYNCED != 0, 2));
            for then in Use::ALL {
                then.of(&portal, &mut key).await.expect("from now on");
            }
        }
    }
}

#[tokio::test]
async fn a_synced_passkey_that_says_to_be_one_devices_is_refused_in_every_use() {
    let portal = Portal::start().await;
    let mut key = passkey_made_with(&portal, SYNCABLE | SYNCED).await;
    for refused in Use::ALL {
        for flags in [0, SYNCED] {
            key.backup = flags;
            let problem = refused
                .of(&portal, &mut key)
                .await
                .expect_err("the way back");
            assert_eq!(problem.code, ProblemCode::PasskeyRefused, "{refused:?}");
        }
    }
    assert!(kept(&portal).await.0);
    // Whether it is copied at present may change either way.
    for flags in [SYNCABLE, SYNCABLE | SYNCED, SYNCABLE] {
        key.backup = flags;
        sign_in(&portal.browser(), &mut key).await.expect("synced");
    }
    // Once it became synced, that is for good, too.
    let portal = Portal::start().await;
    let mut key = passkey_made_with(&portal, 0).await;
    key.backup = SYNCABLE;
    sign_in(&portal.browser(), &mut key).await.expect("synced");
    key.backup = 0;
    let problem = sign_in(&portal.browser(), &mut key)
        .await
        .expect_err("the way back");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
}

#[tokio::test]
async fn a_copy_without_what_makes_it_one_is_no_synced_passkey() {
    let portal = Portal::start().await;
    let mut key = passkey_made_with(&portal, 0).await;
    key.backup = SYNCED;
    let problem = sign_in(&portal.browser(), &mut key)
        .await
        .expect_err("a copy of what cannot be copied");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    assert_eq!(kept(&portal).await, (false, false, 0));
}

#[tokio::test]
async fn nothing_is_believed_of_an_answer_that_another_key_signed() {
    let portal = Portal::start().await;
    let key = passkey_made_with(&portal, 0).await;
    let mut other = Authenticator::new(&portal.url);
    other.id.clone_from(&key.id);
    other.user.clone_from(&key.user);
    other.backup = SYNCABLE | SYNCED;
    let problem = sign_in(&portal.browser(), &mut other)
        .await
        .expect_err("another key");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    assert_eq!(kept(&portal).await, (false, false, 0));
}

#[tokio::test]
async fn who_syncs_keys_may_stop_counting_but_nobody_counts_backwards() {
    let portal = Portal::start().await;
    let mut key = passkey_made_with(&portal, 0).await;
    for _ in 0..3 {
        sign_in(&portal.browser(), &mut key).await.expect("counted");
    }
    let shows = async |key: &mut Authenticator, counter: u32| {
        key.counter = counter.wrapping_sub(1);
        sign_in(&portal.browser(), key).await
    };
    // Not synced: a counter that does not grow is a copy.
    shows(&mut key, 0).await.expect_err("no count any more");
    key.backup = SYNCABLE | SYNCED;
    shows(&mut key, 2).await.expect_err("counts backwards");
    assert!(!kept(&portal).await.0);
    for _ in 0..2 {
        shows(&mut key, 0).await.expect("counts no more");
        assert_eq!(kept(&portal).await, (true, true, 0));
    }
}
