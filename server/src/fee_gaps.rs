//! Days on which a procedure's fee rules say nothing: nothing is sent for nothing, and administrators are told, once a day for each
//! procedure.

use crate::{
    http::{RequestContext, Result},
    jobs, notifications,
};
use app::api::{
    Empty, Problem,
    accounts::Role,
    fee_gaps::{FeeGap, FeeGaps},
};
use domain::{
    calendar::{format_date, vietnam_date},
    fees::FeeError,
    language::{Language, Text, text},
};
use sqlx::{PgPool, PgTransaction};
use time::OffsetDateTime;

const SUBJECT: Text = text(
    "Thiếu mức phí, lệ phí cho hôm nay",
    "No fee is set for today",
);

/// Tells the log and the province's administrators that a dossier could not be sent, unless they were told today.
///
/// # Errors
/// A database error.
pub async fn report(
    tx: &mut PgTransaction<'_>,
    procedure_code: &str,
    error: &FeeError,
    now: OffsetDateTime,
) -> Result<()> {
    let today = vietnam_date(now);
    let written = sqlx::query!(
        "insert into fee_gaps (procedure_code, day, found_at) values ($1, $2, $3) on conflict do nothing",
        procedure_code,
        today,
        now
    )
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(());
    }
    tracing::error!(
        procedure = procedure_code,
        %error,
        "fees cannot be told: dossiers of this procedure are not sent until its fee rules are mended"
    );
    let day = format_date(today);
    // In their own language, whatever the applicant speaks.
    let language = Language::Vietnamese;
    let words = format!(
        "Thủ tục {procedure_code} không có mức phí, lệ phí áp dụng cho ngày {day} nên người dân chưa gửi được hồ sơ. \
         Cập nhật biểu phí ngay. Trang quản trị liệt kê các thủ tục như vậy."
    );
    let administrators = sqlx::query!(
        "select a.phone, a.email
         from officers o
         join accounts a on a.id = o.account_id
         join units u on u.code = o.unit_code
         where o.ended_at is null and $1 = any (o.roles) and u.parent is null",
        Role::Administrator as _
    )
    .fetch_all(&mut **tx)
    .await?;
    for administrator in administrators {
        let sms = notifications::sms(&administrator.phone, &words);
        jobs::enqueue(&mut **tx, &sms, now, now).await?;
        if let Some(to) = administrator.email {
            let email = notifications::email(&to, SUBJECT.to(language), &words, language);
            jobs::enqueue(&mut **tx, &email, now, now).await?;
        }
    }
    Ok(())
}

/// What the applicant is told.
#[must_use]
pub fn not_sent(cx: &RequestContext) -> Problem {
    let hotline = cx.app.portal.hotline.clone();
    Problem::conflict(text(
        "Chưa gửi được hồ sơ vì chưa có mức phí, lệ phí áp dụng cho hôm nay.",
        "Your application was not submitted, because no fee is set for today.",
    ))
    .with_detail(move |language: Language| match language {
        Language::Vietnamese => format!(
            "Nội dung đã nhập được lưu trong bản nháp và quản trị viên đã được báo. Thử gửi lại vào ngày mai. \
             Nếu cần nộp ngay, đến Bộ phận Một cửa hoặc gọi {hotline}."
        ),
        Language::English => format!(
            "Your answers are saved as a draft, and the administrator has been told. Try to submit it again tomorrow. \
             If it cannot wait, go to the one-stop desk or call {hotline}."
        ),
    })
}

/// Handles `GET /api/v1/fee-gaps`: procedures that nobody can file today, whether somebody has tried or not.
///
/// # Errors
/// 401; 403 for whoever is no administrator; or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<FeeGaps> {
    cx.administrator()?;
    let items = sqlx::query_as!(
        FeeGap,
        "select p.code as procedure_code, p.name as procedure_name
         from procedures p
         where p.payment_moment = 'on_filing' and p.service_level >= 3 and p.online_form is not null
           and not exists (
               select from fee_rules r
               where r.procedure_code = p.code and r.valid_from <= $1 and (r.valid_to is null or r.valid_to >= $1))
         order by p.code",
        vietnam_date(cx.now)
    )
    .fetch_all(cx.db())
    .await?;
    Ok(FeeGaps { items })
}

/// Forgets what was told on days that are over.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from fee_gaps where day < $1", vietnam_date(now))
        .execute(db)
        .await?;
    Ok(())
}
