//! What production needs, and what it does not take.

use super::{PRODUCTION, demonstration, in_production, refusals};
use crate::config::Config;

#[test]
fn production_starts_only_with_everything_it_needs_and_never_with_the_sandbox() {
    assert_eq!(in_production(&[]), Vec::<String>::new());
    for (name, _) in &PRODUCTION[1..] {
        let without = PRODUCTION.into_iter().filter(|(other, _)| other != name);
        let sentence = format!("{name} must be set in production.");
        assert_eq!(refusals(without), [sentence]);
        // Empty is as good as unset.
        assert_eq!(in_production(&[(name, "")]).len(), 1, "{name}");
    }
    let sandbox = ("SANDBOX_URL", "http://127.0.0.1:8090");
    let variables = PRODUCTION.into_iter().chain([sandbox]);
    let config = Config::read(variables.collect()).unwrap();
    assert_eq!(config.sandbox_url, None);
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn only_one_is_production_only_zero_or_nothing_a_demonstration() {
    assert!(!demonstration(&[]).production);
    assert!(!demonstration(&[("PRODUCTION", "0")]).production);
    for wrong in [
        "true", "yes", "on", "TRUE", "1 ", " 1", "01", "2", "prod", "false", "no", "",
    ] {
        let refused = refusals([("PRODUCTION", wrong)]);
        let sentence = format!(
            "PRODUCTION is “{wrong}”; it must be 1 for production, or 0 for a demonstration."
        );
        assert_eq!(refused, [sentence]);
    }
}

#[test]
fn production_takes_nothing_that_others_read_or_know() {
    let unusable = [
        (
            "PUBLIC_URL",
            "http://dichvucong.tayninh.gov.vn",
            "must begin with https:// in production",
        ),
        (
            "SMS_URL",
            "http://sms.example.vn",
            "must begin with https:// in production",
        ),
        (
            "VOICE_URL",
            "http://127.0.0.1:9",
            "must begin with https:// in production",
        ),
        (
            "SMTP_URL",
            "smtp://mail.example.vn",
            "must begin with smtps://",
        ),
        (
            "ZALO_URL",
            "http://zalo.me/dichvucong",
            "must begin with https:// in production",
        ),
        (
            "FRAME_ORIGINS",
            "https://a.example.vn http://b.example.vn",
            "must begin with https://",
        ),
        (
            "NATIONAL_PLATFORM_URL",
            "http://pay.example.vn",
            "must begin with https:// in production",
        ),
        (
            "NATIONAL_PLATFORM_PAY_ORIGINS",
            "http://pay.example.vn",
            "must begin with https://",
        ),
        (
            "NATIONAL_PLATFORM_SECRET",
            "fifteen letters",
            "must have at least 16 characters",
        ),
        (
            "NATIONAL_PLATFORM_PREVIOUS_SECRET",
            "short",
            "must have at least 16 characters",
        ),
        (
            "NATIONAL_PLATFORM_SECRET",
            "sandbox-national-platform-secret",
            "everybody knows",
        ),
        (
            "SIGNING_TOKEN_URL",
            "http://token.example.vn",
            "must begin with https:// in production",
        ),
        ("POLL_TIME_SCALE", "2", "must not be set in production"),
    ];
    for (name, value, why) in unusable {
        let refused = in_production(&[(name, value)]);
        assert_eq!(refused.len(), 1, "{name}={value}: {refused:?}");
        assert!(refused[0].starts_with(&format!("{name} ")), "{refused:?}");
        assert!(refused[0].contains(why), "{refused:?}");
        assert!(
            !refused[0].contains("fifteen letters"),
            "a secret is not shown"
        );
        if name != "POLL_TIME_SCALE" {
            assert_eq!(
                refusals([(name, value)]),
                Vec::<String>::new(),
                "{name}: a demonstration may"
            );
        }
    }
    assert_eq!(
        in_production(&[("SIGNING_TOKEN_URL", "http://127.0.0.1:13579")]),
        Vec::<String>::new(),
        "the token is on its owner's computer"
    );
    let over_http = in_production(&[
        ("SIGNING_AUTHORITIES", "http://ca.example.vn/root.pem"),
        ("SIGNING_REVOCATION_LISTS", "http://ca.example.vn/root.crl"),
    ]);
    assert_eq!(
        over_http.len(),
        1,
        "lists are signed, certificates are believed: {over_http:?}"
    );
}
