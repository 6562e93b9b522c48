//! The control API: who has an account, and what goes wrong at the token endpoint.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{IdentityProvider, person::Person};
use crate::{Sandbox, json};

/// How the answer is wrong. Everything else about it stays right, so that a client which refuses it has checked just this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    WrongNonce,
    /// The ID token is signed with a key that is not published, under the name of one that is. VNeID: the wrapped key is
    /// not the one that the data is enciphered with.
    WrongKey,
    /// The ID token has been over for an hour.
    Expired,
    WrongAudience,
    WrongIssuer,
    /// The ID token says `"alg":"none"` and has no signature.
    NoneAlgorithm,
    /// The ID token is for the portal and for `another-client`.
    MoreAudiences,
    /// The same, and it was `another-client` that asked for it.
    OtherParty,
    /// Userinfo tells of another `sub` than the ID token.
    OtherSubject,
    /// Userinfo tells what has digits only as JSON numbers, under names in capitals, and so without zeros in front.
    Numbers,
    /// There is never an answer.
    Hang,
    /// A bare HTTP 500; the code stays good.
    Http500,
}

impl Fault {
    /// Whether the fault means anything at `provider`.
    pub(super) fn is_known_to(self, provider: IdentityProvider) -> bool {
        let of_any = matches!(
            self,
            Self::WrongKey | Self::Hang | Self::Http500 | Self::Numbers
        );
        provider.speaks_openid() || of_any
    }
}

#[derive(Deserialize)]
pub(crate) struct ScheduledFault {
    pub provider: IdentityProvider,
    pub fault: Fault,
    /// How many answers it distorts.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

/// `POST /sandbox/identity-provider/{provider}/people`: 201. Somebody of the same `sub` is replaced, which shows from the
/// next sign-in on.
pub(crate) async fn add_person(
    State(sandbox): State<Sandbox>,
    Path(provider): Path<IdentityProvider>,
    Json(person): Json<Person>,
) -> Response {
    if person.sub.is_empty() || person.name.is_empty() {
        return refused("a person has a sub and a name");
    }
    sandbox.instance(provider).store().add(person);
    StatusCode::CREATED.into_response()
}

/// `POST /sandbox/identity-provider/faults`: 201, or 422 where the provider does not know the fault.
pub(crate) async fn schedule_fault(
    State(sandbox): State<Sandbox>,
    Json(next): Json<ScheduledFault>,
) -> Response {
    if next.times == 0 || !next.fault.is_known_to(next.provider) {
        return refused("this provider does not know this fault, or times is 0");
    }
    let mut store = sandbox.instance(next.provider).store();
    store.schedule(next.fault, next.times);
    StatusCode::CREATED.into_response()
}

pub(crate) async fn clear_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    for provider in IdentityProvider::ALL {
        sandbox.instance(provider).store().clear_faults();
    }
    StatusCode::NO_CONTENT
}

fn refused(error: &str) -> Response {
    json::error(StatusCode::UNPROCESSABLE_ENTITY, error)
}
