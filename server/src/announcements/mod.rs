//! Announcements: written from the command line, read by every page, so kept in memory for half a minute.

pub mod command;

use crate::http::{RequestContext, Result};
use app::api::{
    Empty,
    announcements::{Announcement, AnnouncementKind, AnnouncementList},
};
use domain::language::Language;
use sqlx::PgPool;
use std::sync::{Arc, Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// A new announcement is on every page at latest after this.
pub const KEPT_FOR: Duration = Duration::seconds(30);
/// More would push the page out of sight.
const MOST_SHOWN: i64 = 3;

/// What was last read from the database, shared by all requests of this server.
#[derive(Clone, Debug, Default)]
pub struct Announcements(Arc<Mutex<Option<Read>>>);

#[derive(Clone, Debug)]
struct Read {
    at: OffsetDateTime,
    rows: Arc<[Row]>,
}

#[derive(Debug)]
struct Row {
    kind: AnnouncementKind,
    text_vi: String,
    text_en: String,
    link: Option<String>,
    starts_at: OffsetDateTime,
    ends_at: OffsetDateTime,
}

impl Row {
    fn holds_at(&self, now: OffsetDateTime) -> bool {
        self.starts_at <= now && now < self.ends_at
    }

    fn told_in(&self, language: Language) -> Announcement {
        let text = match language {
            Language::Vietnamese => &self.text_vi,
            Language::English => &self.text_en,
        };
        Announcement {
            kind: self.kind,
            text: text.clone(),
            link: self.link.clone(),
        }
    }
}

impl Announcements {
    async fn rows(&self, db: &PgPool, now: OffsetDateTime) -> Result<Arc<[Row]>> {
        let kept = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .filter(|read| read.at <= now && now < read.at + KEPT_FOR);
        if let Some(read) = kept {
            return Ok(read.rows);
        }
        let rows = find(db, now).await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Read {
            at: now,
            rows: rows.clone(),
        });
        Ok(rows)
    }
}

/// Those that hold at some moment until the next reading.
async fn find(db: &PgPool, now: OffsetDateTime) -> Result<Arc<[Row]>> {
    let rows = sqlx::query!(
        "select kind, text_vi, text_en, link, starts_at, ends_at from announcements
         where ends_at > $1 and starts_at <= $2
         order by kind desc, starts_at desc, id desc
         limit $3",
        now,
        now + KEPT_FOR,
        MOST_SHOWN
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Row {
            kind: kind(&row.kind),
            text_vi: row.text_vi,
            text_en: row.text_en,
            link: row.link,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        })
        .collect())
}

fn kind(stored: &str) -> AnnouncementKind {
    if stored == "warning" {
        AnnouncementKind::Warning
    } else {
        AnnouncementKind::Info
    }
}

/// Handles `GET /api/v1/announcements`.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<AnnouncementList> {
    let rows = cx.app.get::<Announcements>().rows(cx.db(), cx.now).await?;
    Ok(AnnouncementList {
        items: rows
            .iter()
            .filter(|row| row.holds_at(cx.now))
            .map(|row| row.told_in(cx.preferences.language))
            .collect(),
    })
}
