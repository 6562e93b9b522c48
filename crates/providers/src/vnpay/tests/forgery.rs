//! No query that VNPAY did not sign is believed, whatever it looks like.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::callbacks::{acknowledged, terminal, vector};
use crate::{Provider, Verdict};

/// Values that parsers, amounts and hashes stumble over, as they stand in a query.
const ODD_VALUES: [&str; 18] = [
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

type Pairs = Vec<(String, String)>;

fn pairs(query: &[u8]) -> Pairs {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    };
    std::str::from_utf8(query)
        .unwrap()
        .split('&')
        .map(pair)
        .collect()
}

fn written(pairs: &Pairs) -> Vec<u8> {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&").into_bytes()
}

/// Each byte as an escape; those of an escape too, which is an escape of an escape then.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

fn change_fields(pairs: &mut Pairs, random: &mut StdRng) {
    let (one, other) = (
        random.random_range(0..pairs.len()),
        random.random_range(0..pairs.len()),
    );
    match random.random_range(0..9) {
        0 => {
            let value = pairs[one].1.clone();
            pairs[one].1 = std::mem::replace(&mut pairs[other].1, value);
        }
        1 => {
            pairs.remove(one);
        }
        2 => {
            let twin = (pairs[one].0.clone(), pairs[other].1.clone());
            pairs.insert(other, twin);
        }
        3 => pairs[one].0 = pairs[one].0.to_uppercase(),
        4 => pairs[one].1 = ODD_VALUES[random.random_range(0..ODD_VALUES.len())].to_owned(),
        5 => pairs[one].1 = escaped(&pairs[one].1),
        6 => pairs[one].0 = escaped(&pairs[one].0),
        7 => {
            // The next field hidden in this one's value.
            let (name, value) = pairs[other].clone();
            pairs[one].1 += &format!("%26{name}%3D{value}");
            if one != other {
                pairs.remove(other);
            }
        }
        _ => pairs.swap(one, other),
    }
}

fn change_bytes(query: &mut Vec<u8>, random: &mut StdRng) {
    let at = random.random_range(0..query.len());
    match random.random_range(0..6) {
        0 => query[at] ^= 1 << random.random_range(0..8),
        1 => query[at] = random.random(),
        2 => query.insert(at, random.random()),
        3 => {
            query.remove(at);
        }
        4 => {
            let to = random.random_range(at..query.len());
            let part = query[at..to].to_vec();
            query.splice(at..at, part);
        }
        _ => query.truncate(at),
    }
}

fn changed(original: &Pairs, random: &mut StdRng) -> Vec<u8> {
    let mut pairs = original.clone();
    let kind = random.random_range(0..5);
    if kind < 3 {
        for _ in 0..random.random_range(1..=2) {
            change_fields(&mut pairs, random);
        }
    }
    let mut query = written(&pairs);
    if kind > 1 {
        for _ in 0..random.random_range(1..=3) {
            if !query.is_empty() {
                change_bytes(&mut query, random);
            }
        }
    }
    query
}

/// Some changes leave the meaning as it was, such as another order. Then the report is the signed one.
#[test]
fn a_hundred_thousand_changed_callbacks_change_nothing() {
    let terminal = terminal();
    let signed = terminal.verify_callback(&vector()).unwrap();
    let original = pairs(&vector());
    let mut random = StdRng::seed_from_u64(1);
    let mut refused = 0;
    for _ in 0..100_000 {
        let query = changed(&original, &mut random);
        let shown = String::from_utf8_lossy(&query);
        let code = acknowledged(&terminal, &query, Verdict::Accepted);
        match terminal.verify_callback(&query) {
            Ok(report) => {
                assert_eq!(report, signed, "{shown}");
                assert_eq!(code, "00", "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert!(code == "97" || code == "99", "{shown}");
            }
        }
    }
    assert!(refused > 80_000, "only {refused} were changed in meaning");
}
