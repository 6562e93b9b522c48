//! What is kept for how long, and what the database refuses to forget.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy};
use server::{
    auth::known_browser::KNOWN_FOR,
    features,
    jobs::{self, Done},
    notifications::delivery::Message,
    payments::verify::{self, Repair, VerifyBooks},
    retention,
};
use time::{Duration, macros::datetime};

impl Portal {
    /// Forgets what was kept long enough.
    pub async fn night(&self) -> Done {
        let handlers = features::job_handlers();
        retention::nightly(self.app.clone(), handlers.message_kinds())
            .await
            .expect("a night")
    }
}

/// Events with what the provider sent.
const RAW: &str = "select count(*) from payment_events where raw is not null";

/// A portal with a payment that was reported.
async fn paid() -> Portal {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let message = Confirm::paid(&attempt.reference, 200_000).signed(SECRET);
    portal.call_back(message).await;
    portal
}

#[tokio::test]
async fn callbacks_are_forgotten_after_twelve_months_and_payments_stay_as_they_were() {
    let portal = paid().await;
    // Twelve months before the morning on which tests begin.
    for statement in [
        "insert into left_out values ('callback:vnpay', '2025-03-15 03:00+00', 3, 300)",
        "update callbacks set received_at = '2025-03-15 03:00+00'",
    ] {
        portal.execute(statement).await.expect("long ago");
    }
    let rows = "select (select count(*) from callbacks) + (select count(*) from left_out)";
    portal.night().await;
    assert_eq!(portal.count(rows).await, 2, "not a day too early");
    portal.advance(Duration::days(1));
    portal.night().await;
    assert_eq!(portal.count(rows).await, 0);
    assert!(portal.count(RAW).await > 0);
    let report = verify::projections(&portal.app.db, Repair::No, portal.now())
        .await
        .expect("compared");
    assert_eq!(report.differences, []);
}

#[tokio::test]
async fn what_providers_sent_is_forgotten_after_ten_years_and_the_events_stay() {
    let portal = paid().await;
    let recent = portal.count(RAW).await;
    portal
        .execute(
            "insert into payment_events (attempt_id, event, raw, recorded_at)
             select attempt_id, event, raw, '2016-03-14' from payment_events where raw is not null",
        )
        .await
        .expect("an event of more than ten years ago");
    let events = portal.count("select count(*) from payment_events").await;
    assert_eq!(portal.count(RAW).await, 2 * recent);
    portal.night().await;
    assert_eq!(portal.count(RAW).await, recent);
    let after = portal.count("select count(*) from payment_events").await;
    assert_eq!(after, events);
}

#[tokio::test]
async fn more_than_a_batch_is_forgotten_in_one_night() {
    let portal = Portal::start().await;
    portal
        .execute(
            "insert into callbacks (provider, headers, body, received_at)
             select 'vnpay', '{}', '', '2020-01-01' from generate_series(1, 12000)",
        )
        .await
        .expect("callbacks of long ago");
    portal.night().await;
    assert_eq!(portal.count("select count(*) from callbacks").await, 0);
}

#[tokio::test]
async fn the_server_forgets_nothing_that_is_too_young_whatever_it_is_told() {
    let portal = paid().await;
    portal
        .execute("update callbacks set received_at = now() - interval '20 days'")
        .await
        .expect("callbacks are younger than the machine's clock");
    for statement in [
        "select forget_callbacks(now(), 10)",
        "select forget_callbacks(now() - interval '29 days', 10)",
        "select forget_raw_bodies(now() - interval '364 days', 10)",
        "delete from callbacks",
        "update callbacks set body = ''",
        "update callbacks set received_at = '2000-01-01'",
        "update payment_events set raw = null",
    ] {
        let error = portal
            .execute_as_server(statement)
            .await
            .expect_err(statement);
        let told = error.to_string();
        assert!(
            told.contains("at least") || told.contains("permission denied"),
            "{statement}: {told}"
        );
    }
    assert_eq!(portal.count("select count(*) from callbacks").await, 1);
}

#[tokio::test]
async fn of_an_old_event_nothing_changes_but_that_its_raw_body_goes() {
    let portal = paid().await;
    // As young as can be, whatever the machine's clock says.
    let young = "insert into payment_events (attempt_id, event, raw, recorded_at)
         select attempt_id, event, raw, now() from payment_events where raw is not null";
    portal.execute(young).await.expect("a young event");
    portal
        .execute(
            "insert into payment_events (attempt_id, event, raw, recorded_at)
             select attempt_id, event, raw, now() - interval '366 days' from payment_events where raw is not null",
        )
        .await
        .expect("an old event");
    let of_old = "where recorded_at < now() - interval '365 days'";
    for statement in [
        "update payment_events set event = '{}'",
        "update payment_events set raw = ''",
        "update payment_events set raw = null, recorded_at = now()",
        "update payment_events set raw = null, event = '{}'",
        "delete from payment_events",
    ] {
        let statement: &'static str = format!("{statement} {of_old}").leak();
        let error = portal.execute(statement).await.expect_err(statement);
        assert!(error.to_string().contains("is insert-only"), "{statement}");
    }
    let young: &'static str = "update payment_events set raw = null where raw is not null";
    assert!(portal.execute(young).await.is_err(), "some are young");
    portal
        .execute_as_server("select forget_raw_bodies(now() - interval '365 days', 100)")
        .await
        .expect("the old ones");
    let left = "select count(*) filter (where recorded_at < now() - interval '365 days') from payment_events
         where raw is not null";
    assert_eq!(portal.count(left).await, 0);
    assert!(portal.count(RAW).await > 0, "the young ones stay");
}

#[tokio::test]
async fn a_message_that_nobody_takes_is_given_up_after_a_week() {
    let portal = Portal::start().await;
    let message = Message::SendSms {
        to: AN.phone.to_owned(),
        text: "Ho so cua ban da duoc tiep nhan".to_owned(),
    };
    let (app, now) = (&portal.app, portal.now());
    let later = now + Duration::days(30);
    jobs::enqueue(&app.db, &message, later, now)
        .await
        .expect("written");
    jobs::enqueue(&app.db, &VerifyBooks {}, later, now)
        .await
        .expect("written");
    let kinds = "select string_agg(work ->> 'kind', ' ' order by id) from jobs where $1";
    for (day, left) in [(7, "send_sms verify_books"), (8, "verify_books")] {
        portal.advance(now + Duration::days(day) - portal.now());
        portal.night().await;
        assert_eq!(portal.one::<String, _>(kinds, true).await, left);
    }
}

#[tokio::test]
async fn the_night_s_work_is_written_once_and_comes_again_at_two_in_the_morning() {
    let portal = Portal::start().await;
    for _ in 0..2 {
        features::ensure_nightly(&portal.app)
            .await
            .expect("written");
    }
    let due = "select count(*) from jobs where work ->> 'kind' = 'forget' and run_at = $1";
    let night = datetime!(2026-03-17 02:00 +7);
    assert_eq!(portal.one::<i64, _>(due, night).await, 1);
    portal.advance(night - portal.now());
    let done = portal.night().await;
    assert_eq!(done, Done::Again(datetime!(2026-03-18 02:00 +7)));
}

#[tokio::test]
async fn what_strangers_begin_and_do_not_finish_is_swept() {
    let portal = Portal::start().await;
    portal.browser().captcha().await;
    let an = portal.account_of(AN).await;
    sqlx::query("insert into known_browsers values ('x', $1, $2)")
        .bind(an)
        .bind(portal.now())
        .execute(&portal.app.db)
        .await
        .expect("a browser");
    let rows = "select (select count(*) from captchas) + (select count(*) from known_browsers)";
    assert_eq!(portal.count(rows).await, 2);
    for (wait, left) in [(Duration::minutes(6), 1), (KNOWN_FOR, 0)] {
        portal.advance(wait);
        retention::sweep(&portal.app.db, portal.now())
            .await
            .expect("swept");
        assert_eq!(portal.count(rows).await, left);
    }
}
