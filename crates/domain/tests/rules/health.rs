//! When a channel is told to be disrupted, and when it is tried again.

use domain::payment::health::{Breaker, Try, health};
use time::{Duration, OffsetDateTime, macros::datetime};

const NOW: OffsetDateTime = datetime!(2026-03-16 03:00 UTC);

fn tries(ended: &[(i64, bool)]) -> Vec<Try> {
    ended
        .iter()
        .map(|(seconds_ago, opened)| Try {
            at: NOW - Duration::seconds(*seconds_ago),
            opened: Some(*opened),
            milliseconds: 200,
        })
        .collect()
}

#[test]
fn three_failures_in_a_row_open_the_breaker_until_it_has_rested() {
    for (ended, breaker, disrupted) in [
        (&[][..], Breaker::Closed, false),
        (&[(1, false), (2, false)], Breaker::Closed, false),
        (&[(1, false), (2, false), (3, false)], Breaker::Open, true),
        (
            &[(1, true), (2, false), (3, false), (4, false)],
            Breaker::Closed,
            false,
        ),
        (
            &[(40, false), (41, false), (42, false)],
            Breaker::HalfOpen,
            true,
        ),
        (
            &[(700, false), (701, false), (702, false)],
            Breaker::Closed,
            false,
        ),
        (
            &[
                (1, false),
                (2, true),
                (3, false),
                (4, false),
                (5, true),
                (6, false),
            ],
            Breaker::Closed,
            true,
        ),
    ] {
        let told = health(&tries(ended), NOW);
        assert_eq!(
            (told.breaker, told.disrupted),
            (breaker, disrupted),
            "{ended:?}"
        );
    }
}

#[test]
fn one_payer_at_a_time_tries_a_channel_that_has_rested() {
    let mut all = tries(&[(40, false), (41, false), (42, false)]);
    all.push(Try {
        at: NOW - Duration::seconds(2),
        opened: None,
        milliseconds: 0,
    });
    assert_eq!(health(&all, NOW).breaker, Breaker::Open);
    // One that died with its server holds nobody up for long.
    all[3].at = NOW - Duration::seconds(35);
    assert_eq!(health(&all, NOW).breaker, Breaker::HalfOpen);
}

#[test]
fn rate_and_median_are_of_the_last_minutes() {
    let mut all = tries(&[(1, true), (2, true), (3, false), (900, false), (4, true)]);
    all[0].milliseconds = 900;
    // A report, for which nobody waited.
    all[4].milliseconds = 0;
    let told = health(&all, NOW);
    assert_eq!((told.tries, told.opened), (4, 3));
    assert_eq!(told.median_milliseconds, Some(200));
}
