//! Configuration: environment variables with defaults that run everything on one machine, read once and checked at start.

pub mod identity;
mod ladders;
pub mod providers;

use domain::payment::Ladder;
use std::{collections::BTreeMap, env, fmt, net::SocketAddr, num::NonZero, path::PathBuf};

/// Everything that can be set.
#[derive(Clone)]
pub struct Config {
    /// `BIND`:`PORT`, default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `ADMIN_PORT`: `/metrics`, on this machine only. Default 9090, and none where that is taken.
    pub admin_port: Option<u16>,
    /// `DATABASE_URL`; without it the server runs its own Postgres under `DATA_DIR`.
    pub database_url: Option<String>,
    /// `DATABASE_CONNECTIONS`: how many requests share. Default: two for each processor and one (PostgreSQL
    /// wiki, “Number Of Database Connections”); to be set where it runs on another machine.
    pub database_connections: u32,
    /// `DATA_DIR`, default `.data`.
    pub data_dir: PathBuf,
    /// `SITE_ROOT`: the built client, default `target/site`.
    pub site_root: PathBuf,
    /// `PUBLIC_URL`: the address citizens use; printed on receipts. Default `http://127.0.0.1:PORT`.
    pub public_url: String,
    /// `PRODUCTION=1`: no demonstration accounts, no captcha answers, no sandbox.
    pub production: bool,
    /// `HOTLINE`: telephone number of the help desk. Default: the one of the guide of 2020.
    pub hotline: String,
    /// `ZALO_URL`: the province's Zalo account, none by default.
    pub zalo_url: Option<String>,
    /// `FRAME_ORIGINS`: sites that may frame the pages below `/embed`, origins separated by blanks. Default: the sandbox's
    /// provincial portal; in production nobody.
    pub frame_origins: Vec<String>,
    /// `SERVICE_WORKER=off`: browsers forget the service worker and what it has kept.
    pub service_worker: bool,
    /// `TRUST_FORWARDED_FOR=1`: the last address of `X-Forwarded-For` is the browser's.
    pub trust_forwarded_for: bool,
    /// `SMS_URL`: where one-time codes are posted. Default: the sandbox's gateway.
    pub sms_url: String,
    /// `VOICE_URL`: where calls that read a code out are ordered. Default: the sandbox's.
    pub voice_url: String,
    /// `SMTP_URL`: the mail server, `smtp://…` or `smtps://user:password@…`. Default: the sandbox's.
    pub smtp_url: String,
    /// `MAIL_FROM`: sender of e-mails.
    pub mail_from: String,
    /// `CODES_PER_HOUR`: one-time codes that all citizens together are sent, default 2000.
    pub codes_per_hour: u32,
    /// `SANDBOX_URL`, only outside production.
    pub sandbox_url: Option<String>,
    /// The national payment platform.
    pub national_platform: NationalPlatform,
    /// The other payment providers.
    pub providers: providers::Providers,
    /// Who can vouch for somebody.
    pub issuers: identity::Issuers,
    /// Digital signatures.
    pub signing: identity::Signing,
    /// `<PROVIDER>_LADDER_PERCENT`: how providers are asked about payments and refunds, by code, where not as usual.
    pub ladders: BTreeMap<&'static str, Ladder>,
    /// `LADDER_PACE`, only outside production: how many times as fast as the clock providers are asked about payments. For
    /// the replay; 1 by default.
    pub ladder_pace: u32,
}

/// `NATIONAL_PLATFORM_*`.
#[derive(Clone)]
pub struct NationalPlatform {
    /// `…_URL`: base address of the platform's messages.
    pub url: String,
    /// `…_PAY_ORIGINS`: origins to which payers may be sent, separated by blanks.
    pub pay_origins: Vec<String>,
    /// `…_PARTNER`: MaDoiTac.
    pub partner: String,
    /// `…_SECRET`.
    pub secret: String,
    /// `…_PREVIOUS_SECRET`, while a key is being changed.
    pub previous_secret: Option<String>,
}

/// A variable that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {why}")]
pub struct ConfigError {
    name: &'static str,
    why: String,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// A value of the wrong form, or production without what production needs.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads variables from anywhere.
    ///
    /// # Errors
    /// As [`Config::from_env`].
    pub fn read(get: impl Fn(&'static str) -> Option<String>) -> Result<Self, ConfigError> {
        let production = get("PRODUCTION").is_some_and(|value| value == "1");
        let port = get("PORT").unwrap_or_else(|| "8080".into());
        let bind = get("BIND").unwrap_or_else(|| "127.0.0.1".into());
        let listen = format!("{bind}:{port}").parse().map_err(|_| ConfigError {
            name: "BIND, PORT",
            why: format!("{bind}:{port} is no address"),
        })?;
        let sandbox_url = if production {
            None
        } else {
            Some(get("SANDBOX_URL").unwrap_or_else(|| "http://127.0.0.1:8090".into()))
        };
        let needed = |name: &'static str, in_sandbox: Option<String>| {
            get(name).or(in_sandbox).ok_or(ConfigError {
                name,
                why: "must be set in production".into(),
            })
        };
        let below = |path: &str| sandbox_url.as_ref().map(|url| format!("{url}{path}"));
        let admin_port = get("ADMIN_PORT")
            .map(|port| port.parse())
            .transpose()
            .map_err(|_| ConfigError {
                name: "ADMIN_PORT",
                why: "is no port".into(),
            })?;
        let public_url = needed(
            "PUBLIC_URL",
            (!production).then(|| format!("http://127.0.0.1:{port}")),
        )?;
        Ok(Self {
            issuers: identity::Issuers::read(&get, sandbox_url.as_deref(), &public_url)?,
            signing: identity::Signing::read(&get, sandbox_url.as_deref()),
            listen,
            admin_port,
            database_url: get("DATABASE_URL"),
            database_connections: connections(get("DATABASE_CONNECTIONS"))?,
            data_dir: get("DATA_DIR").unwrap_or_else(|| ".data".into()).into(),
            site_root: get("SITE_ROOT")
                .unwrap_or_else(|| "target/site".into())
                .into(),
            public_url,
            production,
            hotline: get("HOTLINE").unwrap_or_else(|| "0276 3813 363".into()),
            zalo_url: get("ZALO_URL"),
            frame_origins: frame_origins(get("FRAME_ORIGINS"), sandbox_url.as_deref())?,
            service_worker: get("SERVICE_WORKER").is_none_or(|value| value != "off"),
            trust_forwarded_for: get("TRUST_FORWARDED_FOR").is_some_and(|value| value == "1"),
            sms_url: needed("SMS_URL", below("/sandbox/sms"))?,
            voice_url: needed("VOICE_URL", below("/sandbox/voice"))?,
            smtp_url: needed(
                "SMTP_URL",
                below("").map(|_| "smtp://127.0.0.1:8025".into()),
            )?,
            mail_from: needed(
                "MAIL_FROM",
                below("").map(|_| {
                    "Cổng dịch vụ công Tây Ninh <khong-tra-loi@dichvucong.example.vn>".into()
                }),
            )?,
            codes_per_hour: codes_per_hour(get("CODES_PER_HOUR"))?,
            national_platform: NationalPlatform {
                url: needed("NATIONAL_PLATFORM_URL", below("/sandbox/national-platform"))?,
                pay_origins: needed("NATIONAL_PLATFORM_PAY_ORIGINS", sandbox_url.clone())?
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect(),
                partner: needed(
                    "NATIONAL_PLATFORM_PARTNER",
                    below("").map(|_| "DVCQG_TAYNINH".into()),
                )?,
                secret: needed(
                    "NATIONAL_PLATFORM_SECRET",
                    below("").map(|_| "sandbox-national-platform-secret".into()),
                )?,
                previous_secret: get("NATIONAL_PLATFORM_PREVIOUS_SECRET"),
            },
            providers: providers::Providers::read(&providers::Source {
                get: &get,
                sandbox_url: sandbox_url.as_deref(),
            })?,
            ladders: ladders::read(&get)?,
            ladder_pace: ladders::pace(get("LADDER_PACE"), production)?,
            sandbox_url,
        })
    }

    /// How a provider is asked what became of a payment or a refund.
    #[must_use]
    pub fn ladder(&self, provider: &str) -> Ladder {
        self.ladders.get(provider).copied().unwrap_or_default()
    }

    /// Origins that a form may lead to besides our own, for the content security policy.
    #[must_use]
    pub fn form_targets(&self) -> Vec<String> {
        let mut origins = self.national_platform.pay_origins.clone();
        origins.extend(self.providers.pay_origins());
        origins.extend_from_slice(self.issuers.origins());
        origins.sort();
        origins.dedup();
        origins
    }
}

/// Reads `FRAME_ORIGINS`. The sandbox is on the other name of this machine, which makes it another site.
fn frame_origins(
    set: Option<String>,
    sandbox_url: Option<&str>,
) -> Result<Vec<String>, ConfigError> {
    let in_sandbox = || {
        let url = sandbox_url?;
        Some(format!("{url} {}", url.replace("127.0.0.1", "localhost")))
    };
    let origins = set.or_else(in_sandbox).unwrap_or_default();
    origins
        .split_whitespace()
        .map(|origin| {
            let host = origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"));
            match host {
                Some(host)
                    if !host.is_empty() && !host.contains(['/', ';', ',', '*', '?', '#', '@']) =>
                {
                    Ok(origin.to_owned())
                }
                _ => Err(ConfigError {
                    name: "FRAME_ORIGINS",
                    why: format!("{origin} is no origin such as https://dichvucong.example.vn"),
                }),
            }
        })
        .collect()
}

fn codes_per_hour(set: Option<String>) -> Result<u32, ConfigError> {
    match set.map(|set| set.parse()) {
        None => Ok(2000),
        Some(Ok(codes)) if codes > 0 => Ok(codes),
        Some(_) => Err(ConfigError {
            name: "CODES_PER_HOUR",
            why: "is a whole number above 0".into(),
        }),
    }
}

fn connections(set: Option<String>) -> Result<u32, ConfigError> {
    let Some(set) = set else {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        return Ok(u32::try_from(2 * processors + 1).unwrap_or(u32::MAX));
    };
    set.parse()
        .ok()
        .filter(|connections| (1..=1000).contains(connections))
        .ok_or(ConfigError {
            name: "DATABASE_CONNECTIONS",
            why: "is a whole number from 1 to 1000".into(),
        })
}

/// Shows no secret.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("embedded_database", &self.database_url.is_none())
            .field("data_dir", &self.data_dir)
            .field("public_url", &self.public_url)
            .field("production", &self.production)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn production_starts_only_with_everything_it_needs_and_never_with_the_sandbox() {
        let mut variables = HashMap::from([
            ("PRODUCTION", "1"),
            ("SANDBOX_URL", "http://127.0.0.1:8090"),
        ]);
        let read = |variables: &HashMap<&str, &str>| {
            Config::read(|name| variables.get(name).map(|value| (*value).to_owned()))
        };
        for (name, value) in [
            ("PUBLIC_URL", "https://dichvucong.tayninh.gov.vn"),
            ("SMS_URL", "https://sms.example.vn"),
            ("VOICE_URL", "https://voice.example.vn"),
            ("SMTP_URL", "smtps://mail.example.vn"),
            ("MAIL_FROM", "dvc@example.vn"),
            ("NATIONAL_PLATFORM_URL", "https://pay.example.vn"),
            ("NATIONAL_PLATFORM_PAY_ORIGINS", "https://pay.example.vn"),
            ("NATIONAL_PLATFORM_PARTNER", "P"),
            ("NATIONAL_PLATFORM_SECRET", "s"),
        ] {
            assert!(read(&variables).is_err(), "started without {name}");
            variables.insert(name, value);
        }
        let config = read(&variables).unwrap();
        assert_eq!(config.sandbox_url, None);
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[test]
    fn requests_have_a_connection_whatever_is_set() {
        assert!(connections(None).unwrap() >= 3);
        assert_eq!(connections(Some("40".into())).unwrap(), 40);
        for wrong in ["0", "1001", "-1", "many", "4.5"] {
            assert!(connections(Some(wrong.into())).is_err(), "{wrong}");
        }
    }
}
