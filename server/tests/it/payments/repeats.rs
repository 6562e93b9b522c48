//! Messages that come again and again: what strangers forge, and what a provider has signed once and anybody may replay.

use crate::support::{AN, Client, Confirm, Portal, SECRET, one_copy, until};
use app::api::payments::PaymentOrder;
use domain::payment::OrderState;
use http::Method;
use providers::CallbackMethod;
use serde_json::json;
use time::Duration;

const CALLBACK: &str = "/callbacks/national-platform";

impl Portal {
    /// Posts a message from a network address.
    async fn call_back_from(&self, address: &str, body: String) {
        let stranger = self.browser_at(address);
        let request = stranger.request(Method::POST, CALLBACK).body(body);
        assert_eq!(stranger.send(request).await.status, 200);
    }

    async fn forgeries_kept(&self) -> i64 {
        self.count("select count(*) from callbacks where not verified")
            .await
    }

    /// What was left out, once it is written.
    async fn left_out(&self, what: &'static str) -> i64 {
        let app = &self.app;
        app.left_out
            .write(&app.db, self.now())
            .await
            .expect("written");
        self.one(
            "select coalesce(sum(times), 0)::bigint from left_out where what = $1",
            what,
        )
        .await
    }
}

/// An order of 200,000 đ with a live attempt.
async fn under_way(portal: &Portal) -> (Client, PaymentOrder, String) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    (an, filed.order, attempt.reference)
}

#[tokio::test]
async fn a_forgery_sent_again_and_again_is_one_row_that_counts() {
    let portal = Portal::start().await;
    let forged = Confirm::paid("x", 1).signed("guessed");
    for _ in 0..5 {
        portal.call_back(forged.clone()).await;
    }
    portal.advance(Duration::minutes(1));
    portal.call_back(forged).await;
    assert_eq!(portal.forgeries_kept().await, 1);
    let row =
        "select repeats::bigint from callbacks where verdict = 'BadDigest' and last_seen_at = $1";
    let repeats: i64 = portal.one(row, portal.now()).await;
    assert_eq!(repeats, 5);
}

#[tokio::test]
async fn of_a_forgery_only_the_beginning_is_kept() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    let long = "x".repeat(60_000);
    let request = stranger
        .request(Method::POST, CALLBACK)
        .header("user-agent", "y".repeat(5_000))
        .body(long);
    assert_eq!(stranger.send(request).await.status, 200);
    let row = "select size::bigint from callbacks
         where octet_length(body) = 2048 and length(headers ->> 'user-agent') = 200 and provider = $1";
    assert_eq!(portal.one::<i64, _>(row, "national-platform").await, 60_000);
}

#[tokio::test]
async fn forgeries_from_one_address_are_kept_up_to_a_limit_and_then_counted() {
    let portal = Portal::start().await;
    for number in 0..300 {
        portal
            .call_back_from("203.0.113.7", format!("forged {number}"))
            .await;
        portal.advance(Duration::milliseconds(100));
    }
    let kept = portal.forgeries_kept().await;
    assert!((60..=65).contains(&kept), "{kept}");
    let left_out = portal.left_out("callback:national-platform").await;
    assert_eq!(kept + left_out, 300);
    assert_eq!(portal.left_out("callback:momo").await, 0);
}

#[tokio::test]
async fn forgeries_from_everywhere_fill_a_megabyte_an_hour_at_most() {
    let portal = Portal::start().await;
    for number in 0..600 {
        let address = format!("198.51.{}.{}", number / 100, number % 100);
        let body = format!("{number} {}", "x".repeat(4_000));
        portal.call_back_from(&address, body).await;
        portal.advance(Duration::milliseconds(100));
    }
    let kept = "select sum(octet_length(body))::bigint from callbacks where $1";
    let kept: i64 = portal.one(kept, true).await;
    assert!((700_000..=1_048_576).contains(&kept), "{kept}");
    assert!(portal.left_out("callback:national-platform").await > 100);

    portal.advance(Duration::hours(1));
    let before = portal.forgeries_kept().await;
    portal
        .call_back_from("198.51.100.1", "another".to_owned())
        .await;
    assert_eq!(portal.forgeries_kept().await, before + 1);
}

#[tokio::test]
async fn a_flood_is_turned_away_before_the_database_and_the_true_message_gets_through() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    for number in 0..400 {
        let address = format!("198.51.{}.{}", number / 100, number % 100);
        portal
            .call_back_from(&address, format!("forged {number}"))
            .await;
    }
    // The clock stands still, so no more are let through than at once.
    assert_eq!(portal.forgeries_kept().await, 100);
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    portal.call_back(message).await;
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn a_signed_return_replayed_hundreds_of_times_is_one_callback_and_one_event() {
    let portal = Portal::start().await;
    portal.keep_time();
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose_channel(filed.order.id, "vnpay").await;
    let attempt = attempt.expect("an attempt");
    portal
        .open(attempt.redirect_url.as_deref().expect("a page"))
        .await;
    portal
        .payer(&attempt.reference, json!({ "act": "pay" }))
        .await;
    until("paid", async || {
        let order = an.order_of(filed.number).await;
        (order.state == OrderState::Paid).then_some(())
    })
    .await;
    let signed: Vec<u8> = portal
        .one("select body from callbacks where provider = $1", "vnpay")
        .await;
    let signed = String::from_utf8(signed).expect("a query");
    let events = "select count(*) from payment_events";
    let before = portal.count(events).await;
    let payer = portal.browser();
    for number in 0..150 {
        // What VNPAY does not sign may be anything, and so may the case of the signature.
        let path = format!("/callbacks/vnpay?{signed}&x={number}");
        let answer = payer.get(&path).await;
        assert_eq!(answer.json::<serde_json::Value>()["RspCode"], "02");
    }
    assert_eq!(portal.count(events).await, before);
    let rows = "select count(*) from callbacks where provider = 'vnpay'";
    assert_eq!(portal.count(rows).await, 1);
    // Beyond the hundredth they are counted once a second, and the clock stands still.
    let repeats = "select repeats::bigint from callbacks where provider = 'vnpay'";
    assert_eq!(portal.count(repeats).await, 100);
    // Nor do they take a connection from anybody: here all are in use.
    let mut used = Vec::new();
    while used.len() < portal.app.db.options().get_max_connections() as usize {
        used.push(portal.app.db.acquire().await.expect("a connection"));
    }
    let answer = payer.get(&format!("/callbacks/vnpay?{signed}")).await;
    assert_eq!(answer.json::<serde_json::Value>()["RspCode"], "02");
    drop(used);
    portal.advance(Duration::seconds(1));
    payer.get(&format!("/callbacks/vnpay?{signed}")).await;
    assert_eq!(portal.count(repeats).await, 101);
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_repeat_is_answered_as_the_first_was_and_other_facts_are_kept() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let code = async |message: &Confirm| {
        let answer = portal.call_back(message.signed(SECRET)).await;
        answer.json::<serde_json::Value>()["MaLoi"].clone()
    };
    let wrong = Confirm::paid(&reference, 1_000);
    let failed = Confirm::failed(&reference, 200_000, "01");
    let undecided = Confirm::failed(&reference, 200_000, "99");
    let right = Confirm::paid(&reference, 200_000);
    for (message, expected) in [
        (&undecided, "00"),
        (&undecided, "00"),
        (&failed, "00"),
        (&failed, "00"),
        (&wrong, "99"),
        (&wrong, "99"),
        // Told at another time: the same facts.
        (&wrong.clone().with("ThoiGianGD", "20260316110500"), "99"),
        (&right, "00"),
        (&wrong, "00"),
        (&right, "00"),
    ] {
        assert_eq!(code(message).await, expected, "{message:?}");
    }
    assert_eq!(portal.count("select count(*) from callbacks").await, 4);
    let told = "select count(*) from payment_events where event ->> 'type' like 'reported%'";
    assert_eq!(portal.count(told).await, 4);
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn a_signed_message_about_no_payment_of_ours_is_counted_too() {
    let portal = Portal::start().await;
    let message = Confirm::paid(&"0".repeat(32), 200_000).signed(SECRET);
    for _ in 0..3 {
        portal.call_back(message.clone()).await;
    }
    let row = "select count(*) from callbacks where verdict = 'UnknownReference' and repeats = 2";
    assert_eq!(portal.count(row).await, 1);
}

#[tokio::test]
async fn a_stranger_can_not_make_a_true_message_pass_for_a_repeat() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    // The very bytes whose hash names the facts.
    let facts = json!([reference, "paid", 200_000, "GD20260316100500000001"]);
    portal.call_back(facts.to_string()).await;
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    portal.call_back(message).await;
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn one_network_has_one_limit_for_forgeries_to_all_providers() {
    let portal = Portal::start().await;
    let reporting: Vec<_> = providers::ALL
        .iter()
        .filter(|provider| provider.callback != CallbackMethod::None)
        .collect();
    for number in 0..50 {
        for provider in &reporting {
            // Another address of the same /64 each time.
            let stranger = portal.browser_at(&format!("2001:db8:0:1::{number:x}"));
            let path = format!("/callbacks/{}", provider.code);
            let forged = format!("forged={number}");
            let request = match provider.callback {
                CallbackMethod::Get => stranger.request(Method::GET, &format!("{path}?{forged}")),
                _ => stranger.request(Method::POST, &path).body(forged),
            };
            stranger.send(request).await;
        }
        portal.advance(Duration::seconds(1));
    }
    let kept = portal.forgeries_kept().await;
    assert!((60..=66).contains(&kept), "{kept}");
    let told = "select count(distinct provider) from callbacks";
    assert_eq!(portal.count(told).await, 6, "each provider's were kept");
    let mut left_out = 0;
    for provider in &reporting {
        let what: &'static str = format!("callback:{}", provider.code).leak();
        left_out += portal.left_out(what).await;
    }
    assert_eq!(kept + left_out, 300);
    let another = portal.browser_at("2001:db8:0:2::1");
    let request = another.request(Method::POST, CALLBACK).body("another");
    another.send(request).await;
    assert_eq!(portal.forgeries_kept().await, kept + 1);
}

#[tokio::test]
async fn one_network_repeats_signed_messages_so_often_and_what_is_new_gets_through() {
    let portal = Portal::limited(&[], |limits| limits.callback_repeats = 5).await;
    let (an, order, reference) = under_way(&portal).await;
    let failed = |number: usize| {
        Confirm::failed(&reference, 200_000, "01").with("MaGiaoDich", &format!("GD{number}"))
    };
    let send = async |address: &str, message: Confirm| {
        let sender = portal.browser_at(address);
        let request = sender
            .request(Method::POST, CALLBACK)
            .body(message.signed(SECRET));
        sender.send(request).await.json::<serde_json::Value>()["MaLoi"].clone()
    };
    let mut recorded = 0;
    for number in 0..60 {
        let address = format!("2001:db8:0:1::{number:x}");
        recorded += usize::from(send(&address, failed(number % 3)).await == "00");
    }
    // Three that are new, five repeats, and what all such networks may still ask.
    assert_eq!(recorded, 3 + 5 + 20);
    assert_eq!(portal.count("select count(*) from callbacks").await, 3);
    let left_out = portal.left_out("callback-repeat:national-platform").await;
    assert_eq!(left_out, 60 - 28);
    assert_eq!(send("2001:db8:0:2::1", failed(0)).await, "00");
    portal.advance(Duration::seconds(1));
    let paid = Confirm::paid(&reference, 200_000);
    assert_eq!(send("2001:db8:0:1::1", paid).await, "00");
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}
