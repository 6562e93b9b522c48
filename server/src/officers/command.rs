//! `server administrator` and `server reset-password`: for whoever runs the portal, where no administrator could do it.

use super::{make::appoint, reset_password::take_password};
use crate::{
    audit::{Event, Object},
    http,
    notifications::{self, Notification},
};
use app::{api::accounts::Role, forms::officer::Post, locales::labels::FORGOT_PASSWORD};
use domain::{identity::IdentityNumber, language::Language};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("{0} is no identity number: 9 or 12 digits")]
    Number(String),
    #[error(
        "no account that is open has the identity number {0}; they register at the portal first"
    )]
    NoAccount(String),
    /// An administrator changes what officers work as.
    #[error("{0} is an officer’s already; an administrator can give them another role")]
    AlreadyOfficer(String),
    /// Others set their password anew by themselves.
    #[error("{0} is no officer’s; citizens set another password by themselves")]
    NoOfficer(String),
    #[error("there are no units yet; run `server import` first")]
    NoUnits,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Other(#[from] http::Error),
}

/// Makes whoever has registered with an identity number an administrator of the whole province: the first one, whom nobody else
/// could make.
///
/// # Errors
/// There is no such account, it is an officer's already, or a database error.
pub async fn administrator(
    db: &PgPool,
    typed: &str,
    now: OffsetDateTime,
) -> Result<String, CommandError> {
    let mut tx = db.begin().await?;
    let account_id = account(&mut tx, typed).await?;
    let root =
        sqlx::query!("select code, name from units where parent is null order by code limit 1")
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(CommandError::NoUnits)?;
    let post = Post {
        unit_code: root.code,
        roles: vec![Role::Administrator],
    };
    if !appoint(&mut tx, account_id, &post, now).await? {
        return Err(CommandError::AlreadyOfficer(typed.to_owned()));
    }
    Event::OfficerMade
        .of(account_id)
        .on(Object::Officer(account_id))
        .by_operator()
        .making(json!({ "unit": root.name, "roles": post.roles }))
        .write_without_request(&mut *tx, now)
        .await?;
    notifications::recipient(&mut tx, account_id)
        .await?
        .notify(&mut tx, Notification::OfficerAppointed, now)
        .await?;
    tx.commit().await?;
    Ok(format!("{typed} is an administrator of {}", root.name))
}

/// Takes an officer's password, so that another can be set by telephone.
///
/// # Errors
/// There is no such officer, or a database error.
pub async fn reset_password(
    db: &PgPool,
    typed: &str,
    now: OffsetDateTime,
) -> Result<String, CommandError> {
    let mut tx = db.begin().await?;
    let account_id = account(&mut tx, typed).await?;
    let is_officer = sqlx::query_scalar!(
        r#"select exists (select from officers where account_id = $1 and ended_at is null) as "is_officer!""#,
        account_id
    )
    .fetch_one(&mut *tx)
    .await?;
    if !is_officer {
        return Err(CommandError::NoOfficer(typed.to_owned()));
    }
    take_password(&mut tx, account_id, now).await?;
    Event::OfficerPasswordReset
        .of(account_id)
        .on(Object::Officer(account_id))
        .by_operator()
        .write_without_request(&mut *tx, now)
        .await?;
    tx.commit().await?;
    Ok(format!(
        "{typed} is signed out everywhere and sets another password under “{}”",
        FORGOT_PASSWORD.to(Language::Vietnamese)
    ))
}

async fn account(tx: &mut PgConnection, typed: &str) -> Result<Uuid, CommandError> {
    let number =
        IdentityNumber::parse(typed).map_err(|_| CommandError::Number(typed.to_owned()))?;
    sqlx::query_scalar!(
        "select id from accounts where id = account_named($1) and state = 'active'",
        number.as_str()
    )
    .fetch_optional(tx)
    .await?
    .ok_or_else(|| CommandError::NoAccount(typed.to_owned()))
}
