//! How the channels are doing, for officers; switching them on and off.

use super::reason_of;
use crate::{
    audit::{Event, Object},
    http::{RequestContext, Result},
    payments::health,
};
use app::{
    api::{
        Empty, Problem,
        finance::{ChannelMinutes, ChannelPath, ChannelState, ChannelStates, ChannelSwitch},
    },
    locales::language,
};
use domain::payment::health::{Try, health as told};
use serde_json::json;
use time::{Duration, OffsetDateTime};

/// Parts of the last hour.
const PARTS: usize = 12;
const PART: Duration = Duration::minutes(5);

/// Handles `GET /api/v1/finance/channels`.
///
/// # Errors
/// 401; 403; or a database error.
pub async fn index(cx: RequestContext, (): (), _: Empty) -> Result<ChannelStates> {
    cx.finance_reader()?;
    states(&cx).await
}

/// Handles `POST /api/v1/finance/channels/{code}`. Attempts that are under way go on.
///
/// # Errors
/// 401; 403; 404; 422 without a reason; or a database error.
pub async fn switch(
    cx: RequestContext,
    path: ChannelPath,
    input: ChannelSwitch,
) -> Result<ChannelStates> {
    let officer = cx.finance_maker()?;
    let reason = reason_of(&input.reason)?;
    let mut tx = cx.db().begin().await?;
    let before = sqlx::query_scalar!(
        "select enabled from payment_channels where code = $1 for update",
        path.code
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    // Where another was faster, nothing is done.
    if before != input.enabled {
        sqlx::query!(
            "update payment_channels set enabled = $2 where code = $1",
            path.code,
            input.enabled
        )
        .execute(&mut *tx)
        .await?;
        Event::ChannelSwitched
            .on(Object::Channel(path.code))
            .by(officer)
            .changing(
                json!({ "enabled": before }),
                json!({ "enabled": input.enabled }),
            )
            .because(reason)
            .write(&mut *tx, &cx)
            .await?;
    }
    tx.commit().await?;
    states(&cx).await
}

async fn states(cx: &RequestContext) -> Result<ChannelStates> {
    let channels = sqlx::query!(
        "select code, name, name_english, kind, provider, enabled from payment_channels order by position"
    )
    .fetch_all(cx.db())
    .await?;
    let mut tries = health::tries_since(cx.db(), None, cx.now - PART * 12).await?;
    let items = channels
        .into_iter()
        .map(|channel| {
            let tries = tries.remove(&channel.code).unwrap_or_default();
            ChannelState {
                health: told(&tries, cx.now),
                history: history(&tries, cx.now),
                code: channel.code,
                name: language().name_of(channel.name, channel.name_english),
                kind: channel.kind,
                provider: channel.provider,
                enabled: channel.enabled,
            }
        })
        .collect();
    Ok(ChannelStates { items })
}

fn history(tries: &[Try], now: OffsetDateTime) -> Vec<ChannelMinutes> {
    let mut parts = vec![ChannelMinutes::default(); PARTS];
    for one in tries {
        let ago = (now - one.at).whole_seconds().max(0) / PART.whole_seconds();
        let part = usize::try_from(ago)
            .ok()
            .and_then(|ago| PARTS.checked_sub(ago + 1));
        if let (Some(part), Some(opened)) = (part, one.opened) {
            parts[part].tries += 1;
            parts[part].opened += u32::from(opened);
        }
    }
    parts
}
