//! Seals entries, one after the other, and signs the head of each day that is over.
//!
//! Entries are written unchained, by transactions that run side by side: a chain written with them would make every sign-in wait
//! for the one before. One server at a time seals what has been committed, every few seconds.

use super::keys::{Keys, Message, Tag};
use crate::{
    http::Result,
    installation::{self, Purpose},
    state::AppState,
};
use domain::calendar::{VIETNAM, vietnam_date};
use sqlx::{PgConnection, PgPool};
use std::collections::HashMap;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// Who holds it seals.
const LOCK: i64 = 7_216_021;
/// Entries that are read at once.
const BATCH: i64 = 1000;
const SEAL_EVERY: std::time::Duration = std::time::Duration::from_secs(5);
/// A transaction that began so long ago has committed or never will. What it wrote is sealed at latest in the night.
const OVERLAP: Duration = Duration::hours(1);

/// How far back unsealed entries are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Among the latest. Nobody is waited for: where another server seals, there is nothing to do.
    Latest,
    /// Everywhere.
    All,
}

pub(super) struct Row {
    pub id: i64,
    pub at: OffsetDateTime,
    event: String,
    account_id: Option<Uuid>,
    actor_id: Option<Uuid>,
    operator: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
    address: String,
    browser: String,
    detail: String,
}

/// Where the chain ends.
pub(super) struct Head {
    pub sequence: i64,
    pub hash: Tag,
}

impl Head {
    /// Before the first entry.
    pub const START: Self = Self {
        sequence: 0,
        hash: [0; 32],
    };
}

/// What the hash of an entry is made of.
pub(super) fn sealed(before: &Tag, sequence: i64, sealed_at: OffsetDateTime, row: &Row) -> Message {
    let bytes = |id: &Option<Uuid>| id.map(Uuid::into_bytes);
    Message::of("audit entry 1")
        .member(Some(before))
        .number(sequence)
        .number(microseconds(sealed_at))
        .number(row.id)
        .number(microseconds(row.at))
        .text(&row.event)
        .member(bytes(&row.account_id).as_ref().map(<[u8; 16]>::as_slice))
        .member(bytes(&row.actor_id).as_ref().map(<[u8; 16]>::as_slice))
        .text_or_none(row.operator.as_deref())
        .text_or_none(row.object_kind.as_deref())
        .text_or_none(row.object_id.as_deref())
        .text_or_none(row.before.as_deref())
        .text_or_none(row.after.as_deref())
        .text_or_none(row.reason.as_deref())
        .text(&row.address)
        .text(&row.browser)
        .text(&row.detail)
}

/// What the signature of a day is made of.
pub(super) fn signed(day: Date, last_sequence: i64, head: &[u8], before: Option<&[u8]>) -> Message {
    Message::of("audit day 1")
        .text(&day.to_string())
        .number(last_sequence)
        .member(Some(head))
        .member(before)
}

/// Postgres keeps no more.
fn microseconds(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}

/// Entries by their ids. JSON comes as Postgres writes it, which is always the same for the same value.
pub(super) async fn rows(db: &mut PgConnection, ids: &[i64]) -> Result<HashMap<i64, Row>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, at, event, account_id, actor_id, operator, object_kind, object_id, before::text as "before?",
               after::text as "after?", reason, address, browser, detail::text as "detail!"
           from audit_log where id = any ($1)"#,
        ids
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Seals what is not sealed yet, and signs the heads of the days that are over. Says how many entries were sealed.
///
/// # Errors
/// A database error; then nothing has happened.
pub async fn seal(db: &PgPool, keys: &Keys, now: OffsetDateTime, extent: Extent) -> Result<u64> {
    let mut tx = db.begin().await?;
    let is_ours = match extent {
        Extent::Latest => {
            sqlx::query_scalar!(
                r#"select pg_try_advisory_xact_lock($1) as "is_ours!""#,
                LOCK
            )
            .fetch_one(&mut *tx)
            .await?
        }
        Extent::All => {
            sqlx::query!("select pg_advisory_xact_lock($1)", LOCK)
                .execute(&mut *tx)
                .await?;
            true
        }
    };
    if !is_ours {
        return Ok(0);
    }
    let mut pass = Pass::begin(&mut tx, keys, now, extent).await?;
    // What was written before midnight belongs to the day before, whenever it is sealed.
    pass.append(&mut tx, Some(pass.midnight())).await?;
    pass.sign_days(&mut tx).await?;
    pass.append(&mut tx, None).await?;
    tx.commit().await?;
    Ok(pass.sealed)
}

/// One time of sealing.
struct Pass<'a> {
    keys: &'a Keys,
    now: OffsetDateTime,
    head: Head,
    /// Ids up to it are not looked at.
    settled: i64,
    sealed: u64,
}

impl<'a> Pass<'a> {
    async fn begin(
        tx: &mut PgConnection,
        keys: &'a Keys,
        now: OffsetDateTime,
        extent: Extent,
    ) -> Result<Self> {
        let settled = match extent {
            Extent::All => None,
            Extent::Latest => {
                sqlx::query_scalar!(
                    "select audit_id from audit_chain where sealed_at < $1 order by sequence desc limit 1",
                    now - OVERLAP
                )
                .fetch_optional(&mut *tx)
                .await?
            }
        };
        Ok(Self {
            head: latest(tx).await?,
            keys,
            // Kept to what Postgres keeps, or it would be read back as another time than was sealed.
            now: now.replace_microsecond(now.microsecond()).unwrap_or(now),
            settled: settled.unwrap_or(i64::MIN),
            sealed: 0,
        })
    }

    fn midnight(&self) -> OffsetDateTime {
        vietnam_date(self.now).midnight().assume_offset(VIETNAM)
    }

    async fn append(
        &mut self,
        tx: &mut PgConnection,
        written_before: Option<OffsetDateTime>,
    ) -> Result<()> {
        let mut after = self.settled;
        loop {
            let ids = sqlx::query_scalar!(
                "select id from audit_log l
                 where id > $1 and ($2::timestamptz is null or at < $2)
                   and not exists (select from audit_chain where audit_id = l.id)
                 order by id limit $3",
                after,
                written_before,
                BATCH
            )
            .fetch_all(&mut *tx)
            .await?;
            let Some(last) = ids.last() else {
                return Ok(());
            };
            after = *last;
            self.append_rows(tx, &ids).await?;
        }
    }

    async fn append_rows(&mut self, tx: &mut PgConnection, ids: &[i64]) -> Result<()> {
        let rows = rows(tx, ids).await?;
        let (mut sequences, mut hashes) = (Vec::new(), Vec::new());
        let chained: Vec<i64> = ids
            .iter()
            .copied()
            .filter(|id| rows.contains_key(id))
            .collect();
        for id in &chained {
            let sequence = self.head.sequence + 1;
            let hash = self
                .keys
                .seal(&sealed(&self.head.hash, sequence, self.now, &rows[id]));
            self.head = Head { sequence, hash };
            sequences.push(sequence);
            hashes.push(hash.to_vec());
        }
        sqlx::query!(
            "insert into audit_chain (sequence, audit_id, sealed_at, hash)
             select sequence, audit_id, $3, hash from unnest($1::bigint[], $2::bigint[], $4::bytea[])
                 as sealed (sequence, audit_id, hash)",
            &sequences,
            &chained,
            self.now,
            &hashes
        )
        .execute(tx)
        .await?;
        self.sealed += chained.len() as u64;
        Ok(())
    }

    /// Signs every day before today that has no head yet, those without an entry too.
    async fn sign_days(&self, tx: &mut PgConnection) -> Result<()> {
        let signed_last =
            sqlx::query!("select day, signature from audit_days order by day desc limit 1")
                .fetch_optional(&mut *tx)
                .await?;
        let began =
            sqlx::query_scalar!("select sealed_at from audit_chain order by sequence limit 1")
                .fetch_optional(&mut *tx)
                .await?;
        let (mut day, mut before) = match (signed_last, began) {
            (Some(last), _) => (last.day.next_day(), Some(last.signature)),
            (None, Some(began)) => (Some(vietnam_date(began)), None),
            (None, None) => return Ok(()),
        };
        let today = vietnam_date(self.now);
        while let Some(over) = day.filter(|day| *day < today) {
            let message = signed(over, self.head.sequence, &self.head.hash, before.as_deref());
            let signature = self.keys.seal(&message).to_vec();
            sqlx::query!(
                "insert into audit_days (day, last_sequence, head, signature) values ($1, $2, $3, $4)",
                over,
                self.head.sequence,
                &self.head.hash[..],
                signature
            )
            .execute(&mut *tx)
            .await?;
            // Outside the database as well, where whoever changes it does not reach.
            tracing::info!(day = %over, entries = self.head.sequence, head = hex::encode(self.head.hash),
                "the audit log of a day was signed");
            before = Some(signature);
            day = over.next_day();
        }
        Ok(())
    }
}

/// Where the chain ends; where all of its entries have left, by the last signed head.
async fn latest(tx: &mut PgConnection) -> Result<Head> {
    let row = sqlx::query!(
        r#"(select sequence as "sequence!", hash as "hash!" from audit_chain order by sequence desc limit 1)
           union all
           (select last_sequence, head from audit_days order by day desc limit 1)
           order by 1 desc limit 1"#
    )
    .fetch_optional(tx)
    .await?;
    Ok(match row {
        None => Head::START,
        Some(row) => Head {
            sequence: row.sequence,
            hash: row.hash.try_into().map_err(|_| {
                crate::http::Error::internal("a hash of the audit log that is not 32 bytes long")
            })?,
        },
    })
}

/// Seals what a command has written, where the command goes by the same kind of configuration as the portal of the database: a seal
/// made with another key could never be taken back. What is left is sealed by the next server.
///
/// # Errors
/// A database error; then nothing has happened.
pub async fn seal_after_command(
    db: &PgPool,
    keys: &Keys,
    is: Purpose,
    now: OffsetDateTime,
) -> Result<u64> {
    if installation::purpose(db).await? != Some(is) {
        return Ok(0);
    }
    seal(db, keys, now, Extent::All).await
}

/// Seals what is left when the server stops, if it can be done in the time it is given. What is not is sealed by the next server.
pub async fn seal_before_stop(app: &AppState, time: std::time::Duration) {
    let keys = Keys::of(&app.config.audit);
    let sealing = seal(&app.db_for_waiting, &keys, app.clock.now(), Extent::All);
    match tokio::time::timeout(time, sealing).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => {
            tracing::error!(cause = ?error, "the last entries of the audit log could not be sealed");
        }
        Err(_) => {
            tracing::warn!("the last entries of the audit log were not sealed before the stop");
        }
    }
}

/// Seals all that was left unsealed, then what comes, until the server stops.
pub async fn keep_sealing(app: AppState) {
    let keys = Keys::of(&app.config.audit);
    let mut extent = Extent::All;
    loop {
        match seal(&app.db_for_waiting, &keys, app.clock.now(), extent).await {
            Ok(_) => extent = Extent::Latest,
            Err(error) => tracing::error!(cause = ?error, "the audit log could not be sealed"),
        }
        tokio::time::sleep(SEAL_EVERY).await;
    }
}
