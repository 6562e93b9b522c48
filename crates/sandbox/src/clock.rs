//! The sandbox's clock, and times as providers write them and as people read them: in Vietnam time, without an offset.

use std::sync::atomic::Ordering;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde::Deserialize;
use serde_json::{Value, json};
use time::{
    OffsetDateTime, PrimitiveDateTime, UtcOffset,
    format_description::StaticFormatDescription,
    format_description::well_known::Rfc3339,
    macros::{format_description, offset},
};

use crate::{Sandbox, pages::Answer, world::Event};

const VIETNAM: UtcOffset = offset!(+7);
const COMPACT: StaticFormatDescription =
    format_description!("[year][month][day][hour][minute][second]");
const READABLE: StaticFormatDescription =
    format_description!("[day]/[month]/[year] [hour]:[minute]:[second]");

const DAY: StaticFormatDescription = format_description!("[year repr:last_two][month][day]");

/// Ten years, beyond which times stop being times.
const FURTHEST: i64 = 10 * 366 * 24 * 60 * 60;

#[derive(Deserialize)]
pub(crate) struct Move {
    advance_seconds: u32,
}

/// `GET /sandbox/clock`: what the sandbox believes the time is.
pub(crate) async fn show(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(reading(&sandbox))
}

/// `POST /sandbox/clock`: moves it forward, for good; 422 beyond ten years ahead.
pub(crate) async fn advance(State(sandbox): State<Sandbox>, Json(moved): Json<Move>) -> Answer {
    let seconds = moved.advance_seconds;
    let mut journal = sandbox.journal();
    if journal.world.ahead + i64::from(seconds) > FURTHEST {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    journal.record(Event::ClockAdvanced { seconds })?;
    let ahead = &sandbox.0.ahead;
    ahead.store(journal.world.ahead, Ordering::Relaxed);
    Ok(Json(reading(&sandbox)).into_response())
}

fn reading(sandbox: &Sandbox) -> Value {
    let now = sandbox.now();
    json!({
        "now": now.format(&Rfc3339).expect("the year has four digits"),
        "ahead_seconds": sandbox.0.ahead.load(Ordering::Relaxed),
    })
}

/// Milliseconds since 1970, as MoMo and ZaloPay write times.
pub(crate) fn milliseconds(at: OffsetDateTime) -> i64 {
    at.unix_timestamp() * 1000 + i64::from(at.millisecond())
}

/// `yymmdd` in Vietnam time, which ZaloPay's numbers begin with.
pub(crate) fn day(at: OffsetDateTime) -> String {
    in_vietnam(at, DAY)
}

pub(crate) fn parse_compact(text: &str) -> Option<OffsetDateTime> {
    let time = PrimitiveDateTime::parse(text, COMPACT).ok()?;
    Some(time.assume_offset(VIETNAM))
}

/// `yyyyMMddHHmmss` in Vietnam time, as `ThoiGianGD` has it.
pub(crate) fn compact(at: OffsetDateTime) -> String {
    in_vietnam(at, COMPACT)
}

/// `dd/mm/yyyy hh:mm:ss` in Vietnam time.
pub(crate) fn readable(at: OffsetDateTime) -> String {
    in_vietnam(at, READABLE)
}

fn in_vietnam(at: OffsetDateTime, format: StaticFormatDescription) -> String {
    at.to_offset(VIETNAM)
        .format(format)
        .expect("every component of the format is in a date and time")
}

/// Whether `text` is a possible `yyyyMMddHHmmss`.
pub(crate) fn is_compact(text: &str) -> bool {
    text.len() == 14 && parse_compact(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_afternoon_is_written_in_24_hours_vietnam_time() {
        let at = datetime!(2025-06-01 08:05:09 UTC);
        assert_eq!(compact(at), "20250601150509");
        assert_eq!(readable(at), "01/06/2025 15:05:09");
    }

    #[test]
    fn impossible_times_are_not_times() {
        assert!(is_compact("20250601101010"));
        for text in [
            "20250631101010",
            "20250601251010",
            "2025060110101",
            "2025-06-01T1010",
            "",
        ] {
            assert!(!is_compact(text), "{text}");
        }
    }
}
