use domain::typed;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;

/// Arrays and objects within each other. Ours have six, a passkey's answer among them. `serde_json` stops at 128, and what reads
/// tagged enums or writes and drops a value goes down as far as it was read.
pub const MOST_LEVELS: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// More than [`MOST_LEVELS`].
    #[error("more than {MOST_LEVELS} arrays and objects within each other")]
    TooDeep,
    /// A NUL character, which Postgres does not store and nobody types.
    #[error("a NUL character")]
    Nul,
    /// Not JSON, or not of the shape that is asked for.
    #[error("not the JSON that is asked for")]
    Unreadable,
}

/// Reads one value and nothing after it. Whoever takes the body from a connection limits its length.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    check(body)?;
    serde_json::from_slice(body).map_err(|_| JsonError::Unreadable)
}

/// As [`read`], for what people typed: every text comes without characters that are not seen, so that none is ever stored.
///
/// # Errors
/// See [`JsonError`].
pub fn read_typed<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    let mut value: Value = read(body)?;
    make_visible(&mut value);
    serde_json::from_value(value).map_err(|_| JsonError::Unreadable)
}

fn make_visible(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(seen) = typed::visible(text) {
                *text = seen;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(make_visible),
        Value::Object(members) => members.values_mut().for_each(make_visible),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Counts brackets outside of strings. Up to where JSON ends to be JSON, at which reading stops, that is the depth.
fn check(body: &[u8]) -> Result<(), JsonError> {
    let (mut level, mut in_string) = (0_usize, false);
    let mut rest = body;
    while let [byte, after @ ..] = rest {
        rest = after;
        match (in_string, byte) {
            (true, b'\\') if after.starts_with(b"u0000") => return Err(JsonError::Nul),
            // What follows is escaped, a quotation mark too.
            (true, b'\\') => rest = after.get(1..).unwrap_or_default(),
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => {
                level += 1;
                if level > MOST_LEVELS {
                    return Err(JsonError::TooDeep);
                }
            }
            (false, b']' | b'}') => level = level.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn depth_is_limited_wherever_it_lies() {
        assert!(read::<Value>(nested(MOST_LEVELS).as_bytes()).is_ok());
        let objects = format!("{}1{}", r#"{"a":"#.repeat(33), "}".repeat(33));
        for deep in [
            nested(MOST_LEVELS + 1),
            nested(30_000),
            "[".repeat(60_000),
            r#"{"a":"#.repeat(10_000),
            objects,
            format!(r#"{{"a":"]]]]","b":{}}}"#, nested(MOST_LEVELS)),
            format!(r#"{{"a":"\"]\\","b":{}}}"#, nested(MOST_LEVELS)),
        ] {
            assert_eq!(read::<Value>(deep.as_bytes()), Err(JsonError::TooDeep));
        }
    }

    #[test]
    fn brackets_that_somebody_typed_are_no_depth() {
        let typed = "[{".repeat(1_000);
        let body = json!({ "text": typed }).to_string();
        assert_eq!(read::<Value>(body.as_bytes()), Ok(json!({ "text": typed })));
        let body = json!({ "text": format!("\"\\\"{typed}") }).to_string();
        assert!(read::<Value>(body.as_bytes()).is_ok());
    }

    #[test]
    fn a_nul_is_refused_but_not_the_six_characters_that_look_like_its_escape() {
        for nul in [r#"{"a":"\u0000"}"#, r#"{"\u0000":1}"#, r#""\\\u0000""#] {
            assert_eq!(read::<Value>(nul.as_bytes()), Err(JsonError::Nul), "{nul}");
        }
        assert_eq!(read::<Value>(br#""\\u0000""#), Ok(json!(r"\u0000")));
    }

    #[test]
    fn what_is_not_seen_is_left_out_of_every_text() {
        let body = r#"{"a":"\u202d0912\u200b345\u202c","b":["\ufeffx",{"c":"một\nhai"}],"d":1}"#;
        let read = read_typed::<Value>(body.as_bytes());
        assert_eq!(
            read,
            Ok(json!({"a": "0912345", "b": ["x", {"c": "một\nhai"}], "d": 1}))
        );
        assert_eq!(read_typed::<Value>(br#""\u0000""#), Err(JsonError::Nul));
        assert_eq!(read_typed::<u8>(b"300"), Err(JsonError::Unreadable));
    }

    #[test]
    fn what_is_no_json_is_unreadable() {
        for body in [
            &b""[..],
            b"{",
            b"]]]][",
            b"\"",
            b"\"\\",
            b"{}x",
            b"\xff",
            b"\0",
        ] {
            assert_eq!(read::<Value>(body), Err(JsonError::Unreadable), "{body:?}");
        }
    }
}
