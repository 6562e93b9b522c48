//! `server check`: what a start would refuse, but for ports that are taken, and what is perhaps not meant; without starting
//! anything.

use crate::{
    attachments::heic,
    auth::passkeys,
    config::{Config, Environment, Examination, identity::IdentityProviders},
    database::{self, PoolerError},
    http::assets,
    installation::{self, Purpose},
    listener::{self, TooFewFiles},
    login::certificate,
    notifications::delivery::Mailer,
    payments::Providers,
    state::{StateError, WAITING_CONNECTIONS},
};
use embedded_postgres::EmbeddedPostgres;
use rustix::fs::{Access, access};
use sqlx::{Connection, PgConnection};
use std::{fmt, path::Path, time::Duration};
use tokio::time::timeout;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was found, each in a sentence.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What a start would refuse.
    pub refusals: Vec<String>,
    /// What can be used, and is perhaps not meant.
    pub warnings: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for refusal in &self.refusals {
            writeln!(f, "refused: {refusal}")?;
        }
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        write!(
            f,
            "{} refused, {} warnings",
            self.refusals.len(),
            self.warnings.len()
        )
    }
}

/// Looks at the settings, at what is made of them, and at the database where one is named.
pub async fn check(environment: Environment) -> Report {
    let Examination { config, refusals } = Config::examine(environment);
    let mut report = Report {
        // Of settings that are refused nothing can be made.
        refusals: if refusals.is_empty() {
            unusable(&config)
        } else {
            refusals
        },
        warnings: config.warnings.clone(),
    };
    report.warnings.extend(pictures_as_they_are());
    let own = || EmbeddedPostgres::url_of_running(&config.data_dir.join("postgres"));
    match config.database_url.clone().map_or_else(own, |url| Ok(Some(url))) {
        Ok(Some(url)) => look_at_database(&url, &config, &mut report).await,
        Ok(None) => report.warnings.push(
            "The server’s own Postgres was not looked at, because it runs only while the server does.".into(),
        ),
        Err(error) => report.refusals.push(format!("{error}.")),
    }
    report
}

/// Connections at once. Callbacks' have as many again, where they have a listener of their own.
///
/// # Errors
/// The process may not open so many files.
pub fn connections(config: &Config) -> Result<usize, TooFewFiles> {
    let database = config.database_connections + WAITING_CONNECTIONS;
    let listeners = 1 + usize::from(config.limits.callback_port.is_some());
    listener::connections_allowed(config.limits.connections, database as usize, listeners)
}

/// What the settings are refused for where they are put to use.
fn unusable(config: &Config) -> Vec<String> {
    // Fails only where another part of the process has installed one, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let refused = [
        Providers::from_config(config).err(),
        error(IdentityProviders::from_config(&config.issuers)),
        error(Mailer::from_url(&config.smtp_url)),
        error(passkeys::relying_party(&config.public_url)),
    ];
    let client = assets::discover(&config.site_root).err().map(|error| {
        let folder = config.site_root.display();
        format!("SITE_ROOT has no built client ({folder}: {error}).")
    });
    let others = [
        certificate::check_files(&config.signing.authorities).err(),
        connections(config).err().map(|error| error.to_string()),
        not_writable(&config.data_dir),
    ];
    let refused = refused.into_iter().flatten().map(|error| error.to_string());
    refused
        .chain(others.into_iter().flatten())
        .map(|error| format!("{error}."))
        .chain(client)
        .collect()
}

/// What officers miss where what makes JPEGs is not installed.
fn pictures_as_they_are() -> Option<String> {
    let missing = heic::missing_programs();
    (!missing.is_empty()).then(|| {
        format!(
            "Officers get iPhones’ pictures as HEIC, because {} cannot be found (Debian’s libheif-examples, util-linux).",
            missing.join(" and ")
        )
    })
}

/// Whether a folder, or where it would be made, cannot be written to.
fn not_writable(folder: &Path) -> Option<String> {
    let folder = std::path::absolute(folder).ok()?;
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let writable = Access::WRITE_OK | Access::EXEC_OK;
    let error = access(there, writable).err()?;
    Some(format!(
        "DATA_DIR: {} cannot be written to: {error}",
        there.display()
    ))
}

fn error<T>(result: Result<T, impl Into<StateError>>) -> Option<StateError> {
    result.err().map(Into::into)
}

async fn look_at_database(url: &str, config: &Config, report: &mut Report) {
    let direct = config.database_direct_url.as_deref();
    let purpose = timeout(PATIENCE, async {
        database::check_pooler(url, direct).await?;
        let mut connection = PgConnection::connect(direct.unwrap_or(url)).await?;
        let purpose = installation::purpose(&mut connection).await?;
        connection.close().await?;
        Ok::<_, PoolerError>(purpose)
    });
    match purpose.await {
        Ok(Ok(purpose)) => {
            let mismatch = installation::compare(purpose, Purpose::of(config.production)).err();
            report.refusals.extend(mismatch.map(|mismatch| mismatch.to_string()));
        }
        Ok(Err(PoolerError::Database(error))) if is_undefined_table(&error) => report.warnings.push(
            "The database has not this version’s tables yet; run `server migrate`, then check whether it was a demonstration’s."
                .into(),
        ),
        Ok(Err(error)) => report
            .refusals
            .push(format!("The database cannot be used: {error}.")),
        Err(_) => report
            .refusals
            .push("DATABASE_URL names a database that does not answer within ten seconds.".into()),
    }
}

fn is_undefined_table(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == "42P01")
}
