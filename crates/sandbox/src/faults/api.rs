//! The control API: scheduling faults and choosing a profile.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{Profile, ScheduledFault};
use crate::{Sandbox, json};

/// `POST /sandbox/faults`: 201, or 422 where the point does not know the fault.
pub(crate) async fn add(
    State(sandbox): State<Sandbox>,
    Json(next): Json<ScheduledFault>,
) -> Response {
    if next.times == 0 || !next.operation.knows(next.fault) {
        let error = "this point does not know this fault, or times is 0";
        return json::error(StatusCode::UNPROCESSABLE_ENTITY, error);
    }
    sandbox.faults().lock().scheduled.push_back(next);
    StatusCode::CREATED.into_response()
}

/// `GET /sandbox/faults`: what is still to come.
pub(crate) async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<ScheduledFault>> {
    Json(sandbox.faults().lock().scheduled.iter().cloned().collect())
}

/// `DELETE /sandbox/faults`: from now on nothing is scheduled, and nothing is drawn.
pub(crate) async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    *sandbox.faults().lock() = super::State::default();
    StatusCode::NO_CONTENT
}

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
    state.passed.clear();
    Json(profile)
}
