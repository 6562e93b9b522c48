//! What providers said of money, kept for the auditor of the books, who reads it from their messages by code of his own.
//!
//! Answers are read before anybody believes them, callbacks every night and before an audit: both before retention deletes any.

use crate::error::Result;
use book_audit::{Meaning, Message, Question, messages};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use time::{Duration, OffsetDateTime};

/// Callbacks that are read in one transaction.
const BATCH: i64 = 500;
/// How long taking in a callback may take; one that has no verdict then got none.
const LONGEST_TAKING_IN: Duration = Duration::minutes(1);

/// Reads the callbacks that verified and were not read before, and keeps what they say. Says how many there were.
///
/// # Errors
/// A database error; what was read until then is kept.
pub async fn extract(db: &PgPool, now: OffsetDateTime) -> Result<u64> {
    let (mut after, mut read) = (0_i64, 0_u64);
    loop {
        let mut tx = db.begin().await?;
        // Before callbacks said whether they were verified, their verdict did.
        let callbacks = sqlx::query!(
            "select c.id, c.provider, c.body, c.received_at from callbacks c
             where c.id > $1
               and coalesce(c.verified, c.verdict in ('Accepted', 'AlreadyProcessed', 'AmountMismatch', 'UnknownReference'))
               and (c.verdict is not null or c.received_at < $2)
               and not exists (select from provider_evidence e where e.callback_id = c.id)
             order by c.id limit $3",
            after,
            now - LONGEST_TAKING_IN,
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = callbacks.last() else {
            return Ok(read);
        };
        after = last.id;
        for callback in &callbacks {
            let source = Source {
                callback: Some(callback.id),
                provider: &callback.provider,
                about: Question::Payment,
                body: &callback.body,
                received_at: callback.received_at,
            };
            let message = messages::callback(&callback.provider, &callback.body);
            read += insert(&mut tx, &source, &message).await?;
        }
        tx.commit().await?;
    }
}

/// Where a message came from.
struct Source<'a> {
    callback: Option<i64>,
    provider: &'a str,
    about: Question,
    body: &'a [u8],
    received_at: OffsetDateTime,
}

/// Keeps what an answer says of the money of an attempt or a refund, unless the same was said last.
///
/// # Errors
/// A database error; then the answer must not be believed.
pub async fn keep_answer(
    db: &PgPool,
    provider: &str,
    question: Question,
    reference: &str,
    body: &[u8],
    now: OffsetDateTime,
) -> Result<()> {
    let said = messages::answer(provider, question, reference, body);
    if said.is_empty() {
        return Ok(());
    }
    let source = Source {
        callback: None,
        provider,
        about: question,
        body,
        received_at: now,
    };
    let mut connection = db.acquire().await?;
    for message in &said {
        insert(&mut connection, &source, message).await?;
    }
    Ok(())
}

/// Keeps one message; says whether it was new.
async fn insert(
    connection: &mut PgConnection,
    source: &Source<'_>,
    message: &Message,
) -> Result<u64> {
    let about: &str = source.about.into();
    let meaning: &str = message.meaning.into();
    let inserted = sqlx::query!(
        "insert into provider_evidence
             (callback_id, provider, about, reference, order_id, attempt_id, refund_id, meaning, number, amount, code, told_at,
              received_at, digest, facts)
         select $1::bigint, $2::text, $3::text, $4::text, coalesce(a.order_id, given.order_id), coalesce(a.id, given.id), r.id,
             $5::text, $6::text, $7::bigint, $8::text, $9::timestamptz, $10::timestamptz, $11::bytea, $12::bytea
         from (select) as one
         left join payment_attempts a on $3::text = 'payment' and a.reference = $4::text and a.provider = $2::text
         left join refunds r on $3::text = 'refund' and r.reference = $4::text
         left join payment_attempts given on given.id = r.attempt_id
         where $1::bigint is not null or not exists (
             select from provider_evidence said
             where said.callback_id is null and said.about = $3::text and said.reference = $4::text and said.facts = $12::bytea
               and not exists (
                   select from provider_evidence later
                   where later.about = said.about and later.reference = said.reference and later.id > said.id
                     and later.meaning <> said.meaning))
         on conflict do nothing",
        source.callback,
        source.provider,
        about,
        message.reference,
        meaning,
        message.number.as_deref(),
        message.amount,
        message.code,
        message.at,
        source.received_at,
        Sha256::digest(source.body).to_vec(),
        facts(source.provider, about, message),
    )
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected())
}

/// SHA-256 of what a message says of what; when it does is no part of it.
fn facts(provider: &str, about: &str, message: &Message) -> Vec<u8> {
    let meaning: &str = message.meaning.into();
    let facts = json!([
        provider,
        about,
        message.reference,
        meaning,
        message.number,
        message.amount,
        message.code,
    ]);
    Sha256::digest(facts.to_string()).to_vec()
}

/// Reads the callbacks that are still here once more. Says of which something else was kept: how many, and the first.
///
/// # Errors
/// A database error.
pub async fn changed(connection: &mut PgConnection) -> Result<(u64, Option<i64>)> {
    let (mut after, mut changed, mut first) = (0_i64, 0_u64, None);
    loop {
        let rows = sqlx::query!(
            "select c.id, c.provider, c.body, e.about, e.reference, e.meaning, e.number, e.amount, e.code
             from callbacks c join provider_evidence e on e.callback_id = c.id
             where c.id > $1 order by c.id limit $2",
            after,
            BATCH
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else {
            return Ok((changed, first));
        };
        after = last.id;
        for row in rows {
            let said = messages::callback(&row.provider, &row.body);
            let kept = Message {
                reference: row.reference,
                // The constraint of the column knows no others.
                meaning: row.meaning.parse().unwrap_or(Meaning::Unreadable),
                number: row.number,
                amount: row.amount,
                code: row.code,
                at: said.at,
            };
            if kept != said || row.about != <&str>::from(Question::Payment) {
                changed += 1;
                first = first.or(Some(row.id));
            }
        }
    }
}

/// Providers' messages that verified and that the auditor cannot read, by provider: how many, and the first.
///
/// # Errors
/// A database error.
pub async fn unread(connection: &mut PgConnection) -> Result<Vec<(String, i64, i64)>> {
    let unreadable: &str = Meaning::Unreadable.into();
    let rows = sqlx::query!(
        r#"select provider as "provider!", count(*) as "messages!", min(coalesce(callback_id, id)) as "first!"
           from provider_evidence where meaning = $1 group by provider order by provider"#,
        unreadable
    )
    .fetch_all(connection)
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|row| (row.provider, row.messages, row.first))
        .collect())
}
