//! How many codes go out: to a number or an e-mail address, from a network address, and over all.

use super::Stored;
use crate::{
    accounts::{address_limit, throttle},
    http::{Cx, Error, Result},
    state::AppState,
};
use time::{Duration, OffsetDateTime};

/// Codes of everybody together; how many, is configuration. Whoever floods the gateway does not spend the province’s money.
const CODES_OF_ALL: throttle::Limit = throttle::Limit {
    name: "code-all",
    burst: 0,
    per: Duration::hours(1),
};
/// Codes asked for again in one recovery.
const CODES_PER_FLOW: throttle::Limit = throttle::Limit {
    name: "code-flow",
    burst: 5,
    per: Duration::hours(1),
};
/// Codes to one number or e-mail address.
const CODES_PER_DESTINATION: throttle::Limit = throttle::Limit {
    name: "code-phone",
    burst: 5,
    per: Duration::hours(1),
};
/// Codes asked for from one address.
const CODES_PER_ADDRESS: throttle::Limit = throttle::Limit {
    name: "code-address",
    burst: 20,
    per: Duration::hours(1),
};

/// Limits codes to a destination that whoever asks knows.
///
/// # Errors
/// 429, or a database error.
pub async fn throttle_codes(cx: &Cx, destination: &str) -> Result<()> {
    throttle_address(cx).await?;
    throttle_destination(&cx.app, destination, cx.now).await
}

/// Limits how many codes are asked for from a network address.
///
/// # Errors
/// 429, or a database error.
pub async fn throttle_address(cx: &Cx) -> Result<()> {
    address_limit::take(cx, CODES_PER_ADDRESS).await
}

/// Gives a code that was typed in right back to the network address that asked for it: it was no stranger's.
pub(super) async fn give_back_to_address(cx: &Cx) -> Result<()> {
    address_limit::give_back(cx, CODES_PER_ADDRESS).await
}

async fn throttle_destination(
    app: &AppState,
    destination: &str,
    now: OffsetDateTime,
) -> Result<()> {
    throttle::take(&app.db, CODES_PER_DESTINATION, destination, now).await?;
    let budget = throttle::Limit {
        burst: app.config.codes_per_hour,
        ..CODES_OF_ALL
    };
    throttle::take(&app.db, budget, "", now).await
}

/// Whether a code may go to where nobody is told that it goes. Beyond the limits nothing is sent, and nobody is told of that,
/// either: a limit would say that there is somebody.
///
/// # Errors
/// A database error.
pub(super) async fn may_send_quietly(
    app: &AppState,
    destination: &str,
    now: OffsetDateTime,
) -> Result<bool> {
    match throttle_destination(app, destination, now).await {
        Ok(()) => Ok(true),
        Err(Error::Problem(problem)) if problem.status == 429 => Ok(false),
        Err(error) => Err(error),
    }
}

/// Limits codes asked for again. A recovery is counted by itself: the limits of a destination must not tell that there is one.
pub(super) async fn throttle_repeat(cx: &Cx, flow: &Stored) -> Result<()> {
    match flow.destination() {
        Some(destination) if !flow.is_recovery() => throttle_codes(cx, destination).await,
        _ => {
            throttle_address(cx).await?;
            let itself = hex::encode(&flow.token_hash);
            throttle::take(cx.db(), CODES_PER_FLOW, &itself, cx.now).await
        }
    }
}
