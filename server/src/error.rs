//! Errors have an outside, the problem on the wire, and an inside, which is only logged: as [`Causes`] writes it, wherever an error
//! is logged, because that is what `{:?}` of an [`Error`] says.

use app::{
    api::{FieldError, Problem, ProblemCode},
    locales::language,
};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::language::text;
use std::{error::Error as StdError, fmt};

/// When to come again while the database is away, in seconds.
const COME_AGAIN_S: u32 = 15;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(thiserror::Error)]
pub enum Error {
    /// Something the caller can act on; answered as it is.
    #[error("{}", .0.title)]
    Problem(Box<Problem>),
    /// The database is away or has no room: 503. What was asked for can be asked for again in a moment.
    #[error("unavailable")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),
    /// Our own fault: 500 with a reference number; the cause goes to the log.
    #[error("internal error")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl Error {
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// Logs the cause of an internal error under the reference.
    #[must_use]
    pub fn into_problem(self, reference: &str) -> Problem {
        match self {
            Self::Problem(problem) => *problem,
            Self::Unavailable(cause) => {
                tracing::error!(reference, cause = %Causes(&*cause), "the database is not available");
                Problem {
                    retry_after_s: Some(COME_AGAIN_S),
                    ..Problem::new(
                        503,
                        ProblemCode::Unavailable,
                        text(
                            "Hệ thống đang gián đoạn.",
                            "The portal is not available for the moment.",
                        ),
                    )
                    .with_detail(text(
                        "Thử lại sau ít phút. Nội dung đã nhập vẫn còn.",
                        "Try again in a few minutes. What you entered is still here.",
                    ))
                }
            }
            Self::Internal(cause) => {
                tracing::error!(reference, cause = %Causes(&*cause), "request failed");
                Problem {
                    reference: Some(reference.to_owned()),
                    ..Problem::new(
                        500,
                        ProblemCode::Internal,
                        text("Hệ thống gặp lỗi. Nội dung đã nhập vẫn còn.", "Something went wrong. What you entered is still here."),
                    )
                    .with_detail(
                        text("Thử lại sau ít phút. Nếu vẫn lỗi, gọi tổng đài và đọc mã tra cứu.", "Try again in a few minutes. If it happens again, call the helpline and read out the reference."),
                    )
                }
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => formatter.debug_tuple("Problem").field(problem).finish(),
            Self::Unavailable(cause) => write!(formatter, "Unavailable({})", Causes(&**cause)),
            Self::Internal(cause) => write!(formatter, "Internal({})", Causes(&**cause)),
        }
    }
}

/// An error and its causes as the log has them: each in its own words, and of the database's no words that quote what is stored or
/// was typed. Its `detail` and `hint`, which `{:?}` shows, do.
struct Causes<'a>(&'a (dyn StdError + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause = Some(self.0);
        let mut between = "";
        while let Some(error) = cause {
            formatter.write_str(between)?;
            between = ": ";
            if let Some(sqlx::Error::Database(error)) = error.downcast_ref() {
                return write_database_error(formatter, &**error);
            }
            write!(formatter, "{error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

fn write_database_error(
    formatter: &mut fmt::Formatter<'_>,
    error: &dyn sqlx::error::DatabaseError,
) -> fmt::Result {
    let code = error.code().unwrap_or_default();
    write!(formatter, "the database refuses ({code}")?;
    for (what, name) in [("table", error.table()), ("constraint", error.constraint())] {
        if let Some(name) = name {
            write!(formatter, ", {what} {name}")?;
        }
    }
    // Data exceptions quote the value (PostgreSQL, appendix A).
    if code.starts_with("22") {
        formatter.write_str(")")
    } else {
        write!(formatter, "): {}", error.message())
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<Vec<FieldError>> for Error {
    fn from(errors: Vec<FieldError>) -> Self {
        Problem::fields(errors).into()
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if is_out_of_reach(&error) {
            Self::Unavailable(error.into())
        } else {
            Self::internal(error)
        }
    }
}

/// Whether the database could not be spoken to, rather than that it refused what it was told.
fn is_out_of_reach(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // Connection exceptions, no room for connections, an operator who stops it (PostgreSQL, appendix A).
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("53") || code.starts_with("57P")
        }),
        _ => false,
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

/// A problem as `application/problem+json`. It goes along as an extension of the response, for [`super::problem_page`].
pub fn problem_response(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = (status, Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language().tag()),
    );
    if let Some(seconds) = problem.retry_after_s {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response.extensions_mut().insert(problem.clone());
    response
}
