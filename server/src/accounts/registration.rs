//! A new citizen's account, verified as a mobile subscriber (IAL2).

use super::{
    captcha,
    flow::{self, Beginning, Kind, Message},
    password, session,
};
use crate::http::{Cx, Reply, Result, cookies};
use app::{
    api::{
        Empty, Problem,
        accounts::{Flow, NewPasswordInput, OneTimeCodeInput, RegistrationInput, SignedIn},
    },
    forms::account::{self, Registration},
    locales::t,
};
use domain::{
    calendar::vietnam_date,
    language::{Text, text},
};
use uuid::Uuid;

const ALREADY_REGISTERED: Text = text(
    "Co nguoi vua dung so giay to cua ban de dang ky tren Cong dich vu cong Tay Ninh. \
     Ban da co tai khoan: hay dang nhap. Neu khong phai ban, khong can lam gi.",
    "Somebody has just used your identity number to register at Tay Ninh Public Services. \
     You have an account already: sign in. If it was not you, there is nothing to do.",
);

/// Handles `POST /api/v1/registrations`.
///
/// # Errors
/// Field errors, 429, or a database error.
pub async fn start(cx: Cx, (): (), input: RegistrationInput) -> Result<Reply<Flow>> {
    let details = account::registration(&input, vietnam_date(cx.now))?;
    captcha::redeem(&cx, &input.captcha_id, &input.captcha).await?;
    flow::throttle_codes(&cx, details.phone.as_str()).await?;
    let owner = sqlx::query_scalar!(
        "select phone from accounts where identity_number = $1",
        details.identity_number.as_str()
    )
    .fetch_optional(cx.db())
    .await?;
    // Nothing in the answer differs where the number has an account already; its owner is told on the owner's telephone.
    let message = match &owner {
        None => Message::Code,
        Some(phone) => Message::Notice {
            phone,
            text: t(ALREADY_REGISTERED),
        },
    };
    let (flow, cookie) = flow::begin(
        &cx,
        Beginning {
            kind: Kind::Registration,
            details: serde_json::to_value(&details)?,
            account_id: None,
            phone: details.phone.as_str(),
            message,
        },
    )
    .await?;
    Ok(Reply::from(flow).with_cookie(cookie))
}

/// Handles `GET /api/v1/registrations/current`.
///
/// # Errors
/// 410, or a database error.
pub async fn show(cx: Cx, (): (), _: Empty) -> Result<Flow> {
    flow::show(&cx, Kind::Registration).await
}

/// Handles `POST /api/v1/registrations/current/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: Cx, (): (), input: OneTimeCodeInput) -> Result<Flow> {
    let flow = flow::verify(&cx, Kind::Registration, &input.code).await?;
    Ok(flow.view(cx.now))
}

/// Handles `POST /api/v1/registrations/current/resend`.
///
/// # Errors
/// 429, 410, or a database error.
pub async fn resend(cx: Cx, (): (), _: Empty) -> Result<Flow> {
    flow::resend(&cx, Kind::Registration).await
}

/// Handles `POST /api/v1/registrations/current/password`.
///
/// # Errors
/// Field errors, 409 where the code was not given or the number got an account meanwhile, 410, or a database error.
pub async fn complete(cx: Cx, (): (), input: NewPasswordInput) -> Result<Reply<SignedIn>> {
    let flow = flow::find(&cx, Kind::Registration).await?;
    if !flow.verified {
        return Err(Problem::conflict(text(
            "Cần nhập mã OTP trước khi đặt mật khẩu.",
            "Enter the one-time code before you choose a password.",
        ))
        .into());
    }
    let details: Registration = serde_json::from_value(flow.details.clone())?;
    let password = account::new_password(&input, &details)?;
    // Hashing takes its time and its turn, so no connection is held meanwhile.
    let password_hash = password::hash(&cx.app, password.expose().to_owned()).await?;
    let mut tx = cx.db().begin().await?;
    let flow = flow::lock(&mut tx, &cx, Kind::Registration).await?;
    let id = Uuid::new_v4();
    let made = sqlx::query!(
        "insert into accounts (id, kind, identity_number, full_name, birth_date, phone, email, password_hash,
             assurance, created_at)
         values ($1, 'citizen', $2, $3, $4, $5, $6, $7, 2, $8)
         on conflict on constraint accounts_identity_number_key do nothing",
        id,
        details.identity_number.as_str(),
        details.full_name.as_str(),
        details.birth_date,
        details.phone.as_str(),
        details.email.as_ref().map(domain::contact::EmailAddress::as_str),
        password_hash,
        cx.now,
    )
    .execute(&mut *tx)
    .await?;
    if made.rows_affected() == 0 {
        return Err(Problem::conflict(text(
            "Số giấy tờ này vừa được đăng ký ở nơi khác.",
            "This identity number has just been registered elsewhere.",
        ))
        .with_detail(text(
            "Đăng nhập, hoặc gọi tổng đài nếu không phải bạn đã đăng ký.",
            "Sign in, or call the hotline if it was not you who registered.",
        ))
        .into());
    }
    flow::finish(&mut tx, &flow).await?;
    let cookie = session::begin(&mut *tx, id, cx.now, cx.place).await?;
    tx.commit().await?;
    Ok(Reply::from(SignedIn {
        next: "/tai-khoan".to_owned(),
    })
    .with_cookie(cookie)
    .without_cookie(cookies::FLOW, cx.place))
}
