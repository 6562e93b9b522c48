//! What is kept of a ceremony between its two requests: bound to a browser by a cookie, answered once.

use crate::{
    http::{
        Cx, Error, Result,
        cookies::{self, Token},
    },
    payments::events::stored_name,
};
use app::api::{Problem, ProblemCode};
use domain::language::text;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// How long an authenticator may take (W3C Web Authentication Level 3, section 15.1).
pub(super) const LIFETIME: Duration = Duration::minutes(5);

/// What a ceremony is for; it cannot be finished as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    Added,
    SignIn,
    SecondFactor,
    Proof,
}

impl Purpose {
    const fn kind(self) -> &'static str {
        match self {
            Self::Added => "passkey_added",
            Self::SignIn | Self::SecondFactor | Self::Proof => "passkey_shown",
        }
    }
}

/// Begins a ceremony, about an account where one is known, and yields the cookie that binds it to the browser.
pub(super) async fn begin(
    cx: &Cx,
    purpose: Purpose,
    account_id: Option<Uuid>,
    state: &impl Serialize,
) -> Result<String> {
    let token = Token::fresh();
    sqlx::query!(
        "with expired as (delete from ceremonies where expires_at < $5)
         insert into ceremonies (token_hash, kind, account_id, state, expires_at) values ($1, $2, $3, $4, $6)",
        token.hash(),
        purpose.kind(),
        account_id,
        json!({ "purpose": purpose, "state": state }),
        cx.now,
        cx.now + LIFETIME,
    )
    .execute(cx.db())
    .await?;
    Ok(token.set(cookies::CEREMONY, LIFETIME.whole_seconds(), cx.place))
}

/// Takes this browser's ceremony away, and yields what it began with. Whatever comes of the answer, there is no second one.
pub(super) async fn take<S: DeserializeOwned>(
    cx: &Cx,
    purpose: Purpose,
) -> Result<(Option<Uuid>, S)> {
    let token = cx.ceremony.as_ref().ok_or_else(over)?;
    let row = sqlx::query!(
        r#"delete from ceremonies where token_hash = $1 and kind = $2 and state ->> 'purpose' = $3
           returning account_id, state -> 'state' as "state!", expires_at"#,
        token.hash(),
        purpose.kind(),
        stored_name(purpose)?,
    )
    .fetch_optional(cx.db())
    .await?
    .filter(|row| row.expires_at > cx.now)
    .ok_or_else(over)?;
    Ok((row.account_id, serde_json::from_value(row.state)?))
}

fn over() -> Error {
    let title = text(
        "Đã hết thời gian dùng khóa truy cập.",
        "The time to use the passkey has passed.",
    );
    Problem::new(410, ProblemCode::FlowExpired, title)
        .with_detail(text("Bấm để thử lại.", "Press to try again."))
        .into()
}
