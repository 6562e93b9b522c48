//! What of a provider is not believed, and what is said then.

use super::*;

#[tokio::test]
async fn an_answer_counts_once_in_the_browser_that_asked_and_in_time() {
    let portal = town().await;
    let refused = |answer: &Answer, why: &str| {
        assert_eq!(answer.status, 303);
        assert_eq!(
            answer.header("location"),
            format!("/dang-nhap/khong-thanh?ly-do={why}")
        );
    };
    let person = [("person", "vo-thi-hoa")];

    let browser = portal.browser();
    let page = begin(&browser, Issuer::National, "").await;
    let location = at_the_provider(&page, &person).await;
    refused(
        &come_back(&portal, &portal.browser(), &location).await,
        "khong-khop",
    );
    let other = portal.browser();
    begin(&other, Issuer::National, "").await;
    refused(&come_back(&portal, &other, &location).await, "khong-khop");
    assert_eq!(
        come_back(&portal, &browser, &location)
            .await
            .header("location"),
        "/dang-ky/xac-nhan"
    );
    refused(&come_back(&portal, &browser, &location).await, "khong-khop");

    let page = begin(&browser, Issuer::National, "").await;
    let forged = at_the_provider(&page, &person)
        .await
        .replace("state=", "state=x");
    refused(&come_back(&portal, &browser, &forged).await, "khong-khop");

    let page = begin(&browser, Issuer::National, "").await;
    let declined = at_the_provider(&page, &[("answer", "refuse")]).await;
    refused(&come_back(&portal, &browser, &declined).await, "tu-choi");

    let page = begin(&browser, Issuer::National, "").await;
    let location = at_the_provider(&page, &person).await;
    portal.advance(Duration::minutes(16));
    refused(&come_back(&portal, &browser, &location).await, "khong-khop");
    for why in [
        "tu-choi",
        "khong-khop",
        "khong-tin-cay",
        "khong-tra-loi",
        "thieu-giay-to",
        "<script>",
    ] {
        let page = browser
            .get(&format!("/dang-nhap/khong-thanh?ly-do={why}"))
            .await;
        assert!(page.text().contains("Đăng nhập lại") && !page.text().contains("<script>alert"));
    }
}

#[tokio::test]
async fn an_answer_that_does_not_hold_signs_nobody_in() {
    let portal = town().await;
    for (fault, why) in [
        ("wrong_nonce", "khong-tin-cay"),
        ("wrong_key", "khong-tin-cay"),
        ("expired", "khong-tin-cay"),
        ("wrong_audience", "khong-tin-cay"),
        ("more_audiences", "khong-tin-cay"),
        ("other_party", "khong-tin-cay"),
        ("wrong_issuer", "khong-tin-cay"),
        ("none_algorithm", "khong-tin-cay"),
        ("other_subject", "khong-tin-cay"),
        ("http500", "khong-tra-loi"),
    ] {
        let browser = portal.browser();
        order(&portal, "national-sso", fault).await;
        let led = by(&portal, &browser, Issuer::National, "vo-thi-hoa").await;
        assert_eq!(
            led,
            format!("/dang-nhap/khong-thanh?ly-do={why}"),
            "{fault}"
        );
        assert_eq!(
            browser
                .call::<GetPendingIdentity>((), Empty {})
                .await
                .expect_err("nobody")
                .status,
            410
        );
    }
    let led = by(
        &portal,
        &portal.browser(),
        Issuer::National,
        "thieu-giay-to",
    )
    .await;
    assert_eq!(led, "/dang-nhap/khong-thanh?ly-do=thieu-giay-to");
    assert_eq!(logged(&portal, "sign_in_failed").await, 11);
}

#[tokio::test]
async fn a_provider_that_is_not_there_leaves_the_other_ways() {
    let portal = Portal::with(&[("NATIONAL_SSO_ISSUER", "http://127.0.0.1:9")]).await;
    let browser = portal.browser();
    let path = IssuerPath {
        issuer: Issuer::National,
    };
    let refused = browser
        .call::<BeginFederatedLogin>(path, FederatedLoginInput::default())
        .await
        .expect_err("nobody there");
    assert_eq!(
        (refused.status, refused.code),
        (502, ProblemCode::ProviderUnavailable)
    );
    begin(&browser, Issuer::VietnamPost, "").await;
}

#[tokio::test]
async fn an_address_to_go_to_never_leaves_the_portal() {
    let portal = town().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    let page = begin(&browser, Issuer::National, "https://evil.vn").await;
    let location = at_the_provider(&page, &[("person", "nguyen-van-an")]).await;
    let answer = come_back(&portal, &browser, &location).await;
    assert_eq!(answer.header("location"), "/tai-khoan");
}

#[tokio::test]
async fn whoever_may_not_sign_in_is_told_on_a_page() {
    let portal = town().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    by(&portal, &owner, Issuer::National, "nguyen-van-an").await;
    portal
        .execute("update accounts set state = 'closed' where login_name = '072090000017'")
        .await
        .expect("closed");
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/khong-thanh?ly-do=khong-duoc-vao");
    let page = browser.get(&led).await;
    assert!(
        page.text().contains("Liên hệ quản trị viên"),
        "{}",
        page.text()
    );
}
