//! Who may do what finance officers do: nobody else, and nothing from another site.

use crate::support::{AN, CHAU, DUNG, Portal};
use app::api::{
    Empty,
    finance::{ChannelPath, ChannelSwitch, ListChannelStates, SwitchChannel},
};
use http::Method;

#[tokio::test]
async fn only_finance_officers_see_and_do_what_is_theirs() {
    let portal = Portal::start().await;
    let id = "00000000-0000-0000-0000-000000000000";
    let gets = [
        "/api/v1/finance/attempts".to_owned(),
        "/api/v1/finance/attempts/x".to_owned(),
        "/api/v1/finance/refunds".to_owned(),
        format!("/api/v1/finance/refunds/{id}"),
        "/api/v1/finance/channels".to_owned(),
        "/api/v1/finance/transfers.csv".to_owned(),
    ];
    let posts = [
        "/api/v1/finance/attempts/x/refresh".to_owned(),
        "/api/v1/finance/attempts/x/corrections".to_owned(),
        format!("/api/v1/finance/corrections/{id}/approve"),
        format!("/api/v1/finance/corrections/{id}/reject"),
        "/api/v1/finance/attempts/x/refunds".to_owned(),
        format!("/api/v1/finance/refunds/{id}/account"),
        format!("/api/v1/finance/refunds/{id}/approve"),
        format!("/api/v1/finance/refunds/{id}/reject"),
        format!("/api/v1/finance/refunds/{id}/refresh"),
        "/api/v1/finance/transfers/results".to_owned(),
        "/api/v1/finance/channels/momo".to_owned(),
    ];
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(CHAU).await, 403),
    ] {
        for path in &gets {
            assert_eq!(who.get(path).await.status, status, "GET {path}");
        }
        for path in &posts {
            let post = who
                .request(Method::POST, path)
                .header("idempotency-key", "0123456789")
                .json(&serde_json::json!({}));
            assert_eq!(who.send(post).await.status, status, "POST {path}");
        }
    }
}

#[tokio::test]
async fn who_is_no_finance_officer_is_told_where_to_turn() {
    let portal = Portal::start().await;
    for (who, said) in [
        (portal.signed_in(AN).await, "không thuộc đơn vị nào"),
        (portal.signed_in(CHAU).await, "ở đầu trang"),
    ] {
        let refused = who.call::<ListChannelStates>((), Empty {}).await;
        let detail = refused.expect_err("403").detail.expect("what to do");
        assert!(detail.contains(said), "{detail}");
    }
}

#[tokio::test]
async fn a_channel_that_is_switched_off_is_offered_to_nobody_until_it_is_on_again() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    let to = |enabled| ChannelSwitch {
        enabled,
        reason: "Ngân hàng bảo trì".to_owned(),
    };
    let switch = async |enabled| {
        let path = ChannelPath {
            code: "momo".to_owned(),
        };
        dung.call::<SwitchChannel>(path, to(enabled))
            .await
            .expect("switched")
    };
    let is_on = |states: &app::api::finance::ChannelStates| {
        let momo = states.items.iter().find(|channel| channel.code == "momo");
        momo.expect("MoMo").enabled
    };
    assert!(!is_on(&switch(false).await));
    let states = dung
        .call::<ListChannelStates>((), Empty {})
        .await
        .expect("the channels");
    assert!(!is_on(&states));
    assert!(is_on(&switch(true).await));
    let unknown = ChannelPath {
        code: "paypal".to_owned(),
    };
    let problem = dung
        .call::<SwitchChannel>(unknown, to(true))
        .await
        .expect_err("there is none");
    assert_eq!(problem.status, 404);
}

#[tokio::test]
async fn a_channel_is_not_switched_without_a_reason() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    for reason in ["", "  ", "x".repeat(501).as_str()] {
        let path = ChannelPath {
            code: "momo".to_owned(),
        };
        let without = ChannelSwitch {
            enabled: false,
            reason: reason.to_owned(),
        };
        let problem = dung.call::<SwitchChannel>(path, without).await;
        let problem = problem.expect_err("no reason");
        assert!(problem.message_for("reason").is_some(), "{problem:?}");
    }
    let on = "select count(*) from payment_channels where code = 'momo' and enabled";
    assert_eq!(portal.count(on).await, 1);
    let page = dung.get("/can-bo/tai-chinh/kenh/momo").await;
    assert!(page.text().contains("name=\"reason\""), "{}", page.text());
    assert_eq!(dung.get("/can-bo/tai-chinh/kenh/paypal").await.status, 404);
}

#[tokio::test]
async fn a_finance_officer_who_comes_to_the_desk_is_led_on_to_the_finance_pages() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    // As a browser asks for a page.
    let asked = dung
        .request(Method::GET, "/can-bo")
        .header("accept", "text/html");
    let page = dung.send(asked).await;
    assert_eq!(page.status, 302);
    assert_eq!(page.headers["location"], "/can-bo/tai-chinh");
}
