//! Browsers that an account knows, because its owner has signed in there: they have limits of their own, so that strangers who use
//! up the account's do not lock its owner out.

use crate::{
    client_address::counted_as,
    http::{
        RequestContext, Result,
        cookies::{self, Token},
    },
    rate_limit::{self, Limit},
};
use domain::{login_name::LoginName, phone::PhoneNumber};
use sqlx::{PgConnection, PgPool};
use time::Duration;
use uuid::Uuid;

/// How long a browser is known after somebody signed in with it.
pub const KNOWN_FOR: Duration = Duration::days(365);

/// So many browsers an account knows, the newest.
const MOST_KNOWN: i64 = 20;

/// Remembers the browser of a request, and yields the cookie by which it is known.
pub async fn remember(
    tx: &mut PgConnection,
    cx: &RequestContext,
    account_id: Uuid,
) -> Result<String> {
    let known = cx.known_browser.clone().unwrap_or_else(Token::fresh);
    sqlx::query!(
        "insert into known_browsers (token_hash, account_id, last_seen_at) values ($1, $2, $3)
         on conflict (token_hash, account_id) do update set last_seen_at = $3",
        known.hash(),
        account_id,
        cx.now,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from known_browsers where (token_hash, account_id) in (
             select token_hash, account_id from known_browsers where account_id = $1
             order by last_seen_at desc, token_hash = $3 desc offset $2)",
        account_id,
        MOST_KNOWN,
        known.hash(),
    )
    .execute(tx)
    .await?;
    Ok(known.set(
        cookies::KNOWN_BROWSER,
        KNOWN_FOR.whole_seconds(),
        cx.embedding,
    ))
}

/// How many times as many tries a name has from everywhere as from one network address.
const FROM_EVERYWHERE: u32 = 10;

/// Takes one of the tries of a name. A browser in which somebody has signed in to the account before ([`known_browser`]) has
/// tries of its own, and so has each network address: strangers who use up theirs do not lock the owner out, but from very many
/// addresses at once.
///
/// # Errors
/// 429, or a database error.
pub async fn limit_tries(
    cx: &RequestContext,
    limit: Limit,
    name: &LoginName,
    known_browser: Option<&str>,
) -> Result<()> {
    let name = name.as_str();
    if let Some(browser) = known_browser {
        return rate_limit::take(cx.db(), limit, &format!("{name}{browser}"), cx.now).await;
    }
    let from = counted_as(cx.client_ip);
    rate_limit::take(cx.db(), limit, &format!("{name} {from}"), cx.now).await?;
    let everywhere = Limit {
        burst: limit.burst * FROM_EVERYWHERE,
        ..limit
    };
    rate_limit::take(cx.db(), everywhere, name, cx.now).await
}

/// The hash of what the account of this name knows this browser by, if it does, hexadecimal. There is nothing to look for, and so
/// nothing to be seen by its time, in a browser that nobody has signed in with.
pub async fn known_browser(cx: &RequestContext, name: &LoginName) -> Result<Option<String>> {
    let Some(browser) = &cx.known_browser else {
        return Ok(None);
    };
    let known = sqlx::query_scalar!(
        r#"select exists (select from known_browsers
                          where token_hash = $1 and account_id = account_named($2)) as "known!""#,
        browser.hash(),
        name.as_str()
    )
    .fetch_one(cx.db())
    .await?;
    Ok(known.then(|| hex::encode(browser.hash())))
}

/// The same for an account.
pub async fn browser_known_to(cx: &RequestContext, account_id: Uuid) -> Result<Option<String>> {
    let Some(browser) = &cx.known_browser else {
        return Ok(None);
    };
    let browser = hex::encode(browser.hash());
    Ok(knows(cx.db(), account_id, &browser)
        .await?
        .then_some(browser))
}

/// The same for the account of a telephone.
pub async fn browser_known_by(cx: &RequestContext, phone: &PhoneNumber) -> Result<Option<String>> {
    let Some(browser) = &cx.known_browser else {
        return Ok(None);
    };
    let known = sqlx::query_scalar!(
        r#"select exists (select from known_browsers k join accounts a on a.id = k.account_id
                          where k.token_hash = $1 and a.phone = $2) as "known!""#,
        browser.hash(),
        phone.as_str()
    )
    .fetch_one(cx.db())
    .await?;
    Ok(known.then(|| hex::encode(browser.hash())))
}

/// Whether an account knows a browser, by the hash that [`known_browser`] yields.
pub async fn knows(db: &PgPool, account_id: Uuid, browser: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from known_browsers
                          where token_hash = decode($1, 'hex') and account_id = $2) as "known!""#,
        browser,
        account_id
    )
    .fetch_one(db)
    .await?)
}
