//! Which channels are offered, how those that fail are marked and spared, and what is offered instead.

use crate::support::{AN, Portal, one_copy, until};
use app::api::{
    ProblemCode,
    payments::{Channel, ChannelKind},
};
use domain::payment::OrderState;
use server::config::Config;
use time::Duration;

fn find<'a>(channels: &'a [Channel], code: &str) -> &'a Channel {
    channels
        .iter()
        .find(|channel| channel.code == code)
        .unwrap_or_else(|| panic!("{code} is offered"))
}

#[tokio::test]
async fn banks_wallets_a_code_and_the_desk_are_offered() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let channels = an.file(one_copy()).await.order.channels;
    let count = |kind| {
        channels
            .iter()
            .filter(|channel| channel.kind == kind)
            .count()
    };
    assert_eq!(
        count(ChannelKind::Bank),
        4 + 29 + 1,
        "direct, others, ATM cards"
    );
    assert_eq!(count(ChannelKind::Wallet), 5);
    assert_eq!(count(ChannelKind::Qr), 1);
    assert_eq!(count(ChannelKind::Cash), 1);
    for channel in &channels {
        assert!(!channel.precondition.is_empty(), "{}", channel.code);
        assert_eq!(
            (channel.closed.as_deref(), channel.disrupted),
            (None, false)
        );
    }
    assert!(channels.iter().all(|channel| channel.code != "dvcqg"));
}

#[tokio::test]
async fn what_was_chosen_last_is_remembered() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    assert!(
        filed
            .order
            .channels
            .iter()
            .all(|channel| !channel.remembered)
    );
    an.choose_channel(filed.order.id, "agribank")
        .await
        .expect("an attempt");
    portal.advance(Duration::minutes(1));
    let next = an.file(one_copy()).await.order.channels;
    assert!(find(&next, "agribank").remembered);
    assert!(!find(&next, "vietcombank").remembered);
}

#[tokio::test]
async fn a_channel_that_does_not_take_the_amount_or_is_closed_says_so_and_is_refused() {
    let portal = Portal::start().await;
    for change in [
        "update payment_channels set minimum = 200001 where code = 'agribank'",
        "update payment_channels set maximum = 199999 where code = 'bidv'",
        // It is ten in the morning.
        "update payment_channels set opens_at = '18:00', closes_at = '20:00' where code = 'vietinbank'",
    ] {
        portal.execute(change).await.expect("changed");
    }
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    for (code, why) in [
        ("agribank", "Kênh này chỉ nhận từ 200.001 đ trở lên."),
        ("bidv", "Kênh này chỉ nhận tối đa 199.999 đ."),
        ("vietinbank", "Kênh này hoạt động từ 18:00 đến 20:00."),
    ] {
        let channel = find(&filed.order.channels, code);
        assert_eq!(channel.closed.as_deref(), Some(why));
        let problem = an
            .choose_channel(filed.order.id, code)
            .await
            .expect_err(why);
        assert_eq!(problem.message_for("channel"), Some(why));
    }
}

#[tokio::test]
async fn a_channel_that_fails_again_and_again_is_marked_spared_and_tried_again_later() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "refuse", 3).await;
    for _ in 0..3 {
        let problem = an.choose(filed.order.id).await.expect_err("it fails");
        assert_eq!(
            (problem.status, problem.code),
            (503, ProblemCode::ProviderUnavailable)
        );
        let suggested = problem.suggestion.expect("another channel").value;
        assert_eq!(suggested, "vietqr", "through another provider");
        assert!(problem.detail.expect("what to do").contains("VietQR"));
    }
    let order = an.order_of(filed.number).await;
    assert_eq!(order.suggested.as_deref(), Some("vietqr"));
    assert!(find(&order.channels, "vietcombank").disrupted);
    assert!(!find(&order.channels, "agribank").disrupted);
    let banks: Vec<&str> = order
        .channels
        .iter()
        .filter(|channel| channel.kind == ChannelKind::Bank)
        .map(|channel| channel.code.as_str())
        .collect();
    assert_eq!(banks.last(), Some(&"vietcombank"), "it is offered last");

    // It would work again, but payers are spared the waiting while it rests.
    let said = portal.wire.said("init").len();
    an.choose(filed.order.id).await.expect_err("it rests");
    assert_eq!(portal.wire.said("init").len(), said);
    portal.advance(Duration::seconds(31));
    an.choose(filed.order.id).await.expect("it has rested");
    let order = an.order_of(filed.number).await;
    assert!(!find(&order.channels, "vietcombank").disrupted);
}

#[tokio::test]
async fn in_production_a_provider_without_configuration_is_not_offered() {
    let variables = [
        ("PRODUCTION", "1"),
        ("SMS_URL", "https://sms.example.vn"),
        ("VOICE_URL", "https://voice.example.vn"),
        ("SMTP_URL", "smtps://mail.example.vn"),
        ("MAIL_FROM", "dvc@example.vn"),
        ("NATIONAL_PLATFORM_PAY_ORIGINS", "https://pay.example.vn"),
        ("NATIONAL_PLATFORM_PARTNER", "P"),
        ("NATIONAL_PLATFORM_SECRET", "a secret of production"),
        ("NATIONAL_PLATFORM_URL", "https://p.example.vn"),
        ("AUDIT_KEY", "a-key-of-more-than-thirty-two-bytes"),
        ("VIETQR_URL", "https://bank.example.vn"),
        ("VIETQR_BANK_BIN", "970436"),
        ("VIETQR_ACCOUNT", "1020304050"),
        ("VIETQR_HOLDER", "KHO BAC"),
        ("VIETQR_SECRET", "a secret of production"),
        ("PUBLIC_URL", "https://portal.example.vn"),
    ];
    let config = Config::read(variables.into_iter().collect()).expect("a usable configuration");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let providers = server::payments::Providers::from_config(&config).expect("providers");
    assert_eq!(
        providers.codes(),
        ["cash-desk", "national-platform", "vietqr"]
    );
    let half = variables
        .into_iter()
        .filter(|(name, _)| *name != "VIETQR_SECRET");
    let half = Config::read(half.collect());
    assert!(half.is_err(), "half of a provider's settings is a mistake");
}

#[tokio::test]
async fn a_channel_that_opens_without_a_call_rests_while_its_provider_answers_no_question() {
    for code in ["vnpay", "vietqr"] {
        let portal = Portal::start().await;
        portal.keep_time();
        let an = portal.signed_in(AN).await;
        portal.fault_at(code, "query", "http_500", 1_000).await;
        for _ in 0..3 {
            let filed = an.file(one_copy()).await;
            an.choose_channel(filed.order.id, code)
                .await
                .expect("it opens");
        }
        portal.advance(Duration::minutes(2));
        portal.run_jobs().await;
        let filed = an.file(one_copy()).await;
        assert!(find(&filed.order.channels, code).disrupted, "{code}");
        assert!(!find(&filed.order.channels, "vietcombank").disrupted);
        let problem = an
            .choose_channel(filed.order.id, code)
            .await
            .expect_err("it rests");
        assert_eq!(
            (problem.status, problem.code),
            (503, ProblemCode::ProviderUnavailable)
        );
        assert_ne!(problem.suggestion.expect("another channel").value, code);

        // It has rested: one payer tries, and the others wait for what comes of it.
        portal.advance(Duration::seconds(31));
        an.choose_channel(filed.order.id, code)
            .await
            .expect("one may try");
        let next = an.file(one_copy()).await;
        an.choose_channel(next.order.id, code)
            .await
            .expect_err("one at a time");
        portal.repair().await;
        portal.advance(Duration::minutes(2));
        portal.run_jobs().await;
        let order = an.order_of(next.number).await;
        assert!(!find(&order.channels, code).disrupted, "{code}");
        an.choose_channel(next.order.id, code)
            .await
            .expect("it works again");
    }
}

#[tokio::test]
async fn a_report_shows_that_a_provider_is_there_though_it_answers_no_question() {
    let portal = Portal::start().await;
    portal.keep_time();
    let an = portal.signed_in(AN).await;
    portal.fault_at("vietqr", "query", "http_500", 1_000).await;
    let mut begun = Vec::new();
    for _ in 0..3 {
        let filed = an.file(one_copy()).await;
        let attempt = an.choose_channel(filed.order.id, "vietqr").await;
        begun.push((filed.number, attempt.expect("an attempt").reference));
    }
    portal.advance(Duration::minutes(2));
    portal.run_jobs().await;
    let order = an.order_of(begun[1].0).await;
    assert!(find(&order.channels, "vietqr").disrupted);

    portal.advance(Duration::seconds(1));
    let act = serde_json::json!({ "act": "pay", "amount": 200_000 });
    portal.payer(&begun[0].1, act).await;
    until("paid", async || {
        let order = an.order_of(begun[0].0).await;
        (order.state == OrderState::Paid).then_some(())
    })
    .await;
    let order = an.order_of(begun[1].0).await;
    assert!(!find(&order.channels, "vietqr").disrupted);
}
