//! Settings that are of use only together.

use super::{demonstration, in_production, refusals};

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
