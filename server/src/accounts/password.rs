//! Password hashes: Argon2id with the parameters of the OWASP cheat sheet, a few at a time.

use crate::{
    http::{Error, Result},
    state::AppState,
};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use std::sync::LazyLock;

/// 19 MiB, two passes, one lane.
static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params =
        Params::new(19 * 1024, 2, 1, None).expect("the parameters are within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// Hashed once, to be compared with where there is no account, so that the time tells nothing.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hash_now("khong-co-tai-khoan-nay").expect("hashing a constant with constant parameters works")
});

fn hash_now(password: &str) -> std::result::Result<String, argon2::password_hash::Error> {
    Ok(ARGON2.hash_password(password.as_bytes())?.to_string())
}

/// Hashes a password.
///
/// # Errors
/// Only where the pool of hashing threads is gone.
pub async fn hash(app: &AppState, password: String) -> Result<String> {
    run(app, move || {
        hash_now(&password).map_err(|error| Error::internal(error.to_string()))
    })
    .await?
}

/// Whether the password is the account's. Takes as long where there is no account.
///
/// # Errors
/// Only where the pool of hashing threads is gone.
pub async fn verify(app: &AppState, password: String, stored: Option<String>) -> Result<bool> {
    run(app, move || {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let matches = PasswordHash::new(&stored)
            .is_ok_and(|hash| ARGON2.verify_password(password.as_bytes(), &hash).is_ok());
        exists && matches
    })
    .await
}

/// Makes the first comparison with nobody as quick as every other.
pub fn warm_up() {
    LazyLock::force(&NOBODY);
}

async fn run<T: Send + 'static>(
    app: &AppState,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let permit = app
        .password_hashing
        .clone()
        .acquire_owned()
        .await
        .map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    })
    .await
    .map_err(Error::internal)
}
