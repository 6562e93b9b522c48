//! Sign-in with identity number, password and one-time code.

use super::{
    address_limit, captcha,
    entry::{self, Proof},
    flow::{self, Beginning, Message, Reach},
    password, throttle,
};
use crate::{
    audit::Event,
    http::{Cx, Error, Reply, Result, cookies},
};
use app::{
    api::{
        Empty, Problem, ProblemCode,
        accounts::{OneTimeCodeInput, SignInInput, SignedIn},
        flows::{CodeMethod, Flow, FlowKind},
        sessions::Method,
    },
    forms::{Checks, account::CAPTCHA_MISSING},
};
use domain::{language::text, login_name::LoginName, password::Password};
use serde_json::json;
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
/// Field errors, which do not tell a wrong password from an unknown name; 429; or a database error.
pub async fn start(cx: Cx, (): (), input: SignInInput) -> Result<Reply<Flow>> {
    let name = check(&input)?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    noted(&cx, address_limit::take(&cx, TRIES_PER_ADDRESS).await).await?;
    let known = entry::known_browser(&cx, &name).await?;
    noted(
        &cx,
        entry::limit_tries(&cx, TRIES_PER_NUMBER, &name, known.as_deref()).await,
    )
    .await?;
    let account = sqlx::query!(
        "select id, phone, email, password_hash, state from accounts where login_name = $1",
        name.as_str()
    )
    .fetch_optional(cx.db())
    .await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    // The same normalisation as when the password was chosen, so that keyboards that compose letters differently agree.
    let typed = Password::parse(&input.password)
        .map_or(input.password, |password| password.expose().to_owned());
    let matches = password::verify(&cx.app, typed, stored).await?;
    let Some(account) = account.filter(|_| matches) else {
        // Whose account it is must not be told apart by what is written down, either: the entry names nobody.
        Event::SignInFailed
            .of(None)
            .with(json!({ "step": "password" }))
            .write_for_stranger(&cx)
            .await?;
        return Err(Problem::field(
            "password",
            text(
                "Số giấy tờ hoặc mật khẩu chưa đúng.",
                "The identity number or the password is not right.",
            ),
        )
        .into());
    };
    address_limit::give_back(&cx, TRIES_PER_ADDRESS).await?;
    may_enter(&account.state)?;
    flow::limit_sign_in(&cx, account.id, known.as_deref()).await?;
    let (flow, cookie) = flow::begin(
        &cx,
        Beginning {
            kind: FlowKind::SignIn,
            details: json!({ "next": own_path(&input.next) }),
            account_id: Some(account.id),
            reach: Reach {
                phone: Some(&account.phone),
                email: account.email.as_deref(),
            },
            method: CodeMethod::Sms,
            message: Message::Code,
        },
    )
    .await?;
    Ok(Reply::from(flow).with_cookie(cookie))
}

/// Writes down that there were too many tries. Whose account it was about is not told apart by that, either.
async fn noted(cx: &Cx, limited: Result<()>) -> Result<()> {
    if matches!(&limited, Err(Error::Problem(problem)) if problem.status == 429) {
        Event::Throttled
            .of(None)
            .with(json!({ "step": "password" }))
            .write_for_stranger(cx)
            .await?;
    }
    limited
}

/// Whether an account of this state may be signed in to. Told only to whoever has its password.
///
/// # Errors
/// 403 with what to do.
pub fn may_enter(state: &str) -> Result<()> {
    let detail = match state {
        "active" => return Ok(()),
        "waiting" => text(
            "Người quản trị chưa duyệt tài khoản này. Khi duyệt xong, bạn sẽ nhận được tin nhắn.",
            "An administrator has not approved this account yet. You will get a text message when that is done.",
        ),
        _ => text(
            "Liên hệ người quản trị hoặc gọi tổng đài.",
            "Ask the administrator, or call the hotline.",
        ),
    };
    let title = text(
        "Tài khoản này hiện không đăng nhập được.",
        "This account cannot be signed in to at present.",
    );
    Err(Problem::new(403, ProblemCode::Forbidden, title)
        .with_detail(detail)
        .into())
}

fn check(input: &SignInInput) -> Result<LoginName> {
    let mut checks = Checks::default();
    let name = checks.field("identity_number", LoginName::parse(&input.identity_number));
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
    Ok(checks.finish(name)?)
}

/// A path of ours, or the account page: an address from a form must not lead to another site.
pub(super) fn own_path(next: &str) -> &str {
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
    Ok(flow::find(&cx, FlowKind::SignIn).await?.view(cx.now))
}

/// Handles `POST /api/v1/sign-ins/current/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: Cx, (): (), input: OneTimeCodeInput) -> Result<Reply<SignedIn>> {
    let verified = flow::verify(&cx, FlowKind::SignIn, &input.code).await?;
    let account_id = verified
        .account_id
        .ok_or_else(|| Error::internal("a sign-in without an account"))?;
    let mut tx = cx.db().begin().await?;
    flow::finish(&mut tx, &verified).await?;
    let proof = Proof {
        account_id,
        method: Method::Password,
        assurance: 2,
        id_token: None,
    };
    let entered = entry::enter(&mut tx, &cx, proof).await?;
    tx.commit().await?;
    cx.app.wake_jobs();
    let next = verified.details["next"]
        .as_str()
        .unwrap_or("/tai-khoan")
        .to_owned();
    Ok(entered.reply(next).without_cookie(cookies::FLOW, cx.place))
}

/// Handles `POST /api/v1/sign-ins/current/resend`.
///
/// # Errors
/// 429, 410, or a database error.
pub async fn resend(cx: Cx, (): (), _: Empty) -> Result<Flow> {
    flow::send_again(&cx, FlowKind::SignIn, None).await
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
