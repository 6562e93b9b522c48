//! Queries of addresses.

use crate::form::LONGEST_NAME;
use domain::typed;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// In bytes; addresses of ours have some hundred.
pub const LARGEST: usize = 8 * 1024;
/// The largest of ours has nine.
pub const MOST_FIELDS: usize = 100;

/// A query beyond the limits, or not of the shape that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the query that is asked for")]
pub struct QueryError;

/// Reads a query without its question mark.
///
/// # Errors
/// [`QueryError`]; also where it holds a NUL character, which Postgres does not store and nobody types.
pub fn read<T: DeserializeOwned>(query: &str) -> Result<T, QueryError> {
    if query.len() > LARGEST {
        return Err(QueryError);
    }
    for (at, (name, value)) in form_urlencoded::parse(query.as_bytes()).enumerate() {
        if at == MOST_FIELDS
            || name.len() > LONGEST_NAME
            || [&name, &value].iter().any(|text| text.contains('\0'))
        {
            return Err(QueryError);
        }
    }
    serde_urlencoded::from_str(query).map_err(|_| QueryError)
}

/// As [`read`], for what people typed: every text comes without characters that are not seen.
///
/// # Errors
/// [`QueryError`].
pub fn read_typed<T: DeserializeOwned>(query: &str) -> Result<T, QueryError> {
    let mut fields: Vec<(String, String)> = read(query)?;
    for (_, value) in &mut fields {
        if let Cow::Owned(seen) = typed::visible(value) {
            *value = seen;
        }
    }
    let seen = serde_urlencoded::to_string(fields).map_err(|_| QueryError)?;
    serde_urlencoded::from_str(&seen).map_err(|_| QueryError)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs = Vec<(String, String)>;

    #[test]
    fn number_and_length_are_limited_before_anything_is_built() {
        let many = |fields: usize| vec!["a=x"; fields].join("&");
        let long = |bytes: usize| format!("{}=x", "a".repeat(bytes));
        let large = |bytes: usize| format!("a={}", "x".repeat(bytes - 2));
        for (within, beyond) in [
            (many(MOST_FIELDS), many(MOST_FIELDS + 1)),
            (long(LONGEST_NAME), long(LONGEST_NAME + 1)),
            (large(LARGEST), large(LARGEST + 1)),
        ] {
            assert!(read::<Pairs>(&within).is_ok());
            assert_eq!(read::<Pairs>(&beyond), Err(QueryError));
        }
        assert_eq!(read::<Pairs>("a=%00"), Err(QueryError));
        assert_eq!(read::<Pairs>("a=%2500").unwrap()[0].1, "%00");
    }
}
