//! Errors on the wire: RFC 9457 problems with a stable code, and field errors.

use crate::locales::{
    Localized,
    frame::{COOKIES_REFUSED, COOKIES_REFUSED_NEXT},
    localized,
    problem::*,
    t,
};
use serde::{Deserialize, Serialize};

/// What went wrong, for programs. The names are part of the API and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// One or more fields need another value; see `errors`.
    InvalidFields,
    /// The body or the query is not of the documented form.
    Malformed,
    /// There is no such thing, or it is not the caller's.
    NotFound,
    /// The operation needs a signed-in account.
    SignInRequired,
    /// Whoever is signed in must prove once more who they are.
    ProofRequired,
    /// The passkey was not accepted.
    PasskeyRefused,
    /// The account may not do this.
    Forbidden,
    /// The request came from another site.
    CrossSite,
    /// The page is in a frame, and the browser keeps no cookie of ours there.
    CookiesRefused,
    /// The step's time has passed, or the step was never begun.
    VerificationExpired,
    /// Too many requests; `retry_after_s` says when to come back.
    TooManyRequests,
    /// The thing has moved on and no longer allows this.
    Conflict,
    /// What the caller last saw has changed since: look again.
    Stale,
    /// A request that makes money move needs an `Idempotency-Key`.
    IdempotencyKeyMissing,
    /// The `Idempotency-Key` was used for another payload.
    IdempotencyKeyReused,
    /// The first request with this `Idempotency-Key` is still being worked on.
    IdempotencyInFlight,
    /// The payment provider could not be reached or refused; nothing was charged.
    ProviderUnavailable,
    /// The payment provider gave no answer: the payment may exist and is being asked about.
    ProviderUnknown,
    /// The body is larger than allowed.
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    /// The server cannot work on it now; `retry_after_s` says when to come back.
    Unavailable,
    /// Our fault; `reference` finds it in the log.
    Internal,
    /// The server could not be reached.
    Offline,
}

/// One field that needs another value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Name of the input member, dots for nesting.
    pub field: String,
    /// What is wrong and what to do, a sentence in the language of the request.
    pub message: String,
}

/// Another value of a field with which the same request is likely to succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// Name of the input member.
    pub field: String,
    /// The value.
    pub value: String,
}

/// A problem (RFC 9457), `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: ProblemCode,
    /// A sentence for the person in front of it, in the language of the request.
    pub title: String,
    /// What to do next, where it is not evident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Field errors, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What to try instead, such as the next best payment channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Box<Suggestion>>,
    /// Seconds to wait before another try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// Number under which the request is found in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl Problem {
    /// A problem with a title only.
    #[must_use]
    pub fn new(status: u16, code: ProblemCode, title: impl Localized) -> Self {
        Self {
            status,
            code,
            title: localized(&title).into_owned(),
            detail: None,
            errors: Vec::new(),
            suggestion: None,
            retry_after_s: None,
            reference: None,
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Localized) -> Self {
        self.detail = Some(localized(&detail).into_owned());
        self
    }

    /// Adds what to try instead.
    #[must_use]
    pub fn with_suggestion(mut self, field: &str, value: impl Into<String>) -> Self {
        self.suggestion = Some(Box::new(Suggestion {
            field: field.to_owned(),
            value: value.into(),
        }));
        self
    }

    /// 422 with the fields that need another value.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(422, ProblemCode::InvalidFields, FIELDS)
        }
    }

    /// 422 with one field.
    #[must_use]
    pub fn field(field: &str, message: impl Localized) -> Self {
        Self::fields(vec![FieldError {
            field: field.to_owned(),
            message: localized(&message).into_owned(),
        }])
    }

    /// 404, also for things that exist but are somebody else's.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(404, ProblemCode::NotFound, NOT_FOUND).with_detail(NOT_FOUND_NEXT)
    }

    /// 401.
    #[must_use]
    pub fn sign_in_required() -> Self {
        Self::new(401, ProblemCode::SignInRequired, SIGN_IN_REQUIRED)
    }

    /// 403 in a session that began without a second factor.
    #[must_use]
    pub fn second_factor_required() -> Self {
        Self::new(403, ProblemCode::Forbidden, SECOND_FACTOR).with_detail(SECOND_FACTOR_NEXT)
    }

    /// 409 with the reason.
    #[must_use]
    pub fn conflict(title: impl Localized) -> Self {
        Self::new(409, ProblemCode::Conflict, title)
    }

    /// The browser could not reach the server.
    #[must_use]
    pub fn offline() -> Self {
        Self::new(0, ProblemCode::Offline, OFFLINE).with_detail(OFFLINE_NEXT)
    }

    /// 403: nothing that needs a cookie works in this frame.
    #[must_use]
    pub fn cookies_refused() -> Self {
        Self::new(403, ProblemCode::CookiesRefused, COOKIES_REFUSED)
            .with_detail(COOKIES_REFUSED_NEXT)
    }

    /// The problem as it is told where no form holds what was typed: nothing is said of that.
    #[must_use]
    pub fn outside_a_form(mut self) -> Self {
        match self.code {
            ProblemCode::Internal if self.reference.is_some() => {
                t(OUR_FAULT).clone_into(&mut self.title);
            }
            ProblemCode::Unavailable => self.detail = Some(t(IN_A_MOMENT).to_owned()),
            _ => {}
        }
        self
    }

    /// The message for one field, if it has an error.
    #[must_use]
    pub fn message_for(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }
}
