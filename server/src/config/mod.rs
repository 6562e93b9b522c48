//! Configuration: environment variables with defaults that run everything on one machine, read once and checked at start.
//!
//! [`Environment`] has a reader for each kind of value; what cannot be used is refused, all of it at once. `misspelling`
//! finds variables that were meant to be ours, `production` knows what a portal must not run on where citizens pay.

pub mod audit;
mod codes;
mod environment;
pub mod identity;
pub mod limits;
mod misspelling;
pub mod networks;
mod production;
pub mod providers;
pub mod retention;
mod section;
pub mod storage;
mod warnings;

pub use codes::CodesPerHour;
pub use environment::Environment;

use ::providers::Settings;
use domain::{payment::PollSchedule, person::Address};
use lettre::message::Mailbox;
use networks::Peer;
use section::Source;
use sqlx::postgres::PgConnectOptions;
use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZero,
    path::PathBuf,
    thread,
};
use tracing_subscriber::EnvFilter;

#[derive(Clone)]
pub struct Config {
    /// `BIND`:`PORT`, default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `ADMIN_PORT`: `/metrics`, on this machine only. Default 9090, and none where that is taken.
    pub admin_port: Option<u16>,
    /// `DATABASE_URL`; without it the server runs its own Postgres under `DATA_DIR`.
    pub database_url: Option<String>,
    /// `DATABASE_DIRECT_URL`: Postgres itself, where `DATABASE_URL` leads to a connection pooler; for migrations, jobs and
    /// listening.
    pub database_direct_url: Option<String>,
    /// `DATABASE_CONNECTIONS`: how many requests share. Default: two for each processor and one (PostgreSQL
    /// wiki, “Number Of Database Connections”); to be set where it runs on another machine.
    pub database_connections: u32,
    /// `DATA_DIR`, default `.data`.
    pub data_dir: PathBuf,
    /// `SITE_ROOT`: the built client, default `target/site`.
    pub site_root: PathBuf,
    /// `PUBLIC_URL`: the address citizens use, without a slash at its end; printed on receipts. Default
    /// `http://127.0.0.1:PORT`.
    pub public_url: String,
    /// `PRODUCTION=1`: no demonstration accounts, no captcha answers, no sandbox.
    pub production: bool,
    /// `HOTLINE`: telephone number of the help desk. Default: the one of the guide of 2020.
    pub hotline: String,
    /// `HELP_DESK_ADDRESS`: where the help desk receives people, none by default.
    pub help_desk_address: Option<String>,
    /// `ZALO_URL`: the province's Zalo account, none by default.
    pub zalo_url: Option<String>,
    /// `FRAME_ORIGINS`: sites that may frame the pages below `/embed`, origins separated by blanks. Default: the sandbox's
    /// provincial portal; in production nobody.
    pub frame_origins: Vec<String>,
    /// `SERVICE_WORKER=off`: browsers forget the service worker and what it has kept.
    pub service_worker: bool,
    /// `TRUST_FORWARDED_FOR`: whose `X-Forwarded-For` is believed: `1` for proxies on this machine, or networks. Default:
    /// nobody's.
    pub trusted_proxies: networks::Networks,
    /// `OFFICE_NETWORKS`: networks behind whose addresses there are many citizens, for the limits of an address.
    pub office_networks: networks::Networks,
    pub limits: limits::Limits,
    /// `SMS_URL`: where one-time codes are posted. Default: the sandbox's gateway.
    pub sms_url: String,
    /// `VOICE_URL`: where calls that read a code out are ordered. Default: the sandbox's.
    pub voice_url: String,
    /// `SMTP_URL`: the mail server, `smtp://…` or `smtps://user:password@…`. Default: the sandbox's.
    pub smtp_url: String,
    /// `MAIL_FROM`: sender of e-mails.
    pub mail_from: String,
    /// `SIGN_IN_CODES_PER_HOUR`, `REGISTRATION_CODES_PER_HOUR`, `RECOVERY_CODES_PER_HOUR`.
    pub codes_per_hour: CodesPerHour,
    /// `CAPTCHA_PICTURE=off`: no picture is shown; browsers work unseen and limits do the rest.
    pub captcha_picture: bool,
    pub audit: audit::Audit,
    /// `RETENTION_*_DAYS`: how long what was written down is kept.
    pub retention: retention::Retention,
    /// `STORAGE_*`, `UPLOADS_*`: how much an account may upload.
    pub storage: storage::Storage,
    /// `SANDBOX_URL`, only outside production.
    pub sandbox_url: Option<String>,
    /// The payment providers that are configured.
    pub providers: Vec<Settings>,
    pub issuers: identity::Issuers,
    pub signing: identity::Signing,
    /// `<PROVIDER>_POLL_PERCENT`: how providers are asked about payments and refunds, by code, where not as usual.
    pub poll_schedules: BTreeMap<&'static str, PollSchedule>,
    /// `POLL_TIME_SCALE`, only outside production: how many times as fast as the clock providers are asked about payments. For
    /// the replay; 1 by default.
    pub time_scale: u32,
    /// What can be used and is perhaps not meant, each in a sentence.
    pub warnings: Vec<String>,
}

/// Settings that were looked at.
pub struct Examination {
    /// To be used only where nothing is refused: where something is, a default stands in for it.
    pub config: Config,
    /// What is refused, each in a sentence.
    pub refusals: Vec<String>,
}

/// Why nothing starts: everything that is refused, a line each.
#[derive(Debug, thiserror::Error)]
#[error("the settings are refused:\n  {}", .0.join("\n  "))]
pub struct Refusals(Vec<String>);

impl Config {
    pub fn from_env() -> Result<Self, Refusals> {
        Self::read(Environment::of_process())
    }

    pub fn read(environment: Environment) -> Result<Self, Refusals> {
        let Examination { config, refusals } = Self::examine(environment);
        if refusals.is_empty() {
            Ok(config)
        } else {
            Err(Refusals(refusals))
        }
    }

    #[must_use]
    pub fn examine(environment: Environment) -> Examination {
        let mut config = Self::from_environment(&environment);
        config.warnings = warnings::of(&config, &environment);
        Examination {
            config,
            refusals: environment.into_refusals(),
        }
    }

    fn from_environment(environment: &Environment) -> Self {
        let production = environment.read_production();
        let address = "an IP address, such as 127.0.0.1";
        let bind: Option<IpAddr> = environment.parsed("BIND", address, |text| {
            text.trim_matches(['[', ']']).parse().ok()
        });
        let port = environment.number("PORT", 0..=u16::MAX).unwrap_or(8080);
        let sandbox_url = (!production).then(|| {
            let set = environment.origin("SANDBOX_URL");
            set.unwrap_or_else(|| "http://127.0.0.1:8090".into())
        });
        let public_url = environment.origin("PUBLIC_URL").or_else(|| {
            let of_this_machine = format!("http://127.0.0.1:{port}");
            (!production).then_some(of_this_machine)
        });
        let public_url = environment.needed("PUBLIC_URL", public_url);
        let source = Source {
            environment,
            sandbox_url: sandbox_url.as_deref(),
        };
        // What other parts of the program read for themselves.
        environment.text("PG_BIN_DIR");
        environment.parsed("RUST_LOG", "what to log, such as info,sqlx=warn", |text| {
            EnvFilter::try_new(text).ok()
        });
        Self {
            issuers: identity::Issuers::read(&source, &public_url),
            signing: identity::Signing::read(&source),
            listen: (bind.unwrap_or(Ipv4Addr::LOCALHOST.into()), port).into(),
            admin_port: environment.number("ADMIN_PORT", 0..=u16::MAX),
            database_url: database_url(environment, "DATABASE_URL"),
            database_direct_url: database_direct_url(environment),
            database_connections: connections(environment),
            data_dir: path(environment, "DATA_DIR", ".data"),
            site_root: path(environment, "SITE_ROOT", "target/site"),
            public_url,
            production,
            hotline: hotline(environment),
            help_desk_address: help_desk_address(environment),
            zalo_url: environment.url("ZALO_URL"),
            frame_origins: frame_origins(environment, sandbox_url.as_deref()),
            service_worker: environment.on_off("SERVICE_WORKER").unwrap_or(true),
            trusted_proxies: networks::Networks::of_proxies(environment),
            office_networks: networks::Networks::of_offices(environment),
            limits: limits::read(environment),
            sms_url: gateway(&source, "SMS_URL", "/sandbox/sms"),
            voice_url: gateway(&source, "VOICE_URL", "/sandbox/voice"),
            smtp_url: smtp_url(environment),
            mail_from: mail_from(environment),
            codes_per_hour: CodesPerHour::read(environment),
            captcha_picture: environment.on_off("CAPTCHA_PICTURE").unwrap_or(true),
            audit: audit::Audit::read(environment),
            retention: retention::Retention::read(environment),
            storage: storage::Storage::read(environment),
            providers: providers::read(&source),
            poll_schedules: providers::poll_schedules(environment),
            time_scale: providers::time_scale(environment),
            sandbox_url,
            warnings: Vec::new(),
        }
    }

    #[must_use]
    pub fn peer(&self, address: IpAddr) -> Peer {
        if address.to_canonical().is_loopback() || self.trusted_proxies.contain(address) {
            Peer::Proxy
        } else if self.office_networks.contain(address) {
            Peer::Office
        } else {
            Peer::Stranger
        }
    }

    #[must_use]
    pub fn poll_schedule(&self, provider: &str) -> PollSchedule {
        self.poll_schedules
            .get(provider)
            .copied()
            .unwrap_or_default()
    }

    /// Origins that a form may lead to besides our own, for the content security policy.
    #[must_use]
    pub fn form_targets(&self) -> Vec<String> {
        let providers = self.providers.iter();
        let mut origins: Vec<String> = providers.flat_map(Settings::pay_origins).collect();
        origins.extend_from_slice(self.issuers.origins());
        origins.sort();
        origins.dedup();
        origins
    }
}

/// Reads `FRAME_ORIGINS`. The sandbox is on the other name of this machine, which makes it another site.
fn frame_origins(environment: &Environment, sandbox_url: Option<&str>) -> Vec<String> {
    let in_sandbox = || {
        let url = sandbox_url?;
        Some(vec![url.to_owned(), url.replace("127.0.0.1", "localhost")])
    };
    if environment.text("FRAME_ORIGINS").as_deref() == Some("none") {
        return Vec::new();
    }
    let set = environment.origins("FRAME_ORIGINS");
    set.or_else(in_sandbox).unwrap_or_default()
}

fn path(environment: &Environment, name: &'static str, default: &str) -> PathBuf {
    environment
        .text(name)
        .unwrap_or_else(|| default.to_owned())
        .into()
}

fn hotline(environment: &Environment) -> String {
    let number = "a telephone number, such as 0276 3813 363";
    let set = environment.parsed("HOTLINE", number, |text| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let readable = |letter: char| letter.is_ascii_digit() || " +().-".contains(letter);
        ((3..=15).contains(&digits) && text.chars().all(readable)).then(|| text.to_owned())
    });
    set.unwrap_or_else(|| "0276 3813 363".into())
}

fn help_desk_address(environment: &Environment) -> Option<String> {
    let address =
        "an address of 5 to 200 characters on one line, such as 83 Phạm Tung, Tân Ninh, Tây Ninh";
    environment.parsed("HELP_DESK_ADDRESS", address, |text| {
        Address::parse(text).ok().map(String::from)
    })
}

fn gateway(source: &Source<'_>, name: &'static str, in_sandbox: &str) -> String {
    let set = source.environment.url(name);
    let in_sandbox = || Some(format!("{}{in_sandbox}", source.sandbox_url?));
    source.environment.needed(name, set.or_else(in_sandbox))
}

/// Whether it is an address of a Postgres. It holds a password, so it is not shown.
fn database_url(environment: &Environment, name: &'static str) -> Option<String> {
    let url = environment.text(name)?;
    let is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if !is_postgres || url.parse::<PgConnectOptions>().is_err() {
        let why = "must be an address such as postgres://user:password@host/database";
        environment.refuse(name, why);
        return None;
    }
    Some(url)
}

/// The way around a pooler, which there is only where a database is named.
fn database_direct_url(environment: &Environment) -> Option<String> {
    const NAME: &str = "DATABASE_DIRECT_URL";
    let direct = database_url(environment, NAME)?;
    if !environment.is_set("DATABASE_URL") {
        environment.refuse(NAME, "must not be set without DATABASE_URL");
        return None;
    }
    Some(direct)
}

/// It may hold a password, so it is not shown.
fn smtp_url(environment: &Environment) -> String {
    let production = environment.is_production();
    let set = environment.text("SMTP_URL").filter(|url| {
        let flaw = production::flaw_of_mail_server(url, production);
        if let Some(flaw) = flaw {
            environment.refuse("SMTP_URL", flaw);
        }
        flaw.is_none()
    });
    let in_sandbox = || (!production).then(|| "smtp://127.0.0.1:8025".into());
    environment.needed("SMTP_URL", set.or_else(in_sandbox))
}

fn mail_from(environment: &Environment) -> String {
    let sender = "a sender, such as Cổng Dịch vụ công <khong-tra-loi@dichvucong.example.vn>";
    let set = environment.parsed("MAIL_FROM", sender, |text| {
        text.parse::<Mailbox>().ok().map(|_| text.to_owned())
    });
    let in_sandbox = || {
        let sender = "Cổng Dịch vụ công tỉnh Tây Ninh <khong-tra-loi@dichvucong.example.vn>";
        (!environment.is_production()).then(|| sender.into())
    };
    environment.needed("MAIL_FROM", set.or_else(in_sandbox))
}

fn connections(environment: &Environment) -> u32 {
    environment
        .number("DATABASE_CONNECTIONS", 1..=1000)
        .unwrap_or_else(|| {
            let processors = thread::available_parallelism().map_or(1, NonZero::get);
            u32::try_from(2 * processors + 1).unwrap_or(u32::MAX)
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
mod readme;
#[cfg(test)]
mod tests;
