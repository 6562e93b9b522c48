//! Messages that somebody tampered with, the same ones in each run.

use serde_json::{Map, Value};

/// Values that parsers, amounts and digests stumble over, as JSON.
const ODD_VALUES: [&str; 20] = [
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

/// An endless stream of changed copies of a JSON object.
pub(crate) struct Mutations {
    fields: Vec<(String, String)>,
    state: u64,
}

impl Mutations {
    pub(crate) fn of(message: &Map<String, Value>, seed: u64) -> Self {
        let field = |(name, value): (&String, &Value)| (name.clone(), value.to_string());
        Self {
            fields: message.iter().map(field).collect(),
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
        match self.below(8) {
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
            4 => fields[one].1 = ODD_VALUES[self.below(ODD_VALUES.len())].to_owned(),
            5 => fields[one].1 = escaped(&fields[one].1, |byte| format!("%{byte:02X}")),
            6 => fields[one].1 = escaped(&fields[one].1, |byte| format!("\\u{byte:04x}")),
            _ => {
                // Two values glued over the separator, the second left empty: the joined text stays the same but for its end.
                let glued = format!(
                    "{}|{}",
                    fields[one].1.trim_end_matches('"'),
                    fields[other].1.trim_start_matches('"')
                );
                fields[one].1 = glued;
                fields[other].1 = r#""""#.to_owned();
            }
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
        let mut body = written(&fields);
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

fn written(fields: &[(String, String)]) -> Vec<u8> {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", fields.join(",")).into_bytes()
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
    let Some(text) = value
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    else {
        return value.to_owned();
    };
    if text.contains('\\') || !text.is_ascii() {
        return value.to_owned();
    }
    format!("\"{}\"", text.bytes().map(escape).collect::<String>())
}
