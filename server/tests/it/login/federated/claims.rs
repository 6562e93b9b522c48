//! What providers say differently from what was agreed upon, and is understood all the same.

use super::*;

#[tokio::test]
async fn numbers_without_their_zeros_name_the_same_person() {
    let portal = town().await;
    for (issuer, provider, person) in [
        (Issuer::National, "national-sso", "vo-thi-hoa"),
        (Issuer::VietnamPost, "vietnam-post", "bd-100002"),
        (Issuer::Vneid, "vneid", HOA.identity_number),
    ] {
        order(&portal, provider, "numbers").await;
        let browser = portal.browser();
        let led = by(&portal, &browser, issuer, person).await;
        assert_eq!(led, "/dang-ky/xac-nhan", "{provider}");
        let pending = browser
            .call::<GetPendingIdentity>((), Empty {})
            .await
            .expect("Hoa");
        assert_eq!(pending.full_name, "Võ Thị Hoa");
        assert_eq!(pending.masked_identity_number, "072xxxxxx066");
        if issuer != Issuer::Vneid {
            assert_eq!(pending.phone, HOA.phone, "{provider}");
        }
    }
    // Whoever has an account here is led to it, not to another one.
    order(&portal, "national-sso", "numbers").await;
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/lien-ket");
    order(&portal, "national-sso", "numbers").await;
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "tay-ninh-xanh").await;
    assert_eq!(led, "/dang-nhap/lien-ket");
}

#[tokio::test]
async fn a_token_may_be_for_others_too_where_they_are_named_and_we_asked_for_it() {
    for (named, fault, led_to) in [
        ("another-client", "more_audiences", "/dang-ky/xac-nhan"),
        (
            "x another-client https://a.example.vn",
            "more_audiences",
            "/dang-ky/xac-nhan",
        ),
        (
            "x another-clients",
            "more_audiences",
            "/dang-nhap/khong-thanh?ly-do=khong-tin-cay",
        ),
        // Without us it is not ours, whoever is named.
        (
            "another-client",
            "wrong_audience",
            "/dang-nhap/khong-thanh?ly-do=khong-tin-cay",
        ),
        // Somebody else asked for it.
        (
            "another-client",
            "other_party",
            "/dang-nhap/khong-thanh?ly-do=khong-tin-cay",
        ),
    ] {
        let portal = Portal::with(&[("NATIONAL_SSO_AUDIENCES", named)]).await;
        portal.keep_time();
        order(&portal, "national-sso", fault).await;
        let led = by(&portal, &portal.browser(), Issuer::National, "vo-thi-hoa").await;
        assert_eq!(led, led_to, "{named}: {fault}");
        let led = by(&portal, &portal.browser(), Issuer::National, "vo-thi-hoa").await;
        assert_eq!(led, "/dang-ky/xac-nhan", "for us alone");
    }
}
