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
fn every_setting_is_read_strictly() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "PORT",
            &["80", "8080", "65535"],
            &["65536", "-1", "+80", "http", "80 ", "8e3"],
        ),
        (
            "BIND",
            &["0.0.0.0", "::1", "[::1]"],
            &["localhost", "127.0.0.1:80", "all"],
        ),
        ("ADMIN_PORT", &["9090"], &["off", "99999"]),
        ("CONNECTIONS", &["16", "100000"], &["15", "-1", "many"]),
        ("CALLBACK_PORT", &["8081"], &["0", "70000", "here"]),
        (
            "DATABASE_URL",
            &[
                "postgres://user:password@host/portal",
                "postgresql:///portal?host=/run/postgresql",
            ],
            &[
                "mysql://host/portal",
                "host/portal",
                "portal",
                "postgres://[/",
            ],
        ),
        // That it is of no use alone has a test of its own.
        (
            "DATABASE_DIRECT_URL",
            &[],
            &["mysql://host/portal", "host/portal", "portal"],
        ),
        (
            "RETENTION_CALLBACKS_DAYS",
            &["30", "366"],
            &["29", "36501", "-7", "a year"],
        ),
        ("RETENTION_RAW_BODIES_DAYS", &["366"], &["365", "0"]),
        (
            "RETENTION_AUDIT_DAYS",
            &["365", "3650"],
            &["364", "-1", "for ever", "36501"],
        ),
        ("RETENTION_MESSAGES_DAYS", &["1", "7"], &["0", "a week"]),
        ("STORAGE_PER_ACCOUNT_MB", &["10", "500"], &["9", "much"]),
        ("STORAGE_PER_ORGANISATION_MB", &["5000"], &["0"]),
        ("UPLOADS_PER_DAY_MB", &["200"], &["1048577"]),
        ("UPLOADS_PER_DAY_ORGANISATION_MB", &["1000"], &["-1"]),
        (
            "DATABASE_CONNECTIONS",
            &["1", "1000"],
            &["0", "1001", "-1", "many", "4.5"],
        ),
        (
            "PUBLIC_URL",
            &[
                "https://dichvucong.example.vn",
                "http://localhost:8080/",
                "https://[2001:db8::1]",
            ],
            &[
                "dichvucong.example.vn",
                "https://dichvucong.example.vn/portal",
                "https://dichvucong.example.vn/?lang=vi",
                "https://dichvucong.example.vn/#",
                "https://user@dichvucong.example.vn",
                "ftp://dichvucong.example.vn",
                "https://",
                "https://dichvucong.example.vn\n",
            ],
        ),
        (
            "HOTLINE",
            &["0276 3813 363", "1022", "+84 276 3813363"],
            &["call us", "0", "<b>1022</b>"],
        ),
        (
            "HELP_DESK_ADDRESS",
            &["83 Phạm Tung, phường Tân Ninh"],
            &["83", "a | b, Tây Ninh", " "],
        ),
        (
            "ZALO_URL",
            &["https://zalo.me/dichvucong"],
            &["zalo.me/dichvucong", "javascript:alert(1)"],
        ),
        (
            "FRAME_ORIGINS",
            &[
                "https://tayninh.gov.vn",
                "https://a.example.vn  https://b.example.vn:8443/",
            ],
            &[
                "tayninh.gov.vn",
                "https://*.gov.vn",
                "https://a.vn/x",
                "https://a.vn;script-src",
                "https://a.vn,b",
                " ",
            ],
        ),
        (
            "CAPTCHA_PICTURE",
            &["on", "off"],
            &["0", "false", "OFF", "no"],
        ),
        ("SERVICE_WORKER", &["on", "off"], &["0", "false", "Off"]),
        (
            "TRUST_FORWARDED_FOR",
            &["0", "1", "10.0.0.0/8 2001:db8::/48 192.0.2.7"],
            &[
                "true",
                "on",
                "yes",
                "2",
                "10.0.0.0/33",
                "10.0.0.0/8,192.0.2.0/24",
                "proxy.example.vn",
                "0.0.0.0/0",
                "10.0.0.0/8 ::/0",
            ],
        ),
        (
            "OFFICE_NETWORKS",
            &["203.0.113.7 198.51.100.0/24"],
            &["1", "văn phòng", "0.0.0.0/0"],
        ),
        (
            "SMS_URL",
            &["https://sms.example.vn/send?key=1"],
            &["sms.example.vn", "smtp://sms", "https://a b"],
        ),
        (
            "VOICE_URL",
            &["https://voice.example.vn/call?key=1"],
            &["voice.example.vn", "tel:1022", "https://a b"],
        ),
        (
            "SMTP_URL",
            &["smtp://mail.example.vn", "smtps://u:p@mail.example.vn"],
            &["mail.example.vn", "https://mail"],
        ),
        (
            "MAIL_FROM",
            &["dvc@example.vn", "Cổng <dvc@example.vn>"],
            &["dvc", "<dvc@>", "a@b@c"],
        ),
        (
            "SIGN_IN_CODES_PER_HOUR",
            &["1", "1000000"],
            &["0", "-1", "many", "1.5"],
        ),
        (
            "REGISTRATION_CODES_PER_HOUR",
            &["1", "2000"],
            &["0", "-1", "4294967296"],
        ),
        (
            "RECOVERY_CODES_PER_HOUR",
            &["1", "500"],
            &["0", "-1", "few"],
        ),
        ("MOMO_POLL_PERCENT", &["20", "600"], &["19", "601"]),
        ("POLL_TIME_SCALE", &["1", "20000"], &["0", "fast"]),
        (
            "SANDBOX_URL",
            &["http://127.0.0.1:8090/"],
            &["sandbox", "127.0.0.1:8090"],
        ),
        (
            "NATIONAL_PLATFORM_URL",
            &["http://127.0.0.1:1/x"],
            &["pay", "ftp://pay.example.vn"],
        ),
        (
            "NATIONAL_PLATFORM_PAY_ORIGINS",
            &["http://127.0.0.1:1"],
            &["pay", "https://pay.example.vn/x"],
        ),
        ("ZALOPAY_APP_ID", &["2553"], &["app", "-1"]),
        (
            "NATIONAL_SSO_AUDIENCES",
            &["another-client", "a https://dichvucong.gov.vn"],
            &[],
        ),
        ("VIETNAM_POST_AUDIENCES", &["another-client"], &[]),
        (
            "SIGNING_REVOCATION_LISTS",
            &["http://crl.example.vn/a.crl"],
            &["a.crl"],
        ),
        ("RUST_LOG", &["warn", "info,sqlx=warn"], &["info,sqlx=loud"]),
    ];
    for (name, usable, unusable) in cases {
        for value in *usable {
            assert_eq!(
                refusals([(*name, *value)]),
                Vec::<String>::new(),
                "{name}={value}"
            );
        }
        for value in *unusable {
            let refused = refusals([(*name, *value)]);
            assert_eq!(refused.len(), 1, "{name}={value}: {refused:?}");
            assert!(refused[0].starts_with(&format!("{name} ")), "{refused:?}");
        }
    }
}

#[test]
fn a_way_around_the_pooler_is_named_only_beside_the_pooler() {
    let pooler = ("DATABASE_URL", "postgres://pooler:6432/portal");
    let direct = ("DATABASE_DIRECT_URL", "postgres://host/portal");
    assert_eq!(refusals([pooler, direct]), Vec::<String>::new());
    let sentence = "DATABASE_DIRECT_URL must not be set without DATABASE_URL.";
    assert_eq!(refusals([direct]), [sentence]);
    assert_eq!(refusals([("DATABASE_URL", ""), direct]), [sentence]);
    let config = demonstration(&[pooler, direct]);
    assert_eq!(config.database_direct_url.as_deref(), Some(direct.1));
}

#[test]
fn an_address_is_written_in_one_way() {
    for (written, read) in [
        (
            "https://dichvucong.tayninh.gov.vn/",
            "https://dichvucong.tayninh.gov.vn",
        ),
        (
            "HTTPS://DichVuCong.TayNinh.GOV.VN",
            "https://dichvucong.tayninh.gov.vn",
        ),
        (
            "https://dichvucong.tayninh.gov.vn:443/",
            "https://dichvucong.tayninh.gov.vn",
        ),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        (
            "https://dichvucong.tayninh.gov.vn:8443/",
            "https://dichvucong.tayninh.gov.vn:8443",
        ),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ] {
        assert_eq!(demonstration(&[("PUBLIC_URL", written)]).public_url, read);
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

#[test]
fn a_provider_is_configured_whole_or_not_at_all() {
    let whole: &[&[(&str, &str)]] = &[
        &[
            ("VNPAY_PAY_URL", "https://pay.example.vn/pay"),
            ("VNPAY_API_URL", "https://api.example.vn"),
            ("VNPAY_TERMINAL", "TAYNINH1"),
            ("VNPAY_SECRET", "a secret of production"),
        ],
        &[
            ("VNEID_ISSUER", "https://vneid.example.vn"),
            ("VNEID_CLIENT", "portal"),
            ("VNEID_SECRET", "a secret of production"),
            ("VNEID_KEY", "a private key of ours"),
        ],
        &[
            ("NATIONAL_SSO_ISSUER", "https://sso.example.vn"),
            ("NATIONAL_SSO_CLIENT", "portal"),
            ("NATIONAL_SSO_SECRET", "a secret of production"),
        ],
        &[
            ("MSSP_URL", "https://mssp.example.vn"),
            ("MSSP_CLIENT", "portal"),
            ("MSSP_SECRET", "a secret of production"),
        ],
        &[
            ("SIGNING_AUTHORITIES", "/etc/portal/root.pem"),
            ("SIGNING_REVOCATION_LISTS", "http://crl.example.vn/root.crl"),
        ],
    ];
    for variables in whole {
        assert_eq!(in_production(variables), Vec::<String>::new());
        for (name, _) in *variables {
            let rest = variables.iter().copied().filter(|(other, _)| other != name);
            let refused = in_production(&rest.collect::<Vec<_>>());
            assert_eq!(refused.len(), 1, "{name}: {refused:?}");
            assert!(
                refused[0].starts_with(&format!("{name} must be set where ")),
                "{refused:?}"
            );
        }
    }
    let previous = in_production(&[("MOMO_PREVIOUS_SECRET", "a secret of the past")]);
    assert_eq!(
        previous.len(),
        5,
        "of a provider that is not there: {previous:?}"
    );
    let audiences = in_production(&[("NATIONAL_SSO_AUDIENCES", "another-client")]);
    assert_eq!(
        audiences.len(),
        3,
        "of an issuer that is not there: {audiences:?}"
    );
}

#[test]
fn an_account_is_named_whole_or_not_at_all() {
    let parts = [
        ("NATIONAL_PLATFORM_ACCOUNT", "3713.0.1054321"),
        ("NATIONAL_PLATFORM_BANK", "VBARD"),
        ("NATIONAL_PLATFORM_HOLDER", "Sở Tư pháp tỉnh Tây Ninh"),
    ];
    assert_eq!(in_production(&parts), Vec::<String>::new());
    assert_eq!(refusals(parts), Vec::<String>::new());
    for part in parts {
        let (name, _) = part;
        let others: Vec<_> = parts.into_iter().filter(|other| *other != part).collect();
        let sentences = |given: &str, missing: &[(&str, &str)]| -> Vec<String> {
            let sentence =
                |(missing, _): &(&str, &str)| format!("{missing} must be set where {given} is.");
            missing.iter().map(sentence).collect()
        };
        assert_eq!(in_production(&[part]), sentences(name, &others));
        assert_eq!(refusals([part]), sentences(name, &others));
        assert_eq!(in_production(&others), sentences(others[0].0, &[part]));
    }
    let treasury = ("NATIONAL_PLATFORM_TREASURY", "7111");
    assert_eq!(in_production(&[treasury]), Vec::<String>::new());
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
