//! Ordering faults and choosing a profile, over HTTP.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Ordered, Profile};
use crate::Sandbox;

/// `POST /sandbox/faults`: 201, or 422 where the point does not know the fault.
pub(crate) async fn add(State(sandbox): State<Sandbox>, Json(ordered): Json<Ordered>) -> Response {
    if ordered.times == 0 || !ordered.point.knows(ordered.fault) {
        let error = "this point does not know this fault, or times is 0";
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "error": error })),
        )
            .into_response();
    }
    sandbox.faults().lock().ordered.push_back(ordered);
    StatusCode::CREATED.into_response()
}

/// `GET /sandbox/faults`: what is still to come.
pub(crate) async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<Ordered>> {
    Json(sandbox.faults().lock().ordered.iter().cloned().collect())
}

/// `DELETE /sandbox/faults`: from now on nothing is ordered, and nothing is drawn.
pub(crate) async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    *sandbox.faults().lock() = super::State::default();
    StatusCode::NO_CONTENT
}

/// `GET /sandbox/profile`
pub(crate) async fn profile(State(sandbox): State<Sandbox>) -> Json<Profile> {
    Json(sandbox.faults().lock().profile.clone())
}

/// `POST /sandbox/profile`: draws afresh from here on, so the same seed gives the same faults again.
pub(crate) async fn set_profile(
    State(sandbox): State<Sandbox>,
    Json(profile): Json<Profile>,
) -> Json<Profile> {
    let mut state = sandbox.faults().lock();
    state.profile = profile.clone();
    state.passages.clear();
    Json(profile)
}
