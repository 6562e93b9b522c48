//! How many codes the province sends in all, by who asks for them. Each budget is spent by itself: whoever floods one does not
//! touch the others. Operators hear of it before one is empty.

use crate::{
    config::CodesPerHour,
    http::Result,
    metrics,
    rate_limit::{self, Limit},
    state::AppState,
};
use time::{Duration, OffsetDateTime};

/// Below this share of a budget operators are warned.
const LOW: f64 = 0.25;
/// Warnings of one kind, however many servers and requests there are.
const WARNINGS: Limit = Limit {
    name: "code-warning",
    burst: 1,
    per: Duration::minutes(10),
};

/// Whose codes are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// Of whoever proved something: a password, a session, a browser that the account knows.
    SignIn,
    Registration,
    /// Of whoever says that an account is theirs.
    Recovery,
}

impl Budget {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Registration => "registration",
            Self::Recovery => "recovery",
        }
    }

    const fn limit(self, of: CodesPerHour) -> Limit {
        let (name, burst) = match self {
            Self::SignIn => ("codes-sign-in", of.sign_in),
            Self::Registration => ("codes-registration", of.registration),
            Self::Recovery => ("codes-recovery", of.recovery),
        };
        Limit {
            name,
            burst,
            per: Duration::hours(1),
        }
    }

    /// Takes one code; false where none is left.
    pub async fn take_quietly(self, app: &AppState, now: OffsetDateTime) -> Result<bool> {
        let limit = self.limit(app.config.codes_per_hour);
        let left = rate_limit::try_take(&app.db, limit, "", now).await?;
        let share = left.unwrap_or(0.0) / f64::from(limit.burst);
        metrics::codes_left(self.name(), share);
        match left {
            None => {
                metrics::code_refused(self.name());
                self.warn(app, "empty", 0.0, now).await?;
            }
            Some(left) if share < LOW => self.warn(app, "low", left, now).await?,
            Some(_) => {}
        }
        Ok(left.is_some())
    }

    /// Takes one code.
    ///
    /// # Errors
    /// 429 where none is left, or a database error.
    pub async fn take(self, app: &AppState, now: OffsetDateTime) -> Result<()> {
        if self.take_quietly(app, now).await? {
            Ok(())
        } else {
            let limit = self.limit(app.config.codes_per_hour);
            rate_limit::refuse(&app.db, limit, "", now).await
        }
    }

    async fn warn(
        self,
        app: &AppState,
        level: &'static str,
        left: f64,
        now: OffsetDateTime,
    ) -> Result<()> {
        let of_this_kind = format!("{} {level}", self.name());
        if rate_limit::try_take(&app.db, WARNINGS, &of_this_kind, now)
            .await?
            .is_some()
        {
            let per_hour = self.limit(app.config.codes_per_hour).burst;
            tracing::warn!(
                budget = self.name(),
                level,
                left = left.floor(),
                per_hour,
                "the budget of one-time codes is running out"
            );
        }
        Ok(())
    }
}
