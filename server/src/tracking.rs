//! Tracking a dossier without an account.
//!
//! Four digits are soon guessed, so tries are counted for each address and for each dossier. What is told names nobody.

use crate::{
    dossiers,
    http::{Error, RequestContext, Result, cookies::Token},
    rate_limit::{self, address_limit},
};
use app::{
    api::{
        Problem, ProblemCode,
        tracking::{TicketQuery, TrackedState, Tracking, TrackingInput},
    },
    forms::tracking::{Reference, check},
};
use domain::{
    calendar::format_date_time,
    language::{Language, Text, text},
};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

/// How long a ticket shows its dossier.
const TICKET_LASTS: Duration = Duration::hours(1);

/// Questions from one address, right or wrong.
const BY_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "tracking-address",
    burst: 30,
    per: Duration::minutes(10),
};
/// Wrong digits for one dossier, from anywhere, whether or not there is such a dossier. Regained evenly, so nobody is locked
/// out for good; meanwhile the owner sees the dossier in the account.
const WRONG_DIGITS: rate_limit::Limit = rate_limit::Limit {
    name: "tracking-dossier",
    burst: 5,
    per: Duration::hours(1),
};

const NO_MATCH: Text = text(
    "Không tìm thấy hồ sơ với thông tin này.",
    "We cannot find an application with these details.",
);
const NO_MATCH_DETAIL: Text = text(
    "Kiểm tra lại mã hồ sơ hoặc số hồ sơ và bốn số cuối điện thoại của người nộp.",
    "Check the application code or number and the last four digits of the applicant’s phone.",
);
const SIGN_IN_MEANWHILE: Text = text(
    "Thông tin hồ sơ này đã bị nhập sai nhiều lần. Muốn xem ngay, hãy đăng nhập.",
    "Wrong details were entered several times for this application. Sign in to see it now.",
);

/// Handles `POST /api/v1/trackings`.
///
/// # Errors
/// Field errors; 404, which does not tell a wrong number from wrong digits; 429; or a database error.
pub async fn start(cx: RequestContext, (): (), input: TrackingInput) -> Result<Tracking> {
    let (reference, digits) = check(&input)?;
    address_limit::take(&cx, BY_ADDRESS).await?;
    let known = find(cx.db(), &reference, &digits).await?;
    // Both references of a dossier count as one.
    let whom = match &known {
        Some(known) => known.number.to_string(),
        None => reference.to_string(),
    };
    // Taken before the answer and given back where it is right, so that many tries at once cannot all be answered.
    rate_limit::take(cx.db(), WRONG_DIGITS, &whom, cx.now)
        .await
        .map_err(with_way_out)?;
    let Some(known) = known.filter(|known| known.digits_match) else {
        return Err(Problem::new(404, ProblemCode::NotFound, NO_MATCH)
            .with_detail(NO_MATCH_DETAIL)
            .into());
    };
    rate_limit::give_back(cx.db(), WRONG_DIGITS, &whom).await?;
    let ticket = Token::fresh();
    sqlx::query!(
        "insert into tracking_tickets (ticket_hash, dossier_number, expires_at) values ($1, $2, $3)",
        ticket.hash(),
        known.number,
        cx.now + TICKET_LASTS
    )
    .execute(cx.db())
    .await?;
    view(cx.db(), ticket, cx.now).await
}

/// Handles `GET /api/v1/trackings`. The ticket is in the query, because paths are logged.
///
/// # Errors
/// 404 where the ticket has expired or never was, or a database error.
pub async fn show(cx: RequestContext, (): (), query: TicketQuery) -> Result<Tracking> {
    view(cx.db(), Token::given(query.ticket), cx.now).await
}

/// Tells the owner of a dossier that others have guessed at how to see it all the same.
fn with_way_out(error: Error) -> Error {
    match error {
        Error::Problem(problem) if problem.code == ProblemCode::TooManyRequests => {
            let when = problem.detail.clone().unwrap_or_default();
            let told = |language: Language| format!("{} {when}", SIGN_IN_MEANWHILE.to(language));
            problem.with_detail(told).into()
        }
        other => other,
    }
}

struct Known {
    number: i64,
    digits_match: bool,
}

/// A dossier that was sent, and whether the digits are its applicant's.
async fn find(db: &PgPool, reference: &Reference, digits: &str) -> Result<Option<Known>> {
    let (number, code) = match reference {
        Reference::Number(number) => (Some(number.as_i64()), None),
        Reference::Code(code) => (None, Some(code.as_str())),
    };
    Ok(sqlx::query_as!(
        Known,
        r#"select d.number, right(a.phone, 4) = $3 as "digits_match!"
           from dossiers d join accounts a on a.id = d.account_id
           where (d.number = $1 or d.code = $2) and d.sent_at is not null"#,
        number,
        code,
        digits
    )
    .fetch_optional(db)
    .await?)
}

async fn view(db: &PgPool, ticket: Token, now: OffsetDateTime) -> Result<Tracking> {
    let row = sqlx::query!(
        r#"select d.number, d.code, d.state, p.name as procedure_name, p.name_en as procedure_name_en,
               u.name as "unit_name?", u.name_en as "unit_name_en?",
               o.amount as "order_amount?", o.state as "order_state?"
           from tracking_tickets t
           join dossiers d on d.number = t.dossier_number
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           left join payment_orders o on o.dossier_number = d.number
           where t.ticket_hash = $1 and t.expires_at > $2"#,
        ticket.hash(),
        now
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(Problem::not_found)?;
    Ok(Tracking {
        ticket: ticket.expose().to_owned(),
        number: row.number,
        code: row.code,
        procedure_name: row.procedure_name,
        procedure_name_en: row.procedure_name_en,
        unit_name: row.unit_name.unwrap_or_default(),
        unit_name_en: row.unit_name_en,
        state: row.state,
        history: history(db, row.number).await?,
        order: dossiers::order_summary(row.order_amount, row.order_state),
    })
}

/// The states that a dossier has been in, oldest first.
async fn history(db: &PgPool, number: i64) -> Result<Vec<TrackedState>> {
    let rows = sqlx::query!(
        "select state, at from dossier_events where dossier_number = $1 order by id",
        number
    )
    .fetch_all(db)
    .await?;
    let states = rows.into_iter().map(|row| TrackedState {
        state: row.state,
        at: format_date_time(row.at),
    });
    Ok(states.collect())
}

/// Forgets tickets that have expired.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from tracking_tickets where expires_at <= $1", now)
        .execute(db)
        .await?;
    Ok(())
}
