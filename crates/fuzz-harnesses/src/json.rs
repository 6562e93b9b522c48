//! JSON bodies: as any value, as a tagged form of texts, as what domain types are stored as.

use domain::{payment::AttemptEvent, person::FullName, phone::PhoneNumber, refund::RefundEvent};
use serde::Deserialize;
use serde_json::Value;
use untrusted_input::json;

/// The shape of a draft: a tag beside the fields, which makes serde keep the whole value first.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    CriminalRecord(Fields),
    Other(Box<Fields>),
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Fields {
    name: Option<FullName>,
    phone: Option<PhoneNumber>,
    within: Vec<Fields>,
    #[serde(flatten)]
    others: serde_json::Map<String, Value>,
}

pub fn run(body: &[u8]) {
    if let Ok(value) = json::read::<Value>(body) {
        let written = value.to_string();
        assert!(json::read::<Value>(written.as_bytes()).is_ok());
    }
    match json::read::<Tagged>(body) {
        Ok(Tagged::CriminalRecord(fields)) => touch(fields),
        Ok(Tagged::Other(fields)) => touch(*fields),
        Err(_) => {}
    }
    let _ = json::read::<AttemptEvent>(body);
    let _ = json::read::<RefundEvent>(body);
}

fn touch(fields: Fields) {
    let _ = (fields.name, fields.phone, fields.others);
    fields.within.into_iter().for_each(touch);
}
