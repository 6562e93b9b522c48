//! Signing in with an account elsewhere.

use super::{TRY_ANOTHER_WAY, pending_identity};
use crate::{
    audit::Event,
    auth::{ceremony::Ceremony, return_path::own_path},
    http::{Error, Reply, RequestContext, Result, context, form_bridge::see_other},
    identity_links::PendingIdentity,
    rate_limit::{self, address_limit},
    state::AppState,
};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::SignedIn,
    federated_login::{Elsewhere, FederatedLoginInput, Issuer, IssuerPath, LoginMethods},
};
use axum::{
    extract::{Query, Request, State},
    response::Response,
};
use domain::language::{Text, text};
use identity_providers::{Expected, IdentityError, IdentityProvider};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use time::Duration;

/// Level of assurance that is asked for: procedures that are paid for need it.
const LEVEL: u8 = 2;
/// Sign-ins begun from one address.
const BEGUN_PER_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "federated-login",
    burst: 30,
    per: Duration::minutes(10),
};

/// What is remembered while somebody is at the provider.
#[derive(Serialize, Deserialize)]
struct Away {
    issuer: Issuer,
    expected: Expected,
    next: String,
}

/// Handles `GET /api/v1/login-methods`.
pub async fn login_methods(cx: RequestContext, (): (), _: Empty) -> Result<LoginMethods> {
    let offered = |issuer: &Issuer| cx.app.identity_providers.get(*issuer).is_some();
    Ok(LoginMethods {
        issuers: Issuer::ALL.into_iter().filter(offered).collect(),
        devices: cx.app.config.signing.devices(),
    })
}

/// Handles `POST /api/v1/federated-logins/{issuer}`.
///
/// # Errors
/// 404 where accounts of this issuer are not taken; 429; 502 where the provider does not answer; or a database error.
pub async fn begin(
    cx: RequestContext,
    path: IssuerPath,
    input: FederatedLoginInput,
) -> Result<Reply<Elsewhere>> {
    let provider = provider(&cx.app, path.issuer)?;
    address_limit::take(&cx, BEGUN_PER_ADDRESS).await?;
    let begun = provider.begin(LEVEL).await.map_err(|error| {
        tracing::warn!(issuer = path.issuer.name(), %error, "a sign-in elsewhere cannot begin");
        Problem::new(502, ProblemCode::ProviderUnavailable, NO_ANSWER).with_detail(TRY_ANOTHER_WAY)
    })?;
    let away = Away {
        issuer: path.issuer,
        expected: begun.expected,
        next: own_path(&input.next).to_owned(),
    };
    let cookie = Ceremony::FederatedLogin
        .begin(cx.db(), &cx, None, &away)
        .await?;
    Ok(Reply::from(Elsewhere { url: begun.url }).with_cookie(cookie))
}

const NO_ANSWER: Text = text(
    "Nơi cấp tài khoản hiện không trả lời.",
    "The account provider is not responding.",
);

fn provider(app: &AppState, issuer: Issuer) -> Result<Arc<dyn IdentityProvider>> {
    app.identity_providers
        .get(issuer)
        .ok_or_else(|| Problem::not_found().into())
}

/// What a browser brings back (RFC 6749, section 4.1.2).
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Return {
    #[serde(skip_serializing_if = "String::is_empty")]
    code: String,
    state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    error: String,
}

impl Return {
    /// Whether it answers anything, whether or not that was asked.
    pub(super) fn is_an_answer(&self) -> bool {
        !self.state.is_empty() && !(self.code.is_empty() && self.error.is_empty())
    }
}

/// The page for whoever brings nothing that answers a sign-in.
pub(super) fn failed_return() -> String {
    Failure::Unexpected.page()
}

/// Why nobody was signed in; named in the address of the page that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// Begun in another browser, too long ago, or answered before.
    Unexpected,
    /// Whoever it was went back.
    Declined,
    Unavailable,
    /// The provider's answer does not hold.
    Forged,
    /// The provider names no papers.
    TooLittle,
    /// The account may not be signed in to.
    NotAllowed,
    /// Our fault.
    Ours,
}

impl Failure {
    const fn name(self) -> &'static str {
        match self {
            Self::Unexpected => "khong-khop",
            Self::Declined => "tu-choi",
            Self::Unavailable => "khong-tra-loi",
            Self::Forged => "khong-tin-cay",
            Self::TooLittle => "thieu-giay-to",
            Self::NotAllowed => "khong-duoc-vao",
            Self::Ours => "loi",
        }
    }

    fn page(self) -> String {
        format!("/dang-nhap/khong-thanh?ly-do={}", self.name())
    }
}

/// Answers `GET /dang-nhap/{issuer}/ket-qua`: somebody comes back from the provider.
pub async fn come_back(
    State(app): State<AppState>,
    issuer: Issuer,
    Query(brought): Query<Return>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let reference = context::reference(&parts);
    let answer = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let reply = match identified(&cx, issuer, &brought).await? {
            Ok(identity) => pending_identity::arrive(&cx, identity).await?,
            Err(failure) => {
                Event::SignInFailed
                    .of(None)
                    .with(json!({ "step": issuer.name(), "why": failure.name() }))
                    .write_for_stranger(&cx)
                    .await?;
                Reply::from(SignedIn {
                    next: failure.page(),
                })
            }
        };
        Ok::<_, Error>(reply.see_other(|signed_in| &signed_in.next))
    };
    match answer.await {
        Ok(response) => response,
        // Somebody looks at a page, whatever went wrong; the log has the rest.
        Err(error) => see_other(&match error.into_problem(&reference).status {
            403 => Failure::NotAllowed.page(),
            _ => Failure::Ours.page(),
        }),
    }
}

/// Who has come back. What was remembered is forgotten first, so that an answer counts once; no connection is held while the
/// provider is asked.
async fn identified(
    cx: &RequestContext,
    issuer: Issuer,
    brought: &Return,
) -> Result<std::result::Result<PendingIdentity, Failure>> {
    let found = Ceremony::FederatedLogin.take::<Away>(cx.db(), cx).await?;
    let Some((_, away)) = found else {
        return Ok(Err(Failure::Unexpected));
    };
    if away.issuer != issuer || away.expected.state != brought.state {
        return Ok(Err(Failure::Unexpected));
    }
    if !brought.error.is_empty() || brought.code.is_empty() {
        return Ok(Err(Failure::Declined));
    }
    let provider = provider(&cx.app, issuer)?;
    match provider.finish(&away.expected, &brought.code, cx.now).await {
        Ok(identity) => Ok(Ok(PendingIdentity {
            method: issuer.method(),
            identity,
            certificate: None,
            next: away.next,
        })),
        Err(error) => {
            tracing::warn!(issuer = issuer.name(), %error, "a sign-in elsewhere does not hold");
            Ok(Err(match error {
                IdentityError::Unavailable(_) => Failure::Unavailable,
                IdentityError::Refused(_) => Failure::Unexpected,
                IdentityError::Forged(_) => Failure::Forged,
                IdentityError::TooLittle => Failure::TooLittle,
            }))
        }
    }
}
