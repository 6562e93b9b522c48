//! Identity providers and signatures. In production what is not configured is not offered; outside it the sandbox plays all.

use super::{
    Environment,
    section::{
        Source,
        Value::{OptionalText, Secret, Text, Url},
    },
};
use app::api::{federated_login::Issuer, signatures::SigningDevice};
use identity_providers::{Client, IdentityProvider, Vneid, VneidError, national, vietnam_post};
use std::{collections::BTreeMap, sync::Arc};

/// The key that VNeID's answers are sealed for in a demonstration. Everybody may know it: nobody's answers are real there.
pub(super) const DEMO_KEY: &str = include_str!("vneid-demo-key.pem");

/// Who can identify somebody, as configured.
#[derive(Clone, Default)]
pub struct Issuers {
    /// `NATIONAL_SSO_ISSUER`, `…_CLIENT`, `…_SECRET`, `…_AUDIENCES`; `VIETNAM_POST_ISSUER` and so on; `VNEID_ISSUER` and so on.
    clients: BTreeMap<Issuer, Client>,
    /// `VNEID_KEY`: the private key that its answers are sealed for, in PEM.
    vneid_key: String,
    origins: Vec<String>,
}

pub struct IdentityProviders(BTreeMap<Issuer, Arc<dyn IdentityProvider>>);

#[derive(Debug, thiserror::Error)]
pub enum IdentityProviderError {
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
    #[error("VNEID_KEY: {0}")]
    Vneid(#[from] VneidError),
}

#[derive(Clone, Debug, Default)]
pub struct Signing {
    /// `SIGNING_AUTHORITIES`: certificates of the authorities, files separated by blanks.
    pub authorities: Vec<String>,
    /// `SIGNING_REVOCATION_LISTS`: addresses of their lists, each authority's in a chain, separated by blanks.
    pub revocation_lists: Vec<String>,
    /// `SIGNING_TOKEN_URL`: where the program of a USB token listens on its owner's computer.
    pub token_url: String,
    /// `MSSP_URL`: the mobile signature service.
    pub mssp_url: String,
    /// `MSSP_CLIENT`.
    pub mssp_client: String,
    /// `MSSP_SECRET`.
    pub mssp_secret: String,
}

impl IdentityProviders {
    /// Those that are configured.
    pub fn from_config(issuers: &Issuers) -> Result<Self, IdentityProviderError> {
        let mut providers: BTreeMap<_, Arc<dyn IdentityProvider>> = BTreeMap::new();
        for (issuer, client) in issuers.clients.clone() {
            let provider: Arc<dyn IdentityProvider> = match issuer {
                Issuer::National => Arc::new(national(client)?),
                Issuer::VietnamPost => Arc::new(vietnam_post(client)?),
                Issuer::Vneid => Arc::new(Vneid::new(client, &issuers.vneid_key)?),
            };
            providers.insert(issuer, provider);
        }
        Ok(Self(providers))
    }

    /// The provider of an issuer, if its accounts are taken.
    #[must_use]
    pub fn get(&self, issuer: Issuer) -> Option<Arc<dyn IdentityProvider>> {
        self.0.get(&issuer).cloned()
    }
}

impl Issuers {
    /// Origins that browsers are sent to.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    pub(super) fn read(source: &Source<'_>, public_url: &str) -> Self {
        let mut all = Self::default();
        let [national, vietnam_post, vneid] = [
            source.section([
                ("NATIONAL_SSO_ISSUER", Url("/sandbox/national-sso")),
                ("NATIONAL_SSO_CLIENT", Text("dvc-tay-ninh")),
                ("NATIONAL_SSO_SECRET", Secret("sandbox-national-sso-secret")),
                ("NATIONAL_SSO_AUDIENCES", OptionalText),
            ]),
            source.section([
                ("VIETNAM_POST_ISSUER", Url("/sandbox/vietnam-post")),
                ("VIETNAM_POST_CLIENT", Text("dvc-tay-ninh")),
                ("VIETNAM_POST_SECRET", Secret("sandbox-vietnam-post-secret")),
                ("VIETNAM_POST_AUDIENCES", OptionalText),
            ]),
            source
                .section([
                    ("VNEID_ISSUER", Url("/sandbox/vneid")),
                    ("VNEID_CLIENT", Text("dvc-tay-ninh")),
                    ("VNEID_SECRET", Secret("sandbox-vneid-secret")),
                    ("VNEID_KEY", Secret(DEMO_KEY)),
                ])
                .map(|[issuer, id, secret, key]| {
                    all.vneid_key = key;
                    // Its answers name no audience: they are sealed for one.
                    [issuer, id, secret, String::new()]
                }),
        ];
        for (issuer, settings) in [
            (Issuer::National, national),
            (Issuer::VietnamPost, vietnam_post),
            (Issuer::Vneid, vneid),
        ] {
            let Some([address, id, secret, audiences]) = settings else {
                continue;
            };
            if let Ok(url) = reqwest::Url::parse(&address) {
                all.origins.push(url.origin().ascii_serialization());
            }
            let client = Client {
                redirect_url: format!("{public_url}/dang-nhap/{}/ket-qua", issuer.name()),
                id,
                secret,
                issuer: address,
                other_audiences: audiences.split_whitespace().map(str::to_owned).collect(),
            };
            all.clients.insert(issuer, client);
        }
        all
    }
}

impl Signing {
    #[must_use]
    pub fn devices(&self) -> Vec<SigningDevice> {
        let trusted = !self.authorities.is_empty() && !self.revocation_lists.is_empty();
        [
            (SigningDevice::UsbToken, &self.token_url),
            (SigningDevice::SigningSim, &self.mssp_url),
        ]
        .into_iter()
        .filter(|(_, url)| trusted && !url.is_empty())
        .map(|(device, _)| device)
        .collect()
    }

    /// Origin of the token's program, to which pages may speak.
    #[must_use]
    pub fn token_origin(&self) -> Option<String> {
        let url = reqwest::Url::parse(&self.token_url).ok()?;
        Some(url.origin().ascii_serialization())
    }

    pub(super) fn read(source: &Source<'_>) -> Self {
        let environment = source.environment;
        let of_sandbox = |path: &str| Some(format!("{}{path}", source.sandbox_url?));
        let list = |name, paths: [&str; 2]| {
            let set = environment.text(name).map(|text| {
                let places = text.split_whitespace().map(str::to_owned);
                places.collect::<Vec<_>>()
            });
            set.or_else(|| paths.into_iter().map(of_sandbox).collect())
                .unwrap_or_default()
        };
        let authorities = list(
            "SIGNING_AUTHORITIES",
            ["/sandbox/ca/root.pem", "/sandbox/ca/issuing.pem"],
        );
        let revocation_lists = list(
            "SIGNING_REVOCATION_LISTS",
            ["/sandbox/ca/root.crl", "/sandbox/ca/issuing.crl"],
        );
        check_authorities(environment, &authorities, &revocation_lists);
        let service = source.section([
            ("MSSP_URL", Url("/sandbox/mssp/signatures")),
            ("MSSP_CLIENT", Text("dvc-tay-ninh")),
            ("MSSP_SECRET", Secret("sandbox-mssp-secret")),
        ]);
        let [mssp_url, mssp_client, mssp_secret] = service.unwrap_or_default();
        Self {
            authorities,
            revocation_lists,
            token_url: environment
                .url_on_own_computer("SIGNING_TOKEN_URL")
                .or_else(|| of_sandbox("/sandbox/token"))
                .unwrap_or_default(),
            mssp_url,
            mssp_client,
            mssp_secret,
        }
    }
}

/// Whoever could change a certificate on its way would be believed. A list is signed and may come as it likes, but without one
/// nobody is let in, and certificates alone look as if somebody were.
fn check_authorities(environment: &Environment, authorities: &[String], lists: &[String]) {
    let (certificates, revoked) = ("SIGNING_AUTHORITIES", "SIGNING_REVOCATION_LISTS");
    if environment.is_production() && authorities.iter().any(|place| place.starts_with("http:")) {
        let why = "must be files, or addresses that begin with https://, in production";
        environment.refuse(certificates, why);
    }
    let is_address = |list: &String| {
        reqwest::Url::parse(list).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    };
    if !lists.iter().all(is_address) {
        environment.refuse(revoked, "must be addresses, separated by blanks");
    }
    for (name, other, is_missing) in [
        (
            certificates,
            revoked,
            authorities.is_empty() && !lists.is_empty(),
        ),
        (
            revoked,
            certificates,
            lists.is_empty() && !authorities.is_empty(),
        ),
    ] {
        if is_missing {
            environment.refuse(name, format!("must be set where {other} is"));
        }
    }
}
