//! Variables that are meant to be ours and are not: they would be ignored in silence, and `PRODUCTON=1` start a demonstration.

use std::collections::BTreeSet;
use strsim::osa_distance;

/// Beginnings of names that nobody else's variables have, besides those of payment providers.
const FAMILIES: [&str; 5] = [
    "MSSP_",
    "NATIONAL_SSO_",
    "SIGNING_",
    "VIETNAM_POST_",
    "VNEID_",
];

/// The sandbox's own variables.
const SANDBOX: &str = "SANDBOX_";

/// Other programs' names that are as near to ours as a slip of the finger: cron's.
const STRANGERS: [&str; 1] = ["MAILFROM"];

/// Names that were ours once, and what stands in their place.
const FORMER: [(&str, &str); 2] = [
    (
        "CODES_PER_HOUR",
        "SIGN_IN_CODES_PER_HOUR, REGISTRATION_CODES_PER_HOUR and RECOVERY_CODES_PER_HOUR",
    ),
    ("LADDER_PACE", "POLL_TIME_SCALE"),
];

/// The sentence that refuses a name, where it is taken for one of ours.
pub(super) fn refusal(name: &str, known: &BTreeSet<&'static str>) -> Option<String> {
    if known.contains(name) || name.starts_with(SANDBOX) || STRANGERS.contains(&name) {
        return None;
    }
    if let Some((_, now)) = FORMER.iter().find(|(former, _)| *former == name) {
        return Some(format!("{name} is no setting any more; set {now}."));
    }
    if let Some(provider) = name.strip_suffix("_LADDER_PERCENT") {
        return Some(format!(
            "{name} is no setting any more; set {provider}_POLL_PERCENT."
        ));
    }
    if let Some(meant) = meant(name, known) {
        return Some(format!(
            "{name} is no setting of ours; did you mean {meant}?"
        ));
    }
    let upper = name.to_ascii_uppercase();
    let providers = providers::ALL.iter().map(|provider| provider.prefix);
    let family = FAMILIES
        .into_iter()
        .chain(providers)
        .find(|family| upper.starts_with(family))?;
    if is_service_link(&upper) {
        return None;
    }
    let ours = known.iter().filter(|known| known.starts_with(family));
    let ours: Vec<&str> = ours.copied().collect();
    Some(format!(
        "{name} is no setting of ours; those that begin with {family} are {}.",
        ours.join(", ")
    ))
}

/// The name of ours that is nearest, where it is near enough.
fn meant(name: &str, known: &BTreeSet<&'static str>) -> Option<&'static str> {
    let near = known.iter().filter(|known| is_slip(name, known));
    near.min_by_key(|known| osa_distance(name, known)).copied()
}

/// Whether a name is `known`, written with slips: another case, underscores left out or added, letters wrong, missing, doubled
/// or swapped. The longer the name, the more of them. In short names only swapped neighbours count, because another letter
/// makes another word: `SMS_URL`, `CMS_URL`.
fn is_slip(name: &str, known: &str) -> bool {
    let name = name.to_ascii_uppercase();
    if squashed(&name) == squashed(known) {
        return true;
    }
    let distance = osa_distance(&name, known);
    match known.len() {
        0..8 => distance == 1 && sorted(&name) == sorted(known),
        8..10 => distance == 1 && name.chars().next() == known.chars().next(),
        10..15 => distance <= 2 && are_same_words(&name, known),
        _ => distance <= 3 && are_same_words(&name, known),
    }
}

/// Whether the words are the same but for slips: `ADMIN_HOST` and `ADMIN_PORT` are two letters apart, and no slip.
fn are_same_words(name: &str, known: &str) -> bool {
    let (name, known): (Vec<_>, Vec<_>) = (name.split('_').collect(), known.split('_').collect());
    name.len() != known.len()
        || name
            .iter()
            .zip(known)
            .all(|(word, known)| osa_distance(word, known) <= 1 + word.len().max(known.len()) / 5)
}

/// What Kubernetes and Docker tell about a service that is called like a family: `MOMO_SERVICE_HOST`, `MOMO_PORT_443_TCP`.
fn is_service_link(name: &str) -> bool {
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_PORT")
        || name.contains("_SERVICE_PORT")
        || name
            .split_once("_PORT_")
            .is_some_and(|(_, rest)| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn squashed(name: &str) -> String {
    name.replace(['_', '-', '.'], "")
}

fn sorted(name: &str) -> Vec<u8> {
    let mut letters = name.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Environment};

    fn refusals(name: &str) -> Vec<String> {
        let environment = Environment::from_iter([(name, "x")]);
        Config::examine(environment).refusals
    }

    #[test]
    fn a_misspelt_name_is_refused_with_the_right_one() {
        for (name, meant) in [
            ("PRODUCTON", "PRODUCTION"),
            ("PRODUCTIONS", "PRODUCTION"),
            ("PRODCUTOIN", "PRODUCTION"),
            ("RPODUCTION", "PRODUCTION"),
            ("production", "PRODUCTION"),
            ("Production", "PRODUCTION"),
            ("PUBLICURL", "PUBLIC_URL"),
            ("PUBLIC-URL", "PUBLIC_URL"),
            ("PUBLIC_URI", "PUBLIC_URL"),
            ("PUBLIC_ULR", "PUBLIC_URL"),
            ("PUBLC_URL", "PUBLIC_URL"),
            ("PROT", "PORT"),
            ("BIDN", "BIND"),
            ("ADMINPORT", "ADMIN_PORT"),
            ("ADMIN_PROT", "ADMIN_PORT"),
            ("DATABASE_URI", "DATABASE_URL"),
            ("DATABSE_URL", "DATABASE_URL"),
            ("DATABASE_CONNECTION", "DATABASE_CONNECTIONS"),
            ("DATADIR", "DATA_DIR"),
            ("SITE_ROOTS", "SITE_ROOT"),
            ("TRUST_FORWARD_FOR", "TRUST_FORWARDED_FOR"),
            ("TRUSTED_FORWARDED_FOR", "TRUST_FORWARDED_FOR"),
            ("SMS_ULR", "SMS_URL"),
            ("VOICE_URLS", "VOICE_URL"),
            ("SMTP_ULR", "SMTP_URL"),
            ("MAIL_FORM", "MAIL_FROM"),
            ("SIGN_IN_CODE_PER_HOUR", "SIGN_IN_CODES_PER_HOUR"),
            ("FRAME_ORIGIN", "FRAME_ORIGINS"),
            ("SERVICE_WORKERS", "SERVICE_WORKER"),
            ("VN_PAY_SECRET", "VNPAY_SECRET"),
            ("VNPAI_SECRET", "VNPAY_SECRET"),
            ("VNPAY_SERCET", "VNPAY_SECRET"),
            ("MOMO_SECRETS", "MOMO_SECRET"),
            ("SIGNING_AUTHORITY", "SIGNING_AUTHORITIES"),
            (
                "NATIONAL_PLATFORM_PREVIOUS_SERCET",
                "NATIONAL_PLATFORM_PREVIOUS_SECRET",
            ),
            ("NATIONALPLATFORM_URL", "NATIONAL_PLATFORM_URL"),
            ("ZALO_PAY_KEY1", "ZALOPAY_KEY1"),
            ("VNPAY_POLL_PERCENTS", "VNPAY_POLL_PERCENT"),
        ] {
            let sentence = format!("{name} is no setting of ours; did you mean {meant}?");
            assert_eq!(refusals(name), [sentence]);
        }
    }

    #[test]
    fn a_name_that_was_ours_is_refused_with_those_in_its_place() {
        assert_eq!(
            refusals("CODES_PER_HOUR"),
            [
                "CODES_PER_HOUR is no setting any more; set SIGN_IN_CODES_PER_HOUR, REGISTRATION_CODES_PER_HOUR and \
                 RECOVERY_CODES_PER_HOUR."
            ]
        );
        for (name, now) in [
            ("LADDER_PACE", "POLL_TIME_SCALE"),
            ("MOMO_LADDER_PERCENT", "MOMO_POLL_PERCENT"),
            ("VIETQR_LADDER_PERCENT", "VIETQR_POLL_PERCENT"),
        ] {
            let sentence = format!("{name} is no setting any more; set {now}.");
            assert_eq!(refusals(name), [sentence]);
        }
    }

    #[test]
    fn a_name_of_one_of_our_families_is_refused_with_those_that_there_are() {
        for name in ["VNPAY_HASH", "momo_endpoint", "SIGNING_MODE", "VNEID_REALM"] {
            let refusals = refusals(name);
            assert_eq!(refusals.len(), 1, "{name}: {refusals:?}");
            let begins = format!("{name} is no setting of ours; those that begin with ");
            assert!(refusals[0].starts_with(&begins), "{refusals:?}");
        }
        assert!(refusals("VNPAY_HASH")[0].contains("VNPAY_API_URL, "));
    }

    #[test]
    fn strangers_are_left_alone() {
        for name in [
            "_",
            "ADMIN_HOST",
            "BASE_URL",
            "CARGO_HOME",
            "CARGO_MANIFEST_DIR",
            "CARGO_TARGET_DIR",
            "CMS_URL",
            "COLORTERM",
            "COMPOSE_PROJECT_NAME",
            "CREDENTIALS_DIRECTORY",
            "DATABASE_HOST",
            "DATABASE_PASSWORD",
            "DATA_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
            "DEBIAN_FRONTEND",
            "DISPLAY",
            "EDITOR",
            "FIND",
            "FTP_URL",
            "GIT_DIR",
            "HOME",
            "HOST",
            "HOSTNAME",
            "HTTP_URL",
            "INVOCATION_ID",
            "INVOICE_URL",
            "JOURNAL_STREAM",
            "KUBERNETES_PORT",
            "KUBERNETES_SERVICE_HOST",
            "LANG",
            "LC_ALL",
            "LD_LIBRARY_PATH",
            "LISTEN_FDS",
            "LOGNAME",
            "MAIL",
            "MAILFROM",
            "MAILTO",
            "META_DIR",
            "MIND",
            "MOMO_PORT",
            "MOMO_PORT_443_TCP_ADDR",
            "MOMO_SERVICE_HOST",
            "MOMO_SERVICE_PORT_HTTPS",
            "NODE_ENV",
            "NOTIFY_SOCKET",
            "NO_PROXY",
            "OLDPWD",
            "PATH",
            "PGDATA",
            "PGDATABASE",
            "PGHOST",
            "PGPASSWORD",
            "PGPORT",
            "PGUSER",
            "PG_COLOR",
            "PLAYWRIGHT_BROWSERS_PATH",
            "PORTAL_URL",
            "PORTS",
            "POSTGRES_PASSWORD",
            "PWD",
            "RUSTFLAGS",
            "RUSTUP_HOME",
            "RUSTUP_TOOLCHAIN",
            "RUST_BACKTRACE",
            "RUST_LOG_STYLE",
            "SANDBOX_PORT",
            "SANDBOX_ULR",
            "SANDBOX_VNPAY_SECRET",
            "SERVER_PROGRAM",
            "SHELL",
            "SHLVL",
            "SITE_NAME",
            "SMTP_HOST",
            "SMTP_PORT",
            "SNS_URL",
            "SORT",
            "SPORT",
            "SQLX_OFFLINE",
            "SSH_AUTH_SOCK",
            "SSH_CONNECTION",
            "SSL_CERT_FILE",
            "SUDO_USER",
            "TERM",
            "TEST_DATABASE_URL",
            "TMPDIR",
            "TZ",
            "USER",
            "VIRTUAL_ENV",
            "XDG_DATA_DIRS",
            "XDG_RUNTIME_DIR",
            "https_proxy",
            "npm_config_cache",
            "npm_lifecycle_event",
        ] {
            assert_eq!(refusals(name), Vec::<String>::new(), "{name}");
        }
    }
}
