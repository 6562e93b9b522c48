//! `server announce` and `server announcements`: for whoever runs the portal.

use super::{KEPT_FOR, kind};
use crate::{
    audit::{Event, Object},
    http,
};
use app::api::announcements::AnnouncementKind;
use domain::calendar::{VIETNAM, format_date_time, parse_date};
use serde_json::{Value, json};
use sqlx::PgPool;
use time::{OffsetDateTime, PrimitiveDateTime, Time, format_description::well_known::Rfc3339};

/// How `announce` is called.
pub const USAGE: &str = "\
server announce --from '22/07/2020 08:00' --until '22/07/2020 17:00' --vi '…' --en '…' [--link /huong-dan] [--warning]
       server announcements
       server announcements end <number>";

/// Why an announcement was not made or ended.
#[derive(Debug, thiserror::Error)]
pub enum AnnounceError {
    /// Something is missing or written in another way.
    #[error("{0}\nusage: {USAGE}")]
    Usage(String),
    /// There is none that could be ended.
    #[error("no announcement {0} that holds now or later")]
    NothingToEnd(i64),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Something else is wrong with us.
    #[error(transparent)]
    Other(#[from] http::Error),
}

fn usage(what: impl Into<String>) -> AnnounceError {
    AnnounceError::Usage(what.into())
}

/// An announcement as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How much it matters.
    pub kind: AnnouncementKind,
    /// In Vietnamese.
    pub text_vi: String,
    /// In English.
    pub text_en: String,
    /// Where more is said: a path of ours, or `https://`.
    pub link: Option<String>,
    /// From when it is shown.
    pub starts_at: OffsetDateTime,
    /// Until when.
    pub ends_at: OffsetDateTime,
}

impl Request {
    /// Reads the arguments after `announce`. Times are Vietnam's.
    ///
    /// # Errors
    /// An argument that is missing, unknown or written in another way.
    pub fn parse(arguments: &[&str]) -> Result<Self, AnnounceError> {
        let mut kind = AnnouncementKind::Info;
        let (mut vi, mut en, mut link, mut from, mut until) = (None, None, None, None, None);
        let mut rest = arguments.iter();
        while let Some(&name) = rest.next() {
            let slot = match name {
                "--warning" => {
                    kind = AnnouncementKind::Warning;
                    continue;
                }
                "--vi" => &mut vi,
                "--en" => &mut en,
                "--link" => &mut link,
                "--from" => &mut from,
                "--until" => &mut until,
                _ => return Err(usage(format!("unknown argument {name}"))),
            };
            let value = rest
                .next()
                .ok_or_else(|| usage(format!("{name} needs a value")))?;
            *slot = Some((*value).to_owned());
        }
        let needed = |name: &str, value: Option<String>| {
            value
                .filter(|value| !value.trim().is_empty())
                .ok_or_else(|| usage(format!("{name} is missing")))
        };
        let request = Self {
            kind,
            text_vi: needed("--vi", vi)?,
            text_en: needed("--en", en)?,
            link,
            starts_at: moment(&needed("--from", from)?)?,
            ends_at: moment(&needed("--until", until)?)?,
        };
        if request.ends_at <= request.starts_at {
            return Err(usage("--until must be later than --from"));
        }
        if request.link.as_deref().is_some_and(|link| !is_link(link)) {
            return Err(usage(
                "--link must be a path such as /huong-dan, or https://…",
            ));
        }
        Ok(request)
    }
}

fn is_link(link: &str) -> bool {
    link.starts_with("https://")
        || link
            .strip_prefix('/')
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// Reads `dd/mm/yyyy HH:MM` on Vietnam's clocks.
fn moment(text: &str) -> Result<OffsetDateTime, AnnounceError> {
    let read = || {
        let (date, clock) = text.trim().split_once(' ')?;
        let (hour, minute) = clock.trim().split_once(':')?;
        let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
        let date = parse_date(date).ok()?;
        Some(PrimitiveDateTime::new(date, time).assume_offset(VIETNAM))
    };
    read().ok_or_else(|| usage(format!("{text} is no time such as '22/07/2020 08:00'")))
}

/// Makes an announcement and says what was made.
///
/// # Errors
/// A database error.
pub async fn announce(
    db: &PgPool,
    request: &Request,
    now: OffsetDateTime,
) -> Result<String, AnnounceError> {
    let mut tx = db.begin().await?;
    let stored_kind = match request.kind {
        AnnouncementKind::Info => "info",
        AnnouncementKind::Warning => "warning",
    };
    let id = sqlx::query_scalar!(
        "insert into announcements (kind, text_vi, text_en, link, starts_at, ends_at)
         values ($1, $2, $3, $4, $5, $6) returning id",
        stored_kind,
        request.text_vi,
        request.text_en,
        request.link,
        request.starts_at,
        request.ends_at
    )
    .fetch_one(&mut *tx)
    .await?;
    Event::AnnouncementMade
        .on(Object::Announcement(id))
        .by_operator()
        .making(json!({
            "kind": stored_kind,
            "text_vi": request.text_vi,
            "text_en": request.text_en,
            "link": request.link,
            "starts_at": written(request.starts_at),
            "ends_at": written(request.ends_at),
        }))
        .write_without_request(&mut *tx, now)
        .await?;
    tx.commit().await?;
    Ok(format!(
        "announcement {id}: from {} until {}, on every page within {} seconds",
        format_date_time(request.starts_at),
        format_date_time(request.ends_at),
        KEPT_FOR.whole_seconds()
    ))
}

/// A time in JSON.
fn written(at: OffsetDateTime) -> Value {
    at.format(&Rfc3339).map_or(Value::Null, Value::from)
}

/// The announcements that hold now or later, one per line.
///
/// # Errors
/// A database error.
pub async fn describe(db: &PgPool, now: OffsetDateTime) -> Result<String, AnnounceError> {
    let rows = sqlx::query!(
        "select id, kind, text_vi, starts_at, ends_at from announcements where ends_at > $1 order by starts_at, id",
        now
    )
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok("no announcements".to_owned());
    }
    let lines: Vec<String> = rows
        .into_iter()
        .map(|row| {
            format!(
                "{}  {} – {}  {:?}  {}",
                row.id,
                format_date_time(row.starts_at),
                format_date_time(row.ends_at),
                kind(&row.kind),
                row.text_vi
            )
        })
        .collect();
    Ok(lines.join("\n"))
}

/// Ends an announcement now; one that has not begun is taken back.
///
/// # Errors
/// There is none that holds now or later, or a database error.
pub async fn end(db: &PgPool, id: i64, now: OffsetDateTime) -> Result<String, AnnounceError> {
    let mut tx = db.begin().await?;
    let announced = sqlx::query!(
        "select starts_at, ends_at from announcements where id = $1 and ends_at > $2 for update",
        id,
        now
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(AnnounceError::NothingToEnd(id))?;
    sqlx::query!(
        "delete from announcements where id = $1 and starts_at >= $2",
        id,
        now
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update announcements set ends_at = $2 where id = $1 and starts_at < $2",
        id,
        now
    )
    .execute(&mut *tx)
    .await?;
    let (before, after) = if announced.starts_at >= now {
        let taken_back = json!({
            "starts_at": written(announced.starts_at),
            "ends_at": written(announced.ends_at),
        });
        (taken_back, json!({}))
    } else {
        (
            json!({ "ends_at": written(announced.ends_at) }),
            json!({ "ends_at": written(now) }),
        )
    };
    Event::AnnouncementEnded
        .on(Object::Announcement(id))
        .by_operator()
        .changing(before, after)
        .write_without_request(&mut *tx, now)
        .await?;
    tx.commit().await?;
    Ok(format!(
        "announcement {id} ends, on every page within {} seconds",
        KEPT_FOR.whole_seconds()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const WHOLE: [&str; 8] = [
        "--from",
        "22/07/2020 08:00",
        "--until",
        "23/07/2020 17:30",
        "--vi",
        "Bảo trì",
        "--en",
        "Maintenance",
    ];

    #[test]
    fn times_are_vietnams_and_a_warning_is_asked_for() {
        let mut arguments = WHOLE.to_vec();
        arguments.extend(["--warning", "--link", "/huong-dan"]);
        let request = Request::parse(&arguments).unwrap();
        assert_eq!(request.kind, AnnouncementKind::Warning);
        assert_eq!(request.starts_at, datetime!(2020-07-22 01:00 UTC));
        assert_eq!(request.ends_at, datetime!(2020-07-23 10:30 UTC));
        assert_eq!(request.link.as_deref(), Some("/huong-dan"));
        assert_eq!(Request::parse(&WHOLE).unwrap().kind, AnnouncementKind::Info);
    }

    #[test]
    fn what_cannot_be_announced_is_refused_with_the_usage() {
        let with = |place: usize, value: &'static str| {
            let mut arguments = WHOLE.to_vec();
            arguments[place] = value;
            arguments
        };
        for arguments in [
            WHOLE[..6].to_vec(),
            WHOLE[..7].to_vec(),
            with(1, "2020"),
            with(1, "31/02/2020 08:00"),
            with(1, "22/07/2020 25:00"),
            with(3, "22/07/2020 08:00"),
            with(5, "  "),
            with(6, "--fr"),
            [&WHOLE[..], &["--link", "javascript:alert(1)"]].concat(),
            [&WHOLE[..], &["--link", "//elsewhere.example"]].concat(),
        ] {
            let error = Request::parse(&arguments).unwrap_err();
            assert!(error.to_string().contains(USAGE), "{arguments:?}");
        }
    }
}
