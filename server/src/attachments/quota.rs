//! How much an account may upload: at once and in a day.

use super::{post::FILE, texts};
use crate::{
    config::storage::Quota,
    http::{RequestContext, Result},
};
use app::{
    api::{Problem, accounts::AccountKind},
    locales::Language,
};
use domain::calendar::vietnam_date;
use sqlx::PgTransaction;
use time::Duration;
use uuid::Uuid;

const MB: i64 = 1024 * 1024;
/// Documents of a dossier that was sent are the agency's and cannot be removed; after this long they no longer keep their
/// sender from filing another.
const COUNTED_FOR: Duration = Duration::days(365);

/// Locks the account, so that of two uploads at once one waits for the other, and yields what it may fill.
pub(super) async fn lock(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    account_id: Uuid,
) -> Result<Quota> {
    let kind = sqlx::query_scalar!(
        "select kind from accounts where id = $1 for no key update",
        account_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let storage = cx.app.config.storage;
    Ok(match kind {
        AccountKind::Citizen => storage.citizen,
        _ => storage.organisation,
    })
}

/// Takes room for a document of so many bytes, of an account that is locked.
///
/// # Errors
/// A field error that says how much there is and what to do, or a database error.
pub(super) async fn take(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    (account_id, quota): (Uuid, Quota),
    name: &str,
    size: i32,
) -> Result<()> {
    let size = i64::from(size);
    let used = sqlx::query!(
        r#"select coalesce(sum(a.size), 0)::bigint as "held!",
               coalesce(sum(a.size) filter (where a.dossier_number is null or d.state = 0), 0)::bigint as "removable!",
               coalesce((select bytes from uploads where account_id = $1 and day = $3), 0) as "today!"
           from attachments a left join dossiers d on d.number = a.dossier_number
           where a.account_id = $1 and (a.dossier_number is null or d.state = 0 or a.created_at > $2)"#,
        account_id,
        cx.now - COUNTED_FOR,
        vietnam_date(cx.now)
    )
    .fetch_one(&mut **tx)
    .await?;
    let too_much = used.held + size - i64::from(quota.held_mb) * MB;
    if too_much > 0 {
        let (held, can_remove) = (in_mb(used.held), used.removable >= too_much);
        let told =
            |language: Language| texts::no_room(language, name, (held, quota.held_mb), can_remove);
        return Err(Problem::field(FILE, told).into());
    }
    if used.today + size > i64::from(quota.day_mb) * MB {
        let today = in_mb(used.today);
        let told = |language: Language| texts::enough_today(language, name, (today, quota.day_mb));
        return Err(Problem::field(FILE, told).into());
    }
    sqlx::query!(
        "insert into uploads as u (account_id, day, bytes) values ($1, $2, $3)
         on conflict (account_id, day) do update set bytes = u.bytes + $3",
        account_id,
        vietnam_date(cx.now),
        size
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// In whole MB, begun ones counted.
fn in_mb(bytes: i64) -> u64 {
    bytes.unsigned_abs().div_ceil(MB.unsigned_abs())
}
