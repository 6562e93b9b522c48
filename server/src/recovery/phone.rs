//! A lost telephone: a code to the e-mail address, another number, and a wait in which whoever has the old number can object.

use crate::{
    audit::Event,
    auth::session,
    captcha,
    http::{
        Error, Reply, RequestContext, Result,
        cookies::{self, Token},
    },
    jobs::{self, Done, Work},
    notifications::{self, Notification},
    state::AppState,
    verification::{self, ClaimedAccount, Delivery, Destinations, NewVerification},
};
use app::{
    api::{
        Empty, Problem, ProblemCode,
        accounts::OneTimeCodeInput,
        recovery::{ObjectionInput, PhoneInput, PhoneRecoveryInput, PhoneReplacement},
        verifications::{CodeMethod, Verification, VerificationKind, VerificationStep},
    },
    forms::Checks,
    locales::language,
};
use domain::{
    calendar::format_date_time,
    contact::EmailAddress,
    language::{Language, Text, text},
    login_name::LoginName,
    phone::PhoneNumber,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use time::Duration;
use uuid::Uuid;

/// How long whoever has the old number can object.
pub const WAIT: Duration = Duration::hours(72);

/// Above the e-mail that says so.
const CHANGE_ASKED: Text = text(
    "Có người xin đổi số điện thoại của bạn",
    "Someone asked to change your phone number",
);

/// Lets the new number of an account whose telephone was lost count.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "replace_phone")]
pub struct ReplacePhone {
    pub replacement_id: Uuid,
}

impl Work for ReplacePhone {
    const KINDS: &[&str] = &["replace_phone"];
}

/// Handles `POST /api/v1/phone-recoveries`.
///
/// # Errors
/// Field errors, 429, or a database error.
pub async fn start(
    cx: RequestContext,
    (): (),
    input: PhoneRecoveryInput,
) -> Result<Reply<Verification>> {
    let mut checks = Checks::default();
    let name = checks.field("identity_number", LoginName::parse(&input.identity_number));
    let email = checks.field("email", EmailAddress::parse(&input.email));
    checks.captcha(&input.captcha);
    let found = checks.finish(name.zip(email));
    let (name, email) = captcha::checked(&cx, &input.captcha_id, found).await?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    let claim = ClaimedAccount {
        login_name: name,
        email: Some(email),
    };
    verification::begin_recovery(
        &cx,
        VerificationKind::PhoneRecovery,
        claim,
        CodeMethod::Email,
    )
    .await
}

/// Handles `POST /api/v1/phone-recoveries/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: RequestContext, (): (), input: OneTimeCodeInput) -> Result<Verification> {
    let verification =
        verification::verify(&cx, VerificationKind::PhoneRecovery, &input.code).await?;
    Ok(verification.view(cx.now))
}

/// Handles `POST /api/v1/phone-recoveries/phone`.
///
/// # Errors
/// Field errors, 409 where the code was not given, 410, 429, or a database error.
pub async fn name_phone(
    cx: RequestContext,
    (): (),
    input: PhoneInput,
) -> Result<Reply<Verification>> {
    let phone = PhoneNumber::parse(&input.phone).map_err(|error| Problem::field("phone", error))?;
    let account_id = proved_account(&cx).await?;
    verification::limit_chosen(&cx, &account_id.to_string(), phone.as_str()).await?;
    let (verification, cookie) = verification::begin(
        &cx,
        NewVerification {
            kind: VerificationKind::PhoneReplacement,
            details: json!({}),
            account_id: Some(account_id),
            destinations: Destinations {
                phone: Some(phone.as_str()),
                email: None,
            },
            method: CodeMethod::Sms,
            delivery: Delivery::Direct,
        },
    )
    .await?;
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// Whose e-mail's code was given in this browser. A number that was typed wrong is typed once more: its verification took the
/// place of the one that the code was for.
async fn proved_account(cx: &RequestContext) -> Result<Uuid> {
    if let Ok(replacement) = verification::find(cx, VerificationKind::PhoneReplacement).await
        && let Some(account_id) = replacement.account_id
    {
        return Ok(account_id);
    }
    let recovery = verification::find(cx, VerificationKind::PhoneRecovery).await?;
    match (recovery.view(cx.now).step, recovery.account_id) {
        (VerificationStep::NewPhone, Some(account_id)) => Ok(account_id),
        _ => Err(Problem::conflict(text(
            "Nhập mã OTP gửi qua email trước.",
            "Enter the code from the email first.",
        ))
        .into()),
    }
}

/// Handles `POST /api/v1/phone-recoveries/phone/code`. Repeated for one account, the last number counts, after a wait of its
/// own.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify_phone(
    cx: RequestContext,
    (): (),
    input: OneTimeCodeInput,
) -> Result<Reply<PhoneReplacement>> {
    let verification =
        verification::verify(&cx, VerificationKind::PhoneReplacement, &input.code).await?;
    let (Some(account_id), Some(new_phone)) = (verification.account_id, verification.phone.clone())
    else {
        return Err(Error::internal(
            "a replacement without an account or a number",
        ));
    };
    let takes_effect_at = cx.now + WAIT;
    let mut tx = cx.db().begin().await?;
    verification::finish(&mut tx, &verification).await?;
    // A later number counts in place of the one before, after a wait of its own.
    end(&mut tx, &cx, account_id, "superseded").await?;
    let (id, objection) = (Uuid::new_v4(), Token::fresh());
    sqlx::query!(
        "insert into phone_replacements (id, account_id, new_phone, asked_at, takes_effect_at, objection_token_hash)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        account_id,
        new_phone,
        cx.now,
        takes_effect_at,
        objection.hash(),
    )
    .execute(&mut *tx)
    .await?;
    let work = ReplacePhone { replacement_id: id };
    jobs::enqueue(&mut *tx, &work, takes_effect_at, cx.now).await?;
    Event::PhoneReplacementBegan
        .of(account_id)
        .write(&mut *tx, &cx)
        .await?;
    let link = format!(
        "{}/mat-so-dien-thoai/phan-doi?ma={}",
        cx.app.portal.public_url,
        objection.expose()
    );
    let when = format_date_time(takes_effect_at);
    let words = match language() {
        Language::Vietnamese => format!(
            "Có người xin đổi số điện thoại của tài khoản bạn từ {when}. Không phải bạn? Hủy tại: {link}"
        ),
        Language::English => format!(
            "Someone asked to change your account’s phone number from {when}. Not you? Cancel: {link}"
        ),
    };
    notifications::recipient(&mut tx, account_id)
        .await?
        .send_words(&mut tx, CHANGE_ASKED, &words, cx.now)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    let replacement = PhoneReplacement {
        takes_effect_at: when,
    };
    Ok(Reply::from(replacement).without_cookie(cookies::VERIFICATION, cx.embedding))
}

/// Handles `POST /api/v1/phone-recoveries/objection`.
///
/// # Errors
/// 404 where there is nothing to object to any more, or a database error.
pub async fn object(cx: RequestContext, (): (), input: ObjectionInput) -> Result<Empty> {
    let token = Token::given(input.token.trim().to_owned());
    let mut tx = cx.db().begin().await?;
    let account_id = sqlx::query_scalar!(
        "select account_id from phone_replacements where objection_token_hash = $1 and ended_at is null",
        token.hash()
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(|| nothing_to_object_to(&cx))?;
    object_for(&mut tx, &cx, account_id).await?;
    tx.commit().await?;
    Ok(Empty {})
}

/// Handles `POST /api/v1/account/phone/keep`.
///
/// # Errors
/// 401; 404 where nobody asked for another number; or a database error.
pub async fn keep(cx: RequestContext, (): (), _: Empty) -> Result<Empty> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    if !object_for(&mut tx, &cx, account_id).await? {
        return Err(nothing_to_object_to(&cx));
    }
    tx.commit().await?;
    Ok(Empty {})
}

/// Ends the replacement that waits, if one does, because of an objection.
async fn object_for(tx: &mut PgConnection, cx: &RequestContext, account_id: Uuid) -> Result<bool> {
    let ended = end(tx, cx, account_id, "objected").await?;
    if ended {
        Event::PhoneReplacementObjected
            .of(account_id)
            .write(tx, cx)
            .await?;
    }
    Ok(ended)
}

async fn end(
    tx: &mut PgConnection,
    cx: &RequestContext,
    account_id: Uuid,
    outcome: &str,
) -> Result<bool> {
    let ended = sqlx::query!(
        "update phone_replacements set ended_at = $2, outcome = $3 where account_id = $1 and ended_at is null",
        account_id,
        cx.now,
        outcome
    )
    .execute(tx)
    .await?;
    Ok(ended.rows_affected() > 0)
}

fn nothing_to_object_to(cx: &RequestContext) -> Error {
    let hotline = &cx.app.portal.hotline;
    let title = text(
        "Không có yêu cầu đổi số nào đang chờ.",
        "There is no request to change the number.",
    );
    Problem::new(404, ProblemCode::NotFound, title)
        .with_detail(|language: Language| match language {
            Language::Vietnamese => format!(
                "Yêu cầu có thể đã bị hủy hoặc đã có hiệu lực. Nếu số đã bị đổi mà không phải bạn, gọi {hotline} ngay."
            ),
            Language::English => format!(
                "It may have been cancelled or taken effect. If the number was changed and it was not you, call {hotline} now."
            ),
        })
        .into()
}

/// Lets the new number count, unless somebody objected. Whoever was signed in is signed out.
pub async fn replace(app: AppState, work: ReplacePhone) -> Result<Done> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let replacement = sqlx::query!(
        "update phone_replacements set ended_at = $2, outcome = 'replaced'
         where id = $1 and ended_at is null and takes_effect_at <= $2
         returning account_id, new_phone",
        work.replacement_id,
        now
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(replacement) = replacement else {
        return Ok(Done::Finished);
    };
    let account_id = replacement.account_id;
    let before = notifications::recipient(&mut tx, account_id).await?;
    sqlx::query!(
        "update accounts set phone = $2 where id = $1",
        account_id,
        replacement.new_phone
    )
    .execute(&mut *tx)
    .await?;
    session::end_all_but(&mut *tx, account_id, None).await?;
    Event::PhoneChanged
        .of(account_id)
        .with(json!({ "by": "recovery" }))
        .write_without_request(&mut *tx, now)
        .await?;
    before
        .notify(&mut tx, Notification::PhoneChanged, now)
        .await?;
    tx.commit().await?;
    Ok(Done::Finished)
}
