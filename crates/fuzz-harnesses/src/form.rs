//! Fields of a form and the JSON input that they become.

use serde_json::Value;
use untrusted_input::{
    form::{Form, LARGEST, MOST_FIELDS, MOST_LEVELS},
    json::{self, JsonError},
};

pub fn run(body: &[u8]) {
    let Ok(form) = Form::read(body) else { return };
    assert!(body.len() <= LARGEST && form.fields().len() <= MOST_FIELDS);
    let _ = (form.last("_action"), form.last("_key"));
    let Ok(input) = form.to_input() else { return };
    assert!(depth(&input) <= MOST_LEVELS);
    // The endpoint reads what the bridge writes.
    match json::read::<Value>(input.to_string().as_bytes()) {
        Ok(read) => assert_eq!(read, input),
        Err(error) => assert_eq!(error, JsonError::Nul),
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}
