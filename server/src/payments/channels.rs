//! Channels as a citizen may choose them for an order: what is closed, what fails just now, and what is the next best.

use super::{Providers, health};
use crate::http::Result;
use app::api::{
    Problem,
    payments::{Channel, ChannelKind},
};
use app::locales::{language, localized};
use domain::{
    calendar::VIETNAM,
    language::{Language, Localized, text},
    money::Vnd,
    payment::health::Health,
};
use sqlx::{PgConnection, PgExecutor, PgPool};
use std::collections::HashMap;
use time::{OffsetDateTime, Time};
use uuid::Uuid;

/// The channel of attempts that begin at the national platform: whoever pays by dossier code chooses nothing here.
pub const BY_DOSSIER_CODE: &str = "dvcqg";

struct Row {
    code: String,
    name: String,
    name_english: Option<String>,
    full_name: String,
    kind: ChannelKind,
    monogram: String,
    provider: String,
    provider_bank_code: Option<String>,
    precondition: String,
    precondition_english: String,
    minimum: Vnd,
    maximum: Option<Vnd>,
    opens_at: Option<Time>,
    closes_at: Option<Time>,
}

pub struct Chosen {
    pub provider: String,
    /// The provider's own code of the bank or method.
    pub provider_bank_code: Option<String>,
}

/// A channel to pay by instead.
pub struct NextBest {
    pub code: String,
    pub name: String,
}

/// Channels that are switched on and whose provider is configured, for an order of an account: those that fail just now last within their kind.
pub async fn list(
    db: &PgPool,
    providers: &Providers,
    account_id: Uuid,
    amount: Vnd,
    language: Language,
    now: OffsetDateTime,
) -> Result<Vec<Channel>> {
    let rows = enabled(db, providers).await?;
    let health = health::of_all(db, now).await?;
    // By the time that has no index: with another, all payments of the province would be walked for whoever has none.
    let remembered = sqlx::query_scalar!(
        "select a.channel_code from payment_attempts a
         join payment_orders o on o.id = a.order_id
         join dossiers d on d.number = o.dossier_number
         where d.account_id = $1 order by a.created_at desc limit 1",
        account_id
    )
    .fetch_optional(db)
    .await?;
    let mut channels: Vec<Channel> = rows
        .into_iter()
        .map(|row| Channel {
            disrupted: is_disrupted(&health, &row.code),
            closed: row
                .closed(amount, now)
                .map(|why| localized(&why).into_owned()),
            remembered: remembered.as_deref() == Some(row.code.as_str()),
            kind: row.kind,
            code: row.code,
            name: language.name_of(row.name, row.name_english),
            full_name: row.full_name,
            monogram: row.monogram,
            precondition: match language {
                Language::Vietnamese => row.precondition,
                Language::English => row.precondition_english,
            },
        })
        .collect();
    // Stable, so that positions hold otherwise.
    channels.sort_by_key(|channel| channel.disrupted);
    Ok(channels)
}

/// The channel of a code, where it may be chosen now for an amount.
///
/// # Errors
/// 422 where there is none, or it is closed; or a database error.
pub async fn chosen(
    db: impl PgExecutor<'_>,
    providers: &Providers,
    code: &str,
    amount: Vnd,
    now: OffsetDateTime,
) -> Result<Chosen> {
    let row = enabled(db, providers)
        .await?
        .into_iter()
        .find(|row| row.code == code)
        .ok_or_else(|| {
            Problem::field(
                "channel",
                text(
                    "Chọn một ngân hàng hoặc ví điện tử.",
                    "Choose a bank or an e-wallet.",
                ),
            )
        })?;
    match row.closed(amount, now) {
        Some(why) => Err(Problem::field("channel", why).into()),
        None => Ok(Chosen {
            provider: row.provider,
            provider_bank_code: row.provider_bank_code,
        }),
    }
}

/// The channel to pay by where another has just failed: open, not failing, and through another provider. A code that any bank's
/// app scans comes first, then banks, then wallets; nobody is sent to a desk.
pub async fn next_best(
    db: &mut PgConnection,
    providers: &Providers,
    amount: Vnd,
    failed: &str,
    now: OffsetDateTime,
) -> Result<Option<NextBest>> {
    let rows = enabled(&mut *db, providers).await?;
    let failing = rows
        .iter()
        .find(|row| row.code == failed)
        .map(|row| row.provider.clone());
    let health = health::of_all(db, now).await?;
    let rank = |kind| match kind {
        ChannelKind::Qr => Some(0),
        ChannelKind::Bank => Some(1),
        ChannelKind::Wallet => Some(2),
        ChannelKind::Cash => None,
    };
    Ok(rows
        .into_iter()
        .filter(|row| {
            Some(&row.provider) != failing.as_ref()
                && row.closed(amount, now).is_none()
                && !is_disrupted(&health, &row.code)
        })
        .filter_map(|row| Some((rank(row.kind)?, row)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, row)| NextBest {
            code: row.code,
            name: language().name_of(row.name, row.name_english),
        }))
}

fn is_disrupted(health: &HashMap<String, Health>, code: &str) -> bool {
    health.get(code).is_some_and(|health| health.disrupted)
}

async fn enabled(db: impl PgExecutor<'_>, providers: &Providers) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        "select code, name, name_english, full_name, kind, monogram, provider, provider_bank_code, precondition,
             precondition_english, minimum, maximum, opens_at, closes_at
         from payment_channels where enabled and provider = any ($1) order by position",
        &providers.codes()
    )
    .fetch_all(db)
    .await?)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    Below(Vnd),
    Above(Vnd),
    Outside(Time, Time),
}

impl Localized for Closed {
    fn localized(&self, language: Language) -> std::borrow::Cow<'static, str> {
        let hour = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let money = |amount: Vnd| amount.localized(language);
        match (*self, language) {
            (Self::Below(minimum), Language::Vietnamese) => {
                format!("Kênh này chỉ nhận từ {} trở lên.", money(minimum))
            }
            (Self::Below(minimum), Language::English) => {
                format!("This method accepts {} or more.", money(minimum))
            }
            (Self::Above(maximum), Language::Vietnamese) => {
                format!("Kênh này chỉ nhận tối đa {}.", money(maximum))
            }
            (Self::Above(maximum), Language::English) => {
                format!("This method accepts {} at most.", money(maximum))
            }
            (Self::Outside(opens, closes), Language::Vietnamese) => {
                format!(
                    "Kênh này hoạt động từ {} đến {}.",
                    hour(opens),
                    hour(closes)
                )
            }
            (Self::Outside(opens, closes), Language::English) => {
                format!(
                    "This method is open from {} to {}.",
                    hour(opens),
                    hour(closes)
                )
            }
        }
        .into()
    }
}

impl Row {
    fn closed(&self, amount: Vnd, now: OffsetDateTime) -> Option<Closed> {
        if amount < self.minimum {
            return Some(Closed::Below(self.minimum));
        }
        if let Some(maximum) = self.maximum.filter(|maximum| amount > *maximum) {
            return Some(Closed::Above(maximum));
        }
        // A desk is chosen at any hour, to go there when it is open.
        let hours = self.opens_at.zip(self.closes_at);
        let (opens, closes) = hours.filter(|_| self.kind != ChannelKind::Cash)?;
        let time = now.to_offset(VIETNAM).time();
        (time < opens || time >= closes).then_some(Closed::Outside(opens, closes))
    }
}
