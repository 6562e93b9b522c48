//! What the owner of an account changes about how it is got into. Each change wants a recent proof of who is signed in, and is
//! told to where the owner was reached before.

use super::change_password::PasswordChange;
use crate::{
    audit::Event,
    auth::{password, return_path::own_path, session},
    http::{Error, Reply, RequestContext, Result, cookies},
    notifications::{self, Notification},
    rate_limit,
    verification::{self, Delivery, Destinations, NewVerification},
};
use app::api::{
    Empty, Problem,
    accounts::{AccountKind, NewPasswordInput, OneTimeCodeInput, SignedIn},
    recovery::PhoneInput,
    security::{EmailInput, ProofInput, Security},
    verifications::{CodeMethod, Verification, VerificationKind},
};
use domain::{
    calendar::format_date_time,
    contact::EmailAddress,
    identity::{IdentityKind, IdentityNumber},
    language::text,
    password::Password,
    phone::PhoneNumber,
};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// Passwords tried by whoever is signed in.
const PROOFS: rate_limit::Limit = rate_limit::Limit {
    name: "proof",
    burst: 10,
    per: Duration::minutes(10),
};

/// Handles `GET /api/v1/account/security`.
///
/// # Errors
/// 401, or a database error.
pub async fn show(cx: RequestContext, (): (), _: Empty) -> Result<Security> {
    let account_id = cx.account()?;
    let row = sqlx::query!(
        r#"select a.password_hash is not null as "has_password!", r.takes_effect_at as "takes_effect_at?",
               a.kind as "kind: AccountKind", a.login_name
           from accounts a left join phone_replacements r on r.account_id = a.id and r.ended_at is null
           where a.id = $1"#,
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    Ok(Security {
        has_password: row.has_password,
        second_factor: cx.session()?.require_second_factor().is_ok(),
        proved_recently: cx.require_recent_authentication().is_ok(),
        has_old_number: row.kind == AccountKind::Citizen
            && IdentityNumber::parse(&row.login_name)
                .is_ok_and(|number| number.kind() == IdentityKind::Cmnd),
        phone_replaced_at: row.takes_effect_at.map(format_date_time),
    })
}

/// Handles `POST /api/v1/account/proof`.
///
/// # Errors
/// 401; a field error; 429; or a database error.
pub async fn prove(cx: RequestContext, (): (), input: ProofInput) -> Result<Reply<SignedIn>> {
    let account_id = cx.account()?;
    rate_limit::take(cx.db(), PROOFS, &account_id.to_string(), cx.now).await?;
    let stored = sqlx::query_scalar!(
        "select password_hash from accounts where id = $1",
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    let typed = Password::parse(&input.password)
        .map_or_else(|_| String::new(), |password| password.expose().to_owned());
    if !password::verify(&cx.app, typed, stored).await? {
        Event::SignInFailed
            .of(account_id)
            .with(json!({ "step": "proof" }))
            .write(cx.db(), &cx)
            .await?;
        let wrong = text("Mật khẩu chưa đúng.", "The password is incorrect.");
        return Err(Problem::field("password", wrong).into());
    }
    let cookie = session::renew(cx.db(), cx.session()?, cx.now, cx.embedding).await?;
    let next = own_path(&input.next).to_owned();
    Ok(Reply::from(SignedIn { next }).with_cookie(cookie))
}

/// Handles `POST /api/v1/account/password`.
///
/// # Errors
/// 401; 403 without a recent proof; field errors; or a database error.
pub async fn change_password(cx: RequestContext, (): (), input: NewPasswordInput) -> Result<Empty> {
    let account_id = cx.require_recent_authentication()?;
    let password = PasswordChange::chosen(&cx, account_id, &input).await?;
    let mut tx = cx.db().begin().await?;
    let entry = Event::PasswordChanged.of(account_id);
    password
        .store(&mut tx, &cx, Some(cx.session()?.id), entry)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(Empty {})
}

/// Handles `POST /api/v1/account/phone`.
///
/// # Errors
/// 401; 403 without a recent proof; a field error; 429; or a database error.
pub async fn start_phone(
    cx: RequestContext,
    (): (),
    input: PhoneInput,
) -> Result<Reply<Verification>> {
    let account_id = cx.require_recent_authentication()?;
    let phone = PhoneNumber::parse(&input.phone).map_err(|error| Problem::field("phone", error))?;
    let destinations = Destinations {
        phone: Some(phone.as_str()),
        email: None,
    };
    send_code(
        &cx,
        VerificationKind::PhoneChange,
        account_id,
        destinations,
        CodeMethod::Sms,
    )
    .await
}

/// Handles `POST /api/v1/account/email`. An agency's address is the name of its account and stays.
///
/// # Errors
/// 401; 403 without a recent proof; a field error; 409 for an agency; 429; or a database error.
pub async fn start_email(
    cx: RequestContext,
    (): (),
    input: EmailInput,
) -> Result<Reply<Verification>> {
    let account_id = cx.require_recent_authentication()?;
    let email =
        EmailAddress::parse(&input.email).map_err(|error| Problem::field("email", error))?;
    let of_agency = sqlx::query_scalar!(
        r#"select kind = 'agency' as "of_agency!" from accounts where id = $1"#,
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    if of_agency {
        return Err(Problem::conflict(text(
            "Thư điện tử công vụ là tên đăng nhập của cơ quan. Liên hệ quản trị viên để đổi.",
            "The official email is the agency’s user name. Ask the administrator to change it.",
        ))
        .into());
    }
    let destinations = Destinations {
        phone: None,
        email: Some(email.as_str()),
    };
    send_code(
        &cx,
        VerificationKind::EmailChange,
        account_id,
        destinations,
        CodeMethod::Email,
    )
    .await
}

async fn send_code(
    cx: &RequestContext,
    kind: VerificationKind,
    account_id: Uuid,
    destinations: Destinations<'_>,
    method: CodeMethod,
) -> Result<Reply<Verification>> {
    let destination = destinations
        .phone
        .or(destinations.email)
        .unwrap_or_default();
    verification::limit_chosen(cx, &account_id.to_string(), destination).await?;
    let (verification, cookie) = verification::begin(
        cx,
        NewVerification {
            kind,
            details: json!({}),
            account_id: Some(account_id),
            destinations,
            method,
            delivery: Delivery::Direct,
        },
    )
    .await?;
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// Handles `POST /api/v1/account/phone/code`.
///
/// # Errors
/// 401; a field error; 410; or a database error.
pub async fn verify_phone(
    cx: RequestContext,
    (): (),
    input: OneTimeCodeInput,
) -> Result<Reply<Empty>> {
    verified(&cx, VerificationKind::PhoneChange, &input.code).await
}

/// Handles `POST /api/v1/account/email/code`.
///
/// # Errors
/// 401; a field error; 410; or a database error.
pub async fn verify_email(
    cx: RequestContext,
    (): (),
    input: OneTimeCodeInput,
) -> Result<Reply<Empty>> {
    verified(&cx, VerificationKind::EmailChange, &input.code).await
}

/// The code came to the new number or address, so it counts from now on. Whoever was reached before is told.
async fn verified(cx: &RequestContext, kind: VerificationKind, code: &str) -> Result<Reply<Empty>> {
    let account_id = cx.account()?;
    let verification = verification::verify(cx, kind, code).await?;
    if verification.account_id != Some(account_id) {
        return Err(Error::internal(
            "a change of another account than the one signed in",
        ));
    }
    let mut tx = cx.db().begin().await?;
    let before = notifications::recipient(&mut tx, account_id).await?;
    sqlx::query!(
        "update accounts set phone = coalesce($2, phone), email = coalesce($3, email) where id = $1",
        account_id,
        verification.phone,
        verification.email
    )
    .execute(&mut *tx)
    .await?;
    verification::finish(&mut tx, &verification).await?;
    let (event, notice) = match kind {
        VerificationKind::EmailChange => (Event::EmailChanged, Notification::EmailChanged),
        _ => (Event::PhoneChanged, Notification::PhoneChanged),
    };
    event.of(account_id).write(&mut *tx, cx).await?;
    before.notify(&mut tx, notice, cx.now).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(Reply::from(Empty {}).without_cookie(cookies::VERIFICATION, cx.embedding))
}
