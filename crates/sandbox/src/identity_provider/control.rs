//! What tests and tools turn: who has an account, and what goes wrong.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{IdentityProvider, fault::ScheduledFault, person::Person};
use crate::{Sandbox, json};

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

/// `DELETE /sandbox/identity-provider/faults`
pub(crate) async fn clear_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    for provider in IdentityProvider::ALL {
        sandbox.instance(provider).store().clear_faults();
    }
    StatusCode::NO_CONTENT
}

fn refused(error: &str) -> Response {
    json::error(StatusCode::UNPROCESSABLE_ENTITY, error)
}
