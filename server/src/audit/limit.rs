//! Entries that strangers cause, who can fail to sign in as often as they like. Whatever is done with an account is written
//! without a limit, because it has limits of its own.

use super::Entry;
use crate::{
    accounts::throttle::{self, Limit},
    http::{Cx, Error, Result, client_address::counted_as},
    payments::events::stored_name,
};
use time::Duration;

/// Entries about one network address.
const PER_ADDRESS: Limit = Limit {
    name: "audit-address",
    burst: 60,
    per: Duration::hours(1),
};
/// Entries about everybody who is not known.
const OF_ALL: Limit = Limit {
    name: "audit-strangers",
    burst: 3_000,
    per: Duration::hours(1),
};

impl Entry {
    /// Writes an entry that a stranger causes, so many an hour; beyond that it is counted by its name (`left_out`). Not in a
    /// transaction: it takes a connection of its own.
    ///
    /// # Errors
    /// A database error.
    pub async fn write_for_stranger(self, cx: &Cx) -> Result<()> {
        let address = counted_as(cx.client_ip).to_string();
        let allowed = match throttle::take(cx.db(), PER_ADDRESS, &address, cx.now).await {
            Ok(()) => throttle::take(cx.db(), OF_ALL, "", cx.now).await,
            refused => refused,
        };
        match allowed {
            Ok(()) => self.write(cx.db(), cx).await,
            Err(Error::Problem(problem)) if problem.status == 429 => {
                let what = format!("audit:{}", stored_name(self.event)?);
                cx.app.left_out.count(what, 0);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
