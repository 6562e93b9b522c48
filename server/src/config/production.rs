//! What production does not take: what others read along the way, what is soon guessed, and what everybody knows.

use super::identity::DEMO_KEY;
use providers::SettingKind;
use reqwest::Url;

/// Characters of a secret, at least: 16 of them drawn from letters and digits have 95 bits.
const SHORTEST_SECRET: usize = 16;

/// Beginning of what the sandbox shares with a demonstration.
const SANDBOX: &str = "sandbox-";

/// Keys of providers' published test accounts, besides those of a demonstration.
const PUBLISHED: [&str; 6] = [
    // MoMo
    "klm05TvNBzhg7h7j",
    "at67qH6mk8w5Y1nAyMoYKMWACiEi2bsa",
    // ZaloPay, of the applications 2554 and 553
    "sdngKKJmqEMzvh5QQcdD2A9XBSKUNaYn",
    "trMrHtvjo6myautxDUiAcYsVtaeQ8nhf",
    "9phuAOYhan4urywHTh0ndEXiV3pKHr5Q",
    "Iyz2habzyr7AG8SgvoBCbKwKi3UzlLi3",
];

/// Why something is no secret in production; goes on after the variable's name.
pub(super) fn flaw_of_secret(secret: &str) -> Option<&'static str> {
    let is_shared = || {
        let mut settings = providers::ALL.iter().flat_map(|provider| provider.settings);
        settings.any(|(_, kind)| matches!(kind, SettingKind::Secret(shared) if *shared == secret))
    };
    let is_demo_key = || secret.split_whitespace().eq(DEMO_KEY.split_whitespace());
    if secret.starts_with(SANDBOX) || PUBLISHED.contains(&secret) || is_shared() || is_demo_key() {
        return Some("is a demonstration’s or a published test account’s, which everybody knows");
    }
    (secret.chars().count() < SHORTEST_SECRET)
        .then_some("must have at least 16 characters in production")
}

/// Whether the address is one of this machine's own, which nobody between can read.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let host = host.trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Why a mail server cannot be used; goes on after the variable's name. `production` wants the way there encrypted.
pub(super) fn flaw_of_mail_server(text: &str, production: bool) -> Option<&'static str> {
    const FORM: &str = "must be a mail server such as smtps://user:password@mail.example.vn or smtp://127.0.0.1:25";
    let Ok(url) = Url::parse(text) else {
        return Some(FORM);
    };
    if !matches!(url.scheme(), "smtp" | "smtps")
        || !url.has_host()
        || text.contains(char::is_whitespace)
    {
        return Some(FORM);
    }
    let encrypted = url.scheme() == "smtps"
        || url
            .query_pairs()
            .any(|(name, value)| name == "tls" && value == "required");
    (production && !encrypted && !is_loopback(&url)).then_some(
        "must begin with smtps:// in production, or end with ?tls=required, unless the server is on this machine",
    )
}

#[cfg(test)]
mod tests {
    use super::{DEMO_KEY, flaw_of_mail_server, flaw_of_secret, is_loopback};
    use reqwest::Url;

    #[test]
    fn what_the_sandbox_shares_is_no_secret() {
        let mut shared = sandbox::Credentials::default();
        let secrets = shared.variables().into_iter().filter(|(name, _)| {
            ["SECRET", "KEY", "KEY1", "KEY2", "PASSWORD"]
                .iter()
                .any(|kind| name.ends_with(kind))
                && !name.ends_with("PUBLIC_KEY")
        });
        let mut seen = 0;
        for (name, secret) in secrets {
            let flaw = flaw_of_secret(secret).unwrap_or_default();
            assert!(flaw.contains("everybody knows"), "{name}");
            seen += 1;
        }
        assert_eq!(seen, 13);
        assert!(flaw_of_secret(&sandbox::Config::default().partner_secret).is_some());
        assert!(flaw_of_secret(&format!("{}\r\n", DEMO_KEY.replace('\n', "\r\n"))).is_some());
        assert!(flaw_of_secret("fifteen letters").is_some());
        assert!(flaw_of_secret("sixteen letters!").is_none());
    }

    #[test]
    fn mail_is_encrypted_unless_it_stays_on_the_machine() {
        for (url, demonstration, production) in [
            ("smtps://mail.example.vn", true, true),
            ("smtps://user:password@mail.example.vn:465", true, true),
            ("smtp://mail.example.vn:587?tls=required", true, true),
            ("smtp://mail.example.vn:587?tls=opportunistic", true, false),
            ("smtp://mail.example.vn", true, false),
            ("smtp://127.0.0.1:8025", true, true),
            ("smtp://localhost", true, true),
            ("smtp://[::1]:25", true, true),
            ("smtp://localhost.example.vn", true, false),
            ("https://mail.example.vn", false, false),
            ("mail.example.vn:25", false, false),
            ("smtps://", false, false),
            ("", false, false),
        ] {
            let takes = |production| flaw_of_mail_server(url, production).is_none();
            assert_eq!(
                (takes(false), takes(true)),
                (demonstration, production),
                "{url}"
            );
        }
    }

    #[test]
    fn only_addresses_of_this_machine_are_its_own() {
        for (url, own) in [
            ("http://127.0.0.1:9", true),
            ("http://127.1.2.3", true),
            ("http://[::1]/x", true),
            ("http://localhost:1", true),
            ("http://10.0.0.1", false),
            ("http://localhost.example.vn", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), own, "{url}");
        }
    }
}
