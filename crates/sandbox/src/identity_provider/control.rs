//! What tests and tools turn: who has an account, and what goes wrong.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{IdentityProvider, fault::Order, person::Person};
use crate::Sandbox;

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
    sandbox.house(provider).book().add(person);
    StatusCode::CREATED.into_response()
}

/// `POST /sandbox/identity-provider/faults`: 201, or 422 where the provider does not know the fault.
pub(crate) async fn order_fault(
    State(sandbox): State<Sandbox>,
    Json(order): Json<Order>,
) -> Response {
    if order.times == 0 || !order.fault.strikes(order.provider) {
        return refused("this provider does not know this fault, or times is 0");
    }
    sandbox
        .house(order.provider)
        .book()
        .order(order.fault, order.times);
    StatusCode::CREATED.into_response()
}

/// `DELETE /sandbox/identity-provider/faults`
pub(crate) async fn clear_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    for provider in IdentityProvider::ALL {
        sandbox.house(provider).book().clear_faults();
    }
    StatusCode::NO_CONTENT
}

fn refused(error: &str) -> Response {
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        Json(json!({ "error": error })),
    )
        .into_response()
}
