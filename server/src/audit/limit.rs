//! Entries that strangers cause, who can fail to sign in as often as they like. Whatever is done with an account is written
//! without a limit, because it has limits of its own.

use super::Entry;
use crate::{
    client_address::counted_as,
    http::{RequestContext, Result},
    rate_limit::{self, Limit},
};
use time::Duration;

/// Entries about one network address.
const PER_ADDRESS: Limit = Limit {
    name: "audit-address",
    burst: 60,
    per: Duration::hours(1),
};
/// Entries about one account: whoever tries others' names leaves no less room for what is tried on this one.
const PER_ACCOUNT: Limit = Limit {
    name: "audit-account",
    burst: 60,
    per: Duration::hours(1),
};
/// Entries about nobody's account, of one step: what costs a stranger nothing leaves room for what costs a captcha.
const OF_NOBODY: Limit = Limit {
    name: "audit-strangers",
    burst: 3_000,
    per: Duration::hours(1),
};

impl Entry {
    /// Writes an entry that a stranger causes, so many an hour; beyond that it is counted by its name (`left_out`). Not in a
    /// transaction: it takes a connection of its own.
    pub async fn write_for_stranger(self, cx: &RequestContext) -> Result<()> {
        let address = counted_as(cx.client_ip).to_string();
        let (limit, whom) = match self.account_id {
            Some(account) => (PER_ACCOUNT, account.to_string()),
            None => (OF_NOBODY, self.detail["step"].to_string()),
        };
        let allowed = rate_limit::try_take(cx.db(), PER_ADDRESS, &address, cx.now)
            .await?
            .is_some()
            && rate_limit::try_take(cx.db(), limit, &whom, cx.now)
                .await?
                .is_some();
        if allowed {
            return self.write(cx.db(), cx).await;
        }
        let what = format!("audit:{}", self.event);
        cx.app.left_out.count(what, 0);
        Ok(())
    }
}
