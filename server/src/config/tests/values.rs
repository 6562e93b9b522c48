//! Every value is read strictly.

use super::{demonstration, refusals};

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
