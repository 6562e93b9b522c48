//! What a test asks of a result.

use crate::{CallbackError, QueryError, SendError};

pub(crate) fn is_unknown<T>(result: &Result<T, SendError>) -> bool {
    matches!(result, Err(SendError::Unknown(_)))
}

pub(crate) fn is_unavailable<T>(result: &Result<T, QueryError>) -> bool {
    matches!(result, Err(QueryError::Unavailable(_)))
}

pub(crate) fn is_refused<T>(result: &Result<T, QueryError>) -> bool {
    matches!(result, Err(QueryError::Refused(_)))
}

pub(crate) fn is_malformed<T>(result: &Result<T, CallbackError>) -> bool {
    matches!(result, Err(CallbackError::Malformed(_)))
}
