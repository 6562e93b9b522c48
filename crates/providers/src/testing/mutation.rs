//! Messages that somebody tampered with, the same ones in each run.

use serde_json::Value;

use super::{Form, Message};

/// Values that parsers, amounts and digests stumble over, as JSON.
const ODD_JSON: [&str; 20] = [
    r#""""#,
    r#""00""#,
    r#""1""#,
    r#""050000""#,
    r#""50000.0""#,
    r#""50.000""#,
    r#""5e4""#,
    r#""-50000""#,
    r#""+50000""#,
    r#"" 50000""#,
    r#""50000|VND""#,
    r#""５００００""#,
    r#""99999999999999999999999999""#,
    r#""a\u0000b""#,
    "50000",
    "5e4",
    "1e400",
    "null",
    "true",
    r#"{"a":["00"]}"#,
];

/// The same as they stand in a query.
const ODD_QUERY: [&str; 18] = [
    "",
    "0",
    "00",
    "02",
    "1",
    "01000000",
    "1000000.0",
    "1.000.000",
    "1e6",
    "-1000000",
    "%2B1000000",
    "+1000000",
    "99999999999999999999999999",
    "%EF%BC%91",
    "%00",
    "%zz",
    "a=b",
    "a%26vnp_Amount%3D1",
];

/// An endless stream of changed copies of a message.
pub(crate) struct Mutations {
    form: Form,
    /// Names and values as they are written.
    fields: Vec<(String, String)>,
    state: u64,
}

impl Mutations {
    pub(crate) fn of(message: &Message, seed: u64) -> Self {
        let encoded = |text: &str| {
            let pair = serde_urlencoded::to_string([("", text)]).unwrap();
            pair.trim_start_matches('=').to_owned()
        };
        let written = |value: &Value| match (message.form, value) {
            (Form::Query, Value::String(text)) => encoded(text),
            _ => value.to_string(),
        };
        let fields = message.fields.iter();
        Self {
            form: message.form,
            fields: fields
                .map(|(name, value)| (name.clone(), written(value)))
                .collect(),
            state: seed,
        }
    }

    /// SplitMix64: small, and good enough to choose what to break.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.random() % limit.max(1) as u64).unwrap()
    }

    fn change_fields(&mut self, fields: &mut Vec<(String, String)>) {
        let (one, other) = (self.below(fields.len()), self.below(fields.len()));
        match self.below(9) {
            0 => {
                let value = fields[one].1.clone();
                fields[one].1 = std::mem::replace(&mut fields[other].1, value);
            }
            1 => {
                fields.remove(one);
            }
            2 => {
                let twin = (fields[one].0.clone(), fields[other].1.clone());
                fields.insert(other, twin);
            }
            3 => fields[one].0 = swap_case(&fields[one].0),
            4 => fields[one].1 = self.odd_value().to_owned(),
            5 => fields[one].1 = self.percent_escaped(&fields[one].1),
            6 => self.escape(&mut fields[one]),
            7 => self.glue(fields, one, other),
            _ => fields.swap(one, other),
        }
    }

    fn odd_value(&mut self) -> &'static str {
        match self.form {
            Form::Json => ODD_JSON[self.below(ODD_JSON.len())],
            Form::Query => ODD_QUERY[self.below(ODD_QUERY.len())],
        }
    }

    /// Each byte as an escape; in a query those of an escape too, which is an escape of an escape then.
    fn percent_escaped(&self, value: &str) -> String {
        let escape = |byte| format!("%{byte:02X}");
        match self.form {
            Form::Json => escaped(value, escape),
            Form::Query => value.bytes().map(escape).collect(),
        }
    }

    /// Another way to write the same: a value of JSON, a name of a query.
    fn escape(&self, field: &mut (String, String)) {
        match self.form {
            Form::Json => field.1 = escaped(&field.1, |byte| format!("\\u{byte:04x}")),
            Form::Query => field.0 = self.percent_escaped(&field.0),
        }
    }

    /// Two values glued over the separator. In JSON the second is left empty: the joined text stays the same but for its end. In a
    /// query the second field is hidden in the first one's value.
    fn glue(&self, fields: &mut Vec<(String, String)>, one: usize, other: usize) {
        let (name, value) = fields[other].clone();
        match self.form {
            Form::Json => {
                let (start, end) = (&fields[one].1, value.trim_start_matches('"'));
                fields[one].1 = format!("{}|{end}", start.trim_end_matches('"'));
                fields[other].1 = r#""""#.to_owned();
            }
            Form::Query => {
                fields[one].1 += &format!("%26{name}%3D{value}");
                if one != other {
                    fields.remove(other);
                }
            }
        }
    }

    fn written(&self, fields: &[(String, String)]) -> Vec<u8> {
        let joined = |separator, write: fn(&str, &str) -> String| {
            let fields = fields.iter().map(|(name, value)| write(name, value));
            fields.collect::<Vec<_>>().join(separator)
        };
        match self.form {
            Form::Json => {
                let fields = joined(",", |name, value| format!("\"{name}\":{value}"));
                format!("{{{fields}}}").into_bytes()
            }
            Form::Query => joined("&", |name, value| format!("{name}={value}")).into_bytes(),
        }
    }

    fn change_bytes(&mut self, body: &mut Vec<u8>) {
        let at = self.below(body.len());
        match self.below(7) {
            0 => body[at] ^= 1 << self.below(8),
            1 => body[at] = self.random().to_le_bytes()[0],
            2 => body.insert(at, self.random().to_le_bytes()[0]),
            3 => {
                body.remove(at);
            }
            4 => {
                let to = at + self.below(body.len() - at);
                let part = body[at..to].to_vec();
                body.splice(at..at, part);
            }
            5 => body.truncate(at),
            _ => {
                let other = self.below(body.len());
                body.swap(at, other);
            }
        }
    }
}

impl Iterator for Mutations {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let kind = self.below(5);
        let mut fields = self.fields.clone();
        if kind < 3 {
            for _ in 0..=self.below(2) {
                self.change_fields(&mut fields);
            }
        }
        let mut body = self.written(&fields);
        if kind > 1 {
            for _ in 0..=self.below(3) {
                if !body.is_empty() {
                    self.change_bytes(&mut body);
                }
            }
        }
        Some(body)
    }
}

fn swap_case(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'a'..='z' => letter.to_ascii_uppercase(),
            _ => letter.to_ascii_lowercase(),
        })
        .collect()
}

/// A JSON string with each plain character written another way.
fn escaped(value: &str, escape: impl Fn(u8) -> String) -> String {
    let text = value.strip_prefix('"');
    match text.and_then(|text| text.strip_suffix('"')) {
        Some(text) if text.is_ascii() && !text.contains('\\') => {
            format!("\"{}\"", text.bytes().map(escape).collect::<String>())
        }
        _ => value.to_owned(),
    }
}
