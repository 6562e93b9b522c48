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

#[derive(Debug, thiserror::Error)]
pub enum AnnounceError {
    #[error("--until must be later than --from")]
    EndsBeforeItBegins,
    #[error("no announcement {0} that holds now or later")]
    NothingToEnd(i64),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Other(#[from] http::Error),
}

/// An announcement as it is asked for. Times are Vietnam's.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct Request {
    /// From when it is shown, such as '22/07/2020 08:00'
    #[arg(long = "from", value_parser = moment)]
    pub starts_at: OffsetDateTime,
    /// Until when
    #[arg(long = "until", value_parser = moment)]
    pub ends_at: OffsetDateTime,
    /// What it says in Vietnamese
    #[arg(long = "vi", value_parser = words)]
    pub text_vi: String,
    /// The same in English
    #[arg(long = "en", value_parser = words)]
    pub text_en: String,
    /// Where more is said: a path such as /huong-dan, or https://…
    #[arg(long, value_parser = link)]
    pub link: Option<String>,
    /// It comes first and stands out
    #[arg(long)]
    pub warning: bool,
}

impl Request {
    const fn kind(&self) -> AnnouncementKind {
        if self.warning {
            AnnouncementKind::Warning
        } else {
            AnnouncementKind::Info
        }
    }
}

fn words(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        return Err("it says nothing");
    }
    Ok(text.to_owned())
}

fn link(text: &str) -> Result<String, &'static str> {
    let is_path = |rest: &str| !rest.is_empty() && !rest.starts_with('/');
    if text.starts_with("https://") || text.strip_prefix('/').is_some_and(is_path) {
        return Ok(text.to_owned());
    }
    Err("it must be a path such as /huong-dan, or https://…")
}

/// Reads `dd/mm/yyyy HH:MM` on Vietnam's clocks.
fn moment(text: &str) -> Result<OffsetDateTime, &'static str> {
    let read = || {
        let (date, clock) = text.trim().split_once(' ')?;
        let (hour, minute) = clock.trim().split_once(':')?;
        let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
        let date = parse_date(date).ok()?;
        Some(PrimitiveDateTime::new(date, time).assume_offset(VIETNAM))
    };
    read().ok_or("it is no time such as '22/07/2020 08:00'")
}

/// Says what was made.
///
/// # Errors
/// It ends before it begins, or a database error.
pub async fn announce(
    db: &PgPool,
    request: &Request,
    now: OffsetDateTime,
) -> Result<String, AnnounceError> {
    if request.ends_at <= request.starts_at {
        return Err(AnnounceError::EndsBeforeItBegins);
    }
    let mut tx = db.begin().await?;
    let stored_kind = match request.kind() {
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
    use clap::{Args, Command, FromArgMatches};
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

    fn read(arguments: &[&str]) -> Result<Request, clap::Error> {
        let command = Request::augment_args(Command::new("announce").no_binary_name(true));
        Request::from_arg_matches(&command.try_get_matches_from(arguments)?)
    }

    #[test]
    fn times_are_vietnams_and_a_warning_is_asked_for() {
        let mut arguments = WHOLE.to_vec();
        arguments.extend(["--warning", "--link", "/huong-dan"]);
        let request = read(&arguments).unwrap();
        assert_eq!(request.kind(), AnnouncementKind::Warning);
        assert_eq!(request.starts_at, datetime!(2020-07-22 01:00 UTC));
        assert_eq!(request.ends_at, datetime!(2020-07-23 10:30 UTC));
        assert_eq!(request.link.as_deref(), Some("/huong-dan"));
        assert_eq!(read(&WHOLE).unwrap().kind(), AnnouncementKind::Info);
    }

    #[test]
    fn what_cannot_be_announced_is_refused() {
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
            with(5, "  "),
            with(6, "--fr"),
            [&WHOLE[..], &["--link", "javascript:alert(1)"]].concat(),
            [&WHOLE[..], &["--link", "//elsewhere.example"]].concat(),
        ] {
            assert!(read(&arguments).is_err(), "{arguments:?}");
        }
    }
}
