//! Sign-in with identity number, password and one-time code.

use super::{
    captcha,
    flow::{self, Beginning, Kind, Message},
    password, session, throttle,
};
use crate::http::{Cx, Reply, Result, cookies};
use app::{
    api::{
        Empty, Problem,
        accounts::{Flow, OneTimeCodeInput, SignInInput, SignedIn},
    },
    forms::{Checks, account::CAPTCHA_MISSING},
};
use domain::{identity::IdentityNumber, language::text, password::Password};
use time::Duration;

/// Longest password that is looked at, in bytes: bounds the work of hashing.
const LONGEST_PASSWORD: usize = 1024;

/// Passwords tried from one address.
const TRIES_PER_ADDRESS: throttle::Limit = throttle::Limit {
    name: "sign-in-address",
    burst: 30,
    per: Duration::minutes(10),
};
/// Passwords tried for one identity number, whether it has an account or not. Regained evenly, so nobody is locked out
/// for good.
const TRIES_PER_NUMBER: throttle::Limit = throttle::Limit {
    name: "sign-in-number",
    burst: 10,
    per: Duration::minutes(10),
};

/// Handles `POST /api/v1/sign-ins`.
///
/// # Errors
/// Field errors, which do not tell a wrong password from an unknown number; 429; or a database error.
pub async fn start(cx: Cx, (): (), input: SignInInput) -> Result<Reply<Flow>> {
    let number = check(&input)?;
    captcha::redeem(&cx, &input.captcha_id, &input.captcha).await?;
    throttle::take(
        cx.db(),
        TRIES_PER_ADDRESS,
        &cx.client_ip.to_string(),
        cx.now,
    )
    .await?;
    throttle::take(cx.db(), TRIES_PER_NUMBER, number.as_str(), cx.now).await?;

    let account = sqlx::query!(
        "select id, phone, password_hash from accounts where identity_number = $1",
        number.as_str()
    )
    .fetch_optional(cx.db())
    .await?;
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    // The same normalisation as when the password was chosen, so that keyboards that compose letters differently agree.
    let typed = Password::parse(&input.password)
        .map_or(input.password, |password| password.expose().to_owned());
    let matches = password::verify(&cx.app, typed, stored).await?;
    let Some(account) = account.filter(|_| matches) else {
        return Err(Problem::field(
            "password",
            text(
                "Số giấy tờ hoặc mật khẩu chưa đúng.",
                "The identity number or the password is not right.",
            ),
        )
        .into());
    };
    flow::throttle_codes(&cx, &account.phone).await?;
    let (flow, cookie) = flow::begin(
        &cx,
        Beginning {
            kind: Kind::SignIn,
            details: serde_json::json!({ "next": own_path(&input.next) }),
            account_id: Some(account.id),
            phone: &account.phone,
            message: Message::Code,
        },
    )
    .await?;
    Ok(Reply::from(flow).with_cookie(cookie))
}

fn check(input: &SignInInput) -> Result<IdentityNumber> {
    let mut checks = Checks::default();
    let number = checks.field(
        "identity_number",
        IdentityNumber::parse(&input.identity_number),
    );
    checks.require(
        "password",
        !input.password.is_empty(),
        text("Nhập mật khẩu.", "Enter your password."),
    );
    checks.require(
        "password",
        input.password.len() <= LONGEST_PASSWORD,
        text("Mật khẩu quá dài.", "The password is too long."),
    );
    checks.require("captcha", !input.captcha.trim().is_empty(), CAPTCHA_MISSING);
    Ok(checks.finish(number)?)
}

/// A path of ours, or the account page: an address from a form must not lead to another site.
fn own_path(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 300
        && next
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if ours { next } else { "/tai-khoan" }
}

/// Handles `GET /api/v1/sign-ins/current`.
///
/// # Errors
/// 410, or a database error.
pub async fn show(cx: Cx, (): (), _: Empty) -> Result<Flow> {
    flow::show(&cx, Kind::SignIn).await
}

/// Handles `POST /api/v1/sign-ins/current/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: Cx, (): (), input: OneTimeCodeInput) -> Result<Reply<SignedIn>> {
    let verified = flow::verify(&cx, Kind::SignIn, &input.code).await?;
    let account_id = verified
        .account_id
        .ok_or_else(|| crate::http::Error::internal("a sign-in without an account"))?;
    let mut tx = cx.db().begin().await?;
    flow::finish(&mut tx, &verified).await?;
    let cookie = session::begin(&mut *tx, account_id, cx.now, cx.place).await?;
    tx.commit().await?;
    let next = verified.details["next"]
        .as_str()
        .unwrap_or("/tai-khoan")
        .to_owned();
    Ok(Reply::from(SignedIn { next })
        .with_cookie(cookie)
        .without_cookie(cookies::FLOW, cx.place))
}

/// Handles `POST /api/v1/sign-ins/current/resend`.
///
/// # Errors
/// 429, 410, or a database error.
pub async fn resend(cx: Cx, (): (), _: Empty) -> Result<Flow> {
    flow::resend(&cx, Kind::SignIn).await
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn a_forged_next_address_never_leaves_the_portal() {
        for forged in [
            "https://evil.vn",
            "//evil.vn",
            "/\\evil.vn",
            "javascript:alert(1)",
            "",
            "/a\r\nSet-Cookie: x",
            "/x y",
        ] {
            assert_eq!(own_path(forged), "/tai-khoan", "{forged:?}");
        }
        assert_eq!(
            own_path("/nop-ho-so/2.000488?unit=1"),
            "/nop-ho-so/2.000488?unit=1"
        );
    }
}
