mod production;
mod together;
mod values;

use super::{Config, Environment};

/// All that production needs, and nothing else.
pub(super) const PRODUCTION: [(&str, &str); 11] = [
    ("PRODUCTION", "1"),
    ("AUDIT_KEY", "a-key-of-more-than-thirty-two-bytes"),
    ("PUBLIC_URL", "https://dichvucong.tayninh.gov.vn"),
    ("SMS_URL", "https://sms.example.vn"),
    ("VOICE_URL", "https://voice.example.vn"),
    ("SMTP_URL", "smtps://mail.example.vn"),
    ("MAIL_FROM", "dvc@example.vn"),
    ("NATIONAL_PLATFORM_URL", "https://pay.example.vn"),
    ("NATIONAL_PLATFORM_PAY_ORIGINS", "https://pay.example.vn"),
    ("NATIONAL_PLATFORM_PARTNER", "P"),
    ("NATIONAL_PLATFORM_SECRET", "a secret of production"),
];

/// What is refused of these variables.
fn refusals<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    Config::examine(Environment::from_iter(variables)).refusals
}

/// What is refused in production where these variables are set besides, or instead.
fn in_production(variables: &[(&'static str, &'static str)]) -> Vec<String> {
    refusals(PRODUCTION.into_iter().chain(variables.iter().copied()))
}

fn demonstration(variables: &[(&'static str, &'static str)]) -> Config {
    Config::read(variables.iter().copied().collect()).expect("a usable configuration")
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let refused = refusals([
        ("PRODUCTION", "yes"),
        ("PORT", "eighty"),
        ("PUBLIC_URL", "dichvucong.example.vn"),
        ("PUBLIK_URL", "https://dichvucong.example.vn"),
        ("SIGN_IN_CODES_PER_HOUR", "0"),
    ]);
    assert_eq!(
        refused,
        [
            "PRODUCTION is “yes”; it must be 1 for production, or 0 for a demonstration.",
            "PORT is “eighty”; it must be a whole number from 0 to 65535.",
            "PUBLIC_URL is “dichvucong.example.vn”; it must be an address without a path, such as https://dichvucong.example.vn.",
            "SIGN_IN_CODES_PER_HOUR is “0”; it must be a whole number from 1 to 4294967295.",
            "PUBLIK_URL is no setting of ours; did you mean PUBLIC_URL?",
        ]
    );
}

#[test]
fn whoever_checks_is_told_what_is_perhaps_not_meant() {
    let warnings = |variables: &[(&'static str, &'static str)]| demonstration(variables).warnings;
    let names = |warnings: &[String]| {
        let name = |warning: &String| warning.split(' ').next().map(str::to_owned);
        warnings.iter().filter_map(name).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&warnings(&[])),
        ["PRODUCTION", "SMS_URL", "VOICE_URL", "SMTP_URL"]
    );
    assert_eq!(
        names(&warnings(&PRODUCTION)),
        ["TRUST_FORWARDED_FOR", "DATABASE_URL"]
    );
    let meant = [
        ("TRUST_FORWARDED_FOR", "1"),
        ("DATABASE_URL", "postgres://h/d"),
    ];
    let mut all: Vec<_> = PRODUCTION.into_iter().chain(meant).collect();
    assert_eq!(warnings(&all), Vec::<String>::new());
    all.push(("SIGNING_TOKEN_URL", "http://127.0.0.1:13579"));
    assert_eq!(names(&warnings(&all)), ["SIGNING_AUTHORITIES"]);
}

#[test]
fn requests_have_a_connection_whatever_is_set() {
    assert!(demonstration(&[]).database_connections >= 3);
    let config = demonstration(&[("DATABASE_CONNECTIONS", "40")]);
    assert_eq!(config.database_connections, 40);
}
