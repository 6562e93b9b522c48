//! What an authority or the signature service answers, which is read no further than it may be long.

use crate::http::{Error, Result};

/// The whole body of an answer.
///
/// # Errors
/// It breaks off, or has more than `largest` bytes.
pub(super) async fn whole(mut answer: reqwest::Response, largest: usize) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(Error::internal)? {
        if body.len() + chunk.len() > largest {
            return Err(Error::internal("an answer is too large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
