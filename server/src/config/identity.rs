//! Identity providers and signatures. In production what is not configured is not offered; outside it the sandbox plays all.

use super::ConfigError;
use app::api::{signatures::SigningDevice, single_sign_on::Issuer};
use identity_providers::{Client, IdentityProvider, Vneid, VneidError, national, vietnam_post};
use std::{collections::BTreeMap, sync::Arc};

/// The key that VNeID's answers are sealed for in a demonstration. Everybody may know it: nobody's answers are real there.
const DEMO_KEY: &str = include_str!("vneid-demo-key.pem");

/// Who can vouch for somebody, as configured.
#[derive(Clone, Default)]
pub struct Issuers {
    /// `NATIONAL_SSO_ISSUER`, `…_CLIENT`, `…_SECRET`; `VIETNAM_POST_ISSUER` and so on; `VNEID_ISSUER` and so on.
    clients: BTreeMap<Issuer, Client>,
    /// `VNEID_KEY`: the private key that its answers are sealed for, in PEM.
    vneid_key: String,
    origins: Vec<String>,
}

/// Who can vouch for somebody.
pub struct IdentityProviders(BTreeMap<Issuer, Arc<dyn IdentityProvider>>);

/// Why an identity provider cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum IdentityProviderError {
    /// HTTP cannot be spoken.
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
    /// The key is none.
    #[error("VNEID_KEY: {0}")]
    Vneid(#[from] VneidError),
}

/// Digital signatures.
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
    ///
    /// # Errors
    /// See [`IdentityProviderError`].
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

    pub(super) fn read(
        get: &impl Fn(&'static str) -> Option<String>,
        sandbox_url: Option<&str>,
        public_url: &str,
    ) -> Result<Self, ConfigError> {
        let mut all = Self::default();
        for (issuer, names, at, secret) in [
            (
                Issuer::National,
                [
                    "NATIONAL_SSO_ISSUER",
                    "NATIONAL_SSO_CLIENT",
                    "NATIONAL_SSO_SECRET",
                ],
                "national-sso",
                "sandbox-national-sso-secret",
            ),
            (
                Issuer::VietnamPost,
                [
                    "VIETNAM_POST_ISSUER",
                    "VIETNAM_POST_CLIENT",
                    "VIETNAM_POST_SECRET",
                ],
                "vietnam-post",
                "sandbox-vietnam-post-secret",
            ),
            (
                Issuer::Vneid,
                ["VNEID_ISSUER", "VNEID_CLIENT", "VNEID_SECRET"],
                "vneid",
                "sandbox-vneid-secret",
            ),
        ] {
            let [issuer_name, client_name, secret_name] = names;
            let in_sandbox = |value: String| sandbox_url.map(|_| value);
            let address =
                get(issuer_name).or_else(|| sandbox_url.map(|url| format!("{url}/sandbox/{at}")));
            let Some(address) = address else { continue };
            let needed = |name, value: Option<String>| {
                value.ok_or(ConfigError {
                    name,
                    why: "must be set where the issuer is".into(),
                })
            };
            let client = Client {
                redirect_url: format!(
                    "{}/dang-nhap/{}/ket-qua",
                    public_url.trim_end_matches('/'),
                    issuer.name()
                ),
                id: needed(
                    client_name,
                    get(client_name).or_else(|| in_sandbox("dvc-tay-ninh".into())),
                )?,
                secret: needed(
                    secret_name,
                    get(secret_name).or_else(|| in_sandbox(secret.into())),
                )?,
                issuer: address.clone(),
            };
            let origin = reqwest::Url::parse(&address).map_err(|error| ConfigError {
                name: issuer_name,
                why: error.to_string(),
            })?;
            all.origins.push(origin.origin().ascii_serialization());
            if issuer == Issuer::Vneid {
                all.vneid_key = needed(
                    "VNEID_KEY",
                    get("VNEID_KEY").or_else(|| in_sandbox(DEMO_KEY.into())),
                )?;
            }
            all.clients.insert(issuer, client);
        }
        Ok(all)
    }
}

impl Signing {
    /// What signatures can be taken.
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

    pub(super) fn read(
        get: &impl Fn(&'static str) -> Option<String>,
        sandbox_url: Option<&str>,
    ) -> Self {
        let at = |paths: &[&str]| {
            let url = sandbox_url?;
            let all: Vec<String> = paths.iter().map(|path| format!("{url}{path}")).collect();
            Some(all.join(" "))
        };
        let list = |name, paths: &[&str]| {
            get(name)
                .or_else(|| at(paths))
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        };
        let one = |name, path: &str| get(name).or_else(|| at(&[path])).unwrap_or_default();
        let demo = |name, value: &str| {
            get(name)
                .or_else(|| sandbox_url.map(|_| value.to_owned()))
                .unwrap_or_default()
        };
        Self {
            authorities: list(
                "SIGNING_AUTHORITIES",
                &["/sandbox/ca/root.pem", "/sandbox/ca/issuing.pem"],
            ),
            revocation_lists: list(
                "SIGNING_REVOCATION_LISTS",
                &["/sandbox/ca/root.crl", "/sandbox/ca/issuing.crl"],
            ),
            token_url: one("SIGNING_TOKEN_URL", "/sandbox/token"),
            mssp_url: one("MSSP_URL", "/sandbox/mssp/signatures"),
            mssp_client: demo("MSSP_CLIENT", "dvc-tay-ninh"),
            mssp_secret: demo("MSSP_SECRET", "sandbox-mssp-secret"),
        }
    }
}
