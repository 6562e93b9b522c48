//! What a payer who comes back from a provider, or waits, is told. Needs no session: the reference cannot be guessed.

use super::{failure, poll, qr_picture, updates::Updates};
use crate::{
    error::problem_response,
    http::{
        RequestContext, Result, context,
        gate::busy,
        session::{MadeBy, Session},
    },
    slots::Slot,
    state::AppState,
};
use app::{
    api::{
        Empty, Problem,
        payments::{ChannelKind, PaymentResult, ReferencePath},
    },
    locales::language,
};
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use domain::{
    calendar::{format_date_time, format_time, vietnam_date},
    money::Vnd,
    payment::AttemptState,
};
use futures::{Stream, stream};
use qrcode::{QrCode, render::svg};
use sqlx::PgPool;
use std::{
    convert::Infallible,
    time::{Duration, Instant},
};
use time::OffsetDateTime;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use uuid::Uuid;

/// A page that waits looks at the database this often where no news comes.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// While a page is as young as this, the provider is asked often.
const LIKELY: Duration = Duration::from_secs(120);
const HASTEN_OFTEN: Duration = Duration::from_secs(10);
const HASTEN_SELDOM: Duration = Duration::from_secs(60);
/// A page that has waited this long asks from then on, so that nobody holds a connection for ever. By then the time to pay
/// is mostly over.
const LONGEST_STREAM: Duration = Duration::from_secs(30 * 60);
/// Smallest side of the picture of a code, in pixels.
const CODE_SIDE: u32 = 240;

struct Row {
    id: Uuid,
    amount: Vnd,
    provider: String,
    state: AttemptState,
    failure_codes: Vec<String>,
    contact: bool,
    needs_person: bool,
    requested_at: OffsetDateTime,
    queried_at: Option<OffsetDateTime>,
    next_query_at: Option<OffsetDateTime>,
    redirect_url: Option<String>,
    app_url: Option<String>,
    qr: Option<String>,
    channel_name: String,
    channel_name_english: Option<String>,
    channel_kind: ChannelKind,
    dossier_number: i64,
    refunding: bool,
    replaced_by: Option<String>,
}

/// Handles `GET /api/v1/payment-results/{reference}`. What the provider put into the return address is not looked at.
///
/// # Errors
/// 404, or a database error.
pub async fn show(cx: RequestContext, path: ReferencePath, _: Empty) -> Result<PaymentResult> {
    let viewer = cx.session.as_ref().map(|session| session.account_id);
    let row = find(cx.db(), &path.reference, viewer).await?;
    if row.state.needs_answer() {
        poll::poll_soon(&cx.app, row.id, row.contact, cx.now).await?;
    }
    Ok(view(row, cx.now))
}

/// The owner is also told which attempt takes the place of one that was replaced. Nobody else is: whoever knows one reference,
/// such as its provider, learns no other by it.
async fn find(db: &PgPool, reference: &str, viewer: Option<Uuid>) -> Result<Row> {
    sqlx::query_as!(
        Row,
        r#"select a.id, a.amount, a.provider, a.state, a.contact, a.needs_person, a.requested_at, a.queried_at, a.next_query_at,
               a.redirect_url, a.app_url, a.qr, c.name as channel_name, c.name_english as channel_name_english,
               c.kind as channel_kind, o.dossier_number,
               exists (select from refunds r where r.attempt_id = a.id and r.state <> 'rejected') as "refunding!",
               array(select e.event ->> 'code' from payment_events e where e.attempt_id = a.id and e.event ? 'code'
                     order by e.id desc) as "failure_codes!",
               (select n.reference from payment_attempts n join dossiers d on d.number = o.dossier_number
                where n.order_id = a.order_id and n.id <> a.id and a.state = 'superseded' and d.account_id = $2
                order by n.state in ('paid', 'duplicate') desc, n.created_at desc limit 1) as replaced_by
           from payment_attempts a
           join payment_channels c on c.code = a.channel_code
           join payment_orders o on o.id = a.order_id
           where a.reference = $1"#,
        reference,
        viewer
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(|| Problem::not_found().into())
}

fn view(row: Row, now: OffsetDateTime) -> PaymentResult {
    let asked = row.state.needs_answer();
    let moment = |instant| moment(instant, now);
    let payable = is_payable(row.state);
    PaymentResult {
        dossier_number: row.dossier_number,
        amount: row.amount,
        channel_name: language().name_of(row.channel_name, row.channel_name_english),
        channel_kind: row.channel_kind,
        outcome: row.state.outcome(),
        state: row.state,
        failure: failure::reason(row.state, &row.provider, &row.failure_codes),
        replaced_by: row.replaced_by,
        refunding: row.refunding,
        requested_at: format_date_time(row.requested_at),
        queried_at: row.queried_at.filter(|_| asked).map(moment),
        next_query_at: row.next_query_at.filter(|_| asked).map(moment),
        with_officer: row.needs_person,
        redirect_url: row.redirect_url.filter(|_| payable),
        app_url: row.app_url.filter(|_| payable),
        qr: row.qr.filter(|_| payable),
    }
}

/// Whether its page at the provider is still offered. What a provider calls in flight may be a payer who has not finished.
pub(super) const fn is_payable(state: AttemptState) -> bool {
    matches!(state, AttemptState::Pending | AttemptState::InFlight)
}

/// `HH:MM` of today in Vietnam, `dd/mm/yyyy HH:MM` of another day.
fn moment(instant: OffsetDateTime, now: OffsetDateTime) -> String {
    if vietnam_date(instant) == vietnam_date(now) {
        format_time(instant)
    } else {
        format_date_time(instant)
    }
}

/// Handles `GET /api/v1/payment-results/{reference}/events`: server-sent events, one for each change of what
/// [`show`] tells, the first of them at once. It ends after the one that is final, and when the server stops.
pub async fn events(
    State(app): State<AppState>,
    Path(reference): Path<String>,
    mut parts: Parts,
) -> Response {
    let Some(open) = app.streams.take(&reference) else {
        return problem_response(&busy());
    };
    // Before the first look, so that nothing is missed between the two.
    let news = app.get::<Updates>().subscribe();
    let (first, viewer) = match first_look(&app, &reference, &mut parts).await {
        Ok(first) => first,
        Err(error) => {
            return problem_response(&error.into_problem(&context::reference(&parts)));
        }
    };
    let following = Following {
        app,
        reference,
        viewer,
        news,
        first: Some(first),
        told: None,
        since: Instant::now(),
        hastened: Instant::now(),
        _open: open,
    };
    let mut response = Sse::new(changes(following))
        .keep_alive(KeepAlive::default())
        .into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would collect events until a buffer is full.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

/// What is seen at first, and by whom. A page that follows keeps no session alive.
async fn first_look(
    app: &AppState,
    reference: &str,
    parts: &mut Parts,
) -> Result<(Row, Option<Uuid>)> {
    parts.extensions.insert(MadeBy::OpenPage);
    let session = Session::of(&app.db, parts, app.clock.now()).await?;
    let viewer = session.map(|session| session.account_id);
    Ok((find(&app.db, reference, viewer).await?, viewer))
}

/// What one page follows.
struct Following {
    app: AppState,
    reference: String,
    viewer: Option<Uuid>,
    news: Receiver<String>,
    /// What was found when the stream was opened.
    first: Option<Row>,
    told: Option<PaymentResult>,
    since: Instant,
    hastened: Instant,
    _open: Slot<String>,
}

fn changes(following: Following) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    stream::unfold(following, |mut following| async move {
        let told = following.next().await?;
        let event = Event::default().json_data(&told).ok()?;
        following.told = Some(told);
        Some((Ok(event), following))
    })
}

impl Following {
    /// The next change, or nothing after a final one, when the server stops, and after a long time.
    async fn next(&mut self) -> Option<PaymentResult> {
        if self
            .told
            .as_ref()
            .is_some_and(|told| told.outcome.is_final())
        {
            return None;
        }
        loop {
            let row = match self.first.take() {
                Some(first) => first,
                None => find(&self.app.db, &self.reference, self.viewer)
                    .await
                    .ok()?,
            };
            self.poll_soon(&row).await;
            let result = view(row, self.app.clock.now());
            if self.told.as_ref() != Some(&result) {
                return Some(result);
            }
            // Whether there was news or only time has passed, the database knows.
            let stopping = self.app.stopping.clone();
            let heard = tokio::time::timeout(LOOK_EVERY, self.heard());
            let _ = stopping.run_until_cancelled(heard).await?;
            if self.since.elapsed() > LONGEST_STREAM {
                return None;
            }
        }
    }

    /// Brings the question to the provider forward while somebody watches: often at first, when the money is likely to come,
    /// then once a minute.
    async fn poll_soon(&mut self, row: &Row) {
        let pause = if self.since.elapsed() < LIKELY {
            HASTEN_OFTEN
        } else {
            HASTEN_SELDOM
        };
        if !row.state.needs_answer() || self.hastened.elapsed() < pause {
            return;
        }
        self.hastened = Instant::now();
        let now = self.app.clock.now();
        if let Err(error) = poll::poll_soon(&self.app, row.id, row.contact, now).await {
            tracing::warn!(cause = ?error, "a question could not be brought forward");
        }
    }

    /// Waits for news of this attempt.
    async fn heard(&mut self) {
        loop {
            match self.news.recv().await {
                Ok(reference) if reference != self.reference => {}
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                // The time-out is waited for.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

/// Handles `GET /api/v1/payment-results/{reference}/qr.svg`: the code to scan, while it can be paid.
pub async fn code(State(app): State<AppState>, Path(reference): Path<String>) -> Response {
    let Some(code) = payable_code(&app, &reference).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let svg = code
        .render()
        .min_dimensions(CODE_SIDE, CODE_SIDE)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    picture("image/svg+xml", svg)
}

/// Handles `GET /api/v1/payment-results/{reference}/qr.png`: the same to be saved and opened in a bank's app.
pub async fn code_to_save(State(app): State<AppState>, Path(reference): Path<String>) -> Response {
    let code = payable_code(&app, &reference).await;
    let Some(png) = code.and_then(|code| qr_picture::png(&code).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = picture("image/png", png);
    response.headers_mut().insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"ma-qr-thanh-toan.png\""),
    );
    response
}

async fn payable_code(app: &AppState, reference: &str) -> Option<QrCode> {
    let row = find(&app.db, reference, None).await.ok()?;
    let payload = row.qr.filter(|_| is_payable(row.state))?;
    QrCode::new(payload.as_bytes()).ok()
}

fn picture(media_type: &'static str, picture: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "private, max-age=3600"),
    ];
    (headers, picture).into_response()
}

#[cfg(test)]
mod tests {
    use super::moment;
    use time::macros::datetime;

    #[test]
    fn another_day_in_vietnam_is_told_with_its_date() {
        let now = datetime!(2026-12-02 16:50 UTC);
        for (instant, told) in [
            (datetime!(2026-12-02 16:55 UTC), "23:55"),
            (datetime!(2026-12-02 17:00 UTC), "03/12/2026 00:00"),
            (datetime!(2026-12-01 16:59 UTC), "01/12/2026 23:59"),
        ] {
            assert_eq!(moment(instant, now), told);
        }
    }
}
