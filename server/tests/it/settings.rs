//! What the program makes of its environment. Each rule has its test in `config`.

use crate::support::run;
use std::process::Output;

const WRONG: [(&str, &str); 4] = [
    ("PRODUCTION", "true"),
    ("PUBLIK_URL", "https://dichvucong.example.vn"),
    ("TRUST_FORWARDED_FOR", "yes"),
    ("VNPAY_SERCET", "a secret of production"),
];
const SENTENCES: [&str; 4] = [
    "PRODUCTION is “true”; it must be 1 for production, or 0 for a demonstration.",
    "TRUST_FORWARDED_FOR is “yes”; it must be 1 for proxies on this machine, 0 for none, or the networks that proxies are in, such as 10.0.0.0/8 2001:db8::/48, separated by blanks.",
    "PUBLIK_URL is no setting of ours; did you mean PUBLIC_URL?",
    "VNPAY_SERCET is no setting of ours; did you mean VNPAY_SECRET?",
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn nothing_starts_with_settings_that_are_wrong_and_each_is_told() {
    for arguments in [
        &["serve"][..],
        &[],
        &["migrate"],
        &["administrator", "072090000017"],
    ] {
        let output = run(arguments, &WRONG);
        assert_eq!(code(&output), Some(1), "{arguments:?}");
        let lines: Vec<String> = SENTENCES.iter().map(|line| format!("  {line}\n")).collect();
        let expected = format!("server: the settings are refused:\n{}", lines.concat());
        assert_eq!(text(&output.stderr), expected, "{arguments:?}");
    }
}

#[test]
fn check_tells_the_same_without_starting() {
    let output = run(&["check"], &WRONG);
    assert_eq!(code(&output), Some(1));
    let told = text(&output.stdout);
    for sentence in SENTENCES {
        assert!(told.contains(&format!("refused: {sentence}\n")), "{told}");
    }
    assert!(told.contains("warning: SMS_URL is not set: "), "{told}");
}

#[test]
fn check_finds_nothing_wrong_with_a_demonstration_and_with_other_programs_variables() {
    let strangers = [
        ("PATH", "/usr/bin"),
        ("HOME", "/root"),
        ("PGPORT", "5432"),
        ("TMPDIR", "/tmp"),
        ("npm_config_cache", "/tmp/npm"),
        ("SANDBOX_PORT", "8090"),
        ("SANDBOX_ANYTHING", "at all"),
        ("PORTAL_URL", "http://127.0.0.1:8080"),
    ];
    let output = run(&["check"], &strangers);
    let told = text(&output.stdout);
    assert_eq!(code(&output), Some(0), "{told}");
    assert!(told.contains("\n0 refused, "), "{told}");
    assert!(told.contains("warning: PRODUCTION is not 1: "), "{told}");
}

#[test]
fn check_finds_what_is_wrong_where_settings_are_put_to_use() {
    for (name, value, sentence) in [
        (
            "SITE_ROOT",
            "/nonexistent",
            "refused: SITE_ROOT has no built client",
        ),
        (
            "VNEID_KEY",
            "no key",
            "refused: identity provider: VNEID_KEY: ",
        ),
        ("VIETQR_BANK_BIN", "bank", "refused: VIETQR_…: account bin"),
        (
            "DATABASE_URL",
            "postgres://127.0.0.1:1/portal",
            "refused: The database cannot be used: ",
        ),
    ] {
        let output = run(&["check"], &[(name, value)]);
        let told = text(&output.stdout);
        assert_eq!(code(&output), Some(1), "{told}");
        assert!(told.contains(sentence), "{told}");
    }
}
