//! `server check`: what a start would refuse, and what is perhaps not meant, without starting anything.

use crate::{
    accounts::passkeys,
    config::{Config, Environment, Examination, identity::IdentityProviders},
    http::assets,
    installation::{self, Purpose},
    messages::Mailer,
    payments::Providers,
    state::StateError,
};
use sqlx::{Connection, PgConnection};
use std::{fmt, time::Duration};
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
    match &config.database_url {
        Some(url) => look_at_database(url, config.production, &mut report).await,
        None => report.warnings.push(
            "The server’s own Postgres was not looked at, because it runs only while the server does.".into(),
        ),
    }
    report
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
    let refused = refused.into_iter().flatten();
    refused
        .map(|error| format!("{error}."))
        .chain(client)
        .collect()
}

fn error<T>(result: Result<T, impl Into<StateError>>) -> Option<StateError> {
    result.err().map(Into::into)
}

async fn look_at_database(url: &str, production: bool, report: &mut Report) {
    let purpose = timeout(PATIENCE, async {
        let mut connection = PgConnection::connect(url).await?;
        let purpose = installation::purpose(&mut connection).await?;
        connection.close().await?;
        Ok(purpose)
    });
    match purpose.await {
        Ok(Ok(purpose)) => {
            let mismatch = installation::compare(purpose, Purpose::of(production)).err();
            report.refusals.extend(mismatch.map(|mismatch| mismatch.to_string()));
        }
        Ok(Err(error)) if is_undefined_table(&error) => report.warnings.push(
            "The database has not this version’s tables yet; run `server migrate`, then check whether it was a demonstration’s."
                .into(),
        ),
        Ok(Err(error)) => report
            .refusals
            .push(format!("DATABASE_URL cannot be used: {error}.")),
        Err(_) => report
            .refusals
            .push("DATABASE_URL names a database that does not answer within ten seconds.".into()),
    }
}

fn is_undefined_table(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == "42P01")
}
