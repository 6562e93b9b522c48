//! The last step of every way in: a session begins, the browser is known from now on, and the log says so.

use crate::{
    audit::Event,
    auth::{
        ceremony::Ceremony,
        known_browser,
        officer::has_second_factor,
        session::{self, NewSession},
    },
    http::{Reply, RequestContext, Result},
    identity_links::PendingIdentity,
    notifications::{self, Notification},
    rate_limit::address_limit,
};
use app::{
    api::{Problem, ProblemCode, accounts::SignedIn, sessions::Method},
    embedding::Embedding,
};
use domain::language::{Language, text};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// What was proved, and how.
#[derive(Clone, Debug)]
pub struct Proof {
    pub account_id: Uuid,
    pub method: Method,
    /// How sure that makes us, 1 to 3.
    pub assurance: u8,
    /// The identity provider's token.
    pub id_token: Option<String>,
}

/// Cookies to be set once the transaction is done.
#[must_use]
pub struct Entered {
    session: String,
    known: Option<String>,
}

/// Begins a session in place of the one that there was. A pending identity of this browser leads here from now on.
pub async fn enter(tx: &mut PgConnection, cx: &RequestContext, proof: Proof) -> Result<Entered> {
    let (account_id, method) = (proof.account_id, proof.method);
    if has_second_factor(method, proof.assurance) {
        link_pending(&mut *tx, cx, account_id).await?;
    }
    if let Some(session) = &cx.session {
        session::forget(&mut *tx, session).await?;
    }
    let new = NewSession {
        account_id,
        method,
        assurance: proof.assurance,
        browser: cx.browser.clone(),
        address: cx.client_ip.to_string(),
        id_token: proof.id_token,
    };
    let session = session::begin(&mut *tx, new, cx.now, cx.embedding).await?;
    address_limit::signed_in(&mut *tx, cx, account_id).await?;
    // What a frame is given, one framing site sees and loses soon; it is no browser to be known by.
    let known = match cx.embedding {
        Embedding::TopLevel => Some(known_browser::remember(&mut *tx, cx, account_id).await?),
        Embedding::Frame => None,
    };
    Event::SignedIn
        .of(account_id)
        .with(json!({ "method": method, "assurance": proof.assurance }))
        .write(&mut *tx, cx)
        .await?;
    Ok(Entered { session, known })
}

impl Entered {
    /// The answer after signing in: where to go, with the cookies.
    pub fn reply(self, next: String) -> Reply<SignedIn> {
        let reply = Reply::from(SignedIn { next }).with_cookie(self.session);
        match self.known {
            Some(known) => reply.with_cookie(known),
            None => reply,
        }
    }
}

/// Whether an account of this state may be signed in to. Told only to whoever has its password.
///
/// # Errors
/// 403 with what to do.
pub fn require_active(cx: &RequestContext, state: &str) -> Result<()> {
    if state == "active" {
        return Ok(());
    }
    let title = text(
        "Tài khoản này hiện không đăng nhập được.",
        "You cannot sign in to this account at the moment.",
    );
    let problem = Problem::new(403, ProblemCode::Forbidden, title);
    let problem = if state == "waiting" {
        problem.with_detail(text(
            "Quản trị viên chưa duyệt tài khoản này. Khi duyệt xong, bạn sẽ nhận được tin nhắn.",
            "An administrator has not approved this account yet. We will text you when that is done.",
        ))
    } else {
        let hotline = &cx.app.portal.hotline;
        problem.with_detail(|language: Language| match language {
            Language::Vietnamese => format!("Liên hệ quản trị viên hoặc gọi {hotline}."),
            Language::English => format!("Ask the administrator, or call {hotline}."),
        })
    };
    Err(problem.into())
}

/// Links whoever was identified in this browser to the account that has now been authenticated as well.
async fn link_pending(tx: &mut PgConnection, cx: &RequestContext, account_id: Uuid) -> Result<()> {
    let ceremony = Ceremony::PendingIdentity;
    let found = ceremony.find::<PendingIdentity>(&mut *tx, cx).await?;
    if found.is_none_or(|(owner, _)| owner != Some(account_id)) {
        return Ok(());
    }
    // Only once: another tab may have come to its end at the same time.
    match ceremony.take::<PendingIdentity>(&mut *tx, cx).await? {
        Some((_, pending)) => link(&pending, tx, cx, account_id).await,
        None => Ok(()),
    }
}

/// Lets an identity lead into an account from now on, and tells the account's owner.
pub async fn link(
    pending: &PendingIdentity,
    tx: &mut PgConnection,
    cx: &RequestContext,
    account_id: Uuid,
) -> Result<()> {
    pending.link(&mut *tx, account_id, cx.now).await?;
    let event = match pending.certificate {
        Some(_) => Event::CertificateBound,
        None => Event::IdentityLinked,
    };
    event
        .of(account_id)
        .with(json!({ "method": pending.method }))
        .write(&mut *tx, cx)
        .await?;
    notifications::recipient(&mut *tx, account_id)
        .await?
        .notify(&mut *tx, Notification::WayInAdded(pending.method), cx.now)
        .await
}
