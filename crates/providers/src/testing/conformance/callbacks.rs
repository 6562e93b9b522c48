//! What is believed of a callback, and what it is answered.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{TestCaseError, TestRunner};
use serde_json::json;

use super::{Callback, VERDICTS};
use crate::testing::{Message, Mutations, is_malformed};
use crate::{CallbackError, Verdict};

pub(crate) async fn a_signed_callback_is_its_report(callback: &Callback) {
    assert_eq!(callback.reported(&[]), Ok((callback.report)()));
}

pub(crate) async fn each_signed_field_is_protected(callback: &Callback) {
    let provider = callback.example.provider();
    let verify = |message: Message| provider.verify_callback(&message.bytes());
    for name in &callback.fields() {
        let original = callback.message(&[]);
        let value = original.characters(name);
        for changed in [
            format!("{value}0"),
            format!(" {value}"),
            value.to_lowercase() + "x",
            String::new(),
        ] {
            if changed != value {
                let verified = verify(original.clone().with(name, changed));
                assert_eq!(verified, Err(CallbackError::BadDigest), "{name} changed");
            }
        }
        let removed = verify(original.without(name));
        if callback.complete {
            assert!(is_malformed(&removed), "{name} removed");
        } else if !value.is_empty() {
            assert_eq!(removed, Err(CallbackError::BadDigest), "{name} removed");
        }
    }
}

pub(crate) async fn each_character_of_the_digest_counts(callback: &Callback) {
    let provider = callback.example.provider();
    let good = callback.message(&[]);
    let with = |digest: &str| {
        let message = good.clone().with(callback.digest, digest);
        provider.verify_callback(&message.bytes())
    };
    let digest = good.characters(callback.digest);
    for position in 0..digest.len() {
        let is_zero = digest[position..].starts_with('0');
        let other = if is_zero { "1" } else { "0" };
        let mut changed = digest.clone();
        changed.replace_range(position..=position, other);
        assert_eq!(with(&changed), Err(CallbackError::BadDigest), "{position}");
    }
    for changed in [
        "0",
        "40d5",
        &digest[..digest.len() - 1],
        &digest[..digest.len() - 2],
        &format!("{digest}00"),
        "ệ",
    ] {
        assert_eq!(with(changed), Err(CallbackError::BadDigest), "{changed}");
    }
    assert!(with("").is_err());
    let unsigned = good.without(callback.digest).bytes();
    assert!(is_malformed(&provider.verify_callback(&unsigned)));
}

pub(crate) async fn the_case_of_the_digest_does_not_matter(callback: &Callback) {
    let good = callback.message(&[]);
    let capitals = good.characters(callback.digest).to_uppercase();
    let message = good.with(callback.digest, capitals);
    assert_eq!(callback.verify(&message), Ok((callback.report)()));
}

pub(crate) async fn messages_of_another_shape_are_malformed(callback: &Callback) {
    let provider = callback.example.provider();
    let good = callback.message(&[]);
    let short = r#" null [] "CONFIRM" { a&b a=b "a":1 {}{} <html>"#;
    let mut messages: Vec<Vec<u8>> = short.split(' ').map(Vec::from).collect();
    messages.push(b"\xff\xfe".to_vec());
    messages.push("[".repeat(30_000).into_bytes());
    messages.push([good.bytes(), good.bytes()].concat());
    messages.push(good.clone().with("other", "x".repeat(64 * 1024)).bytes());
    let fields = callback.fields();
    for name in fields.iter().map(String::as_str).chain(["other"]) {
        let mut twice = good.clone();
        twice.fields.push((name.to_owned(), json!("1")));
        twice.fields.insert(0, (name.to_owned(), json!("1")));
        messages.push(twice.bytes());
    }
    for message in messages {
        let shown = String::from_utf8_lossy(&message[..message.len().min(80)]);
        let verified = provider.verify_callback(&message);
        assert!(is_malformed(&verified), "{shown}: {verified:?}");
        let code = callback.acknowledged(&*provider, &message, Verdict::Accepted);
        assert_eq!(code, callback.code(Verdict::Malformed), "{shown}");
    }
    let odd = json!([true, 1.5, -1, ["00"], { "a": 1 }, "a\u{0}b"]);
    for name in fields.iter().map(String::as_str).chain([callback.digest]) {
        for value in odd.as_array().unwrap() {
            let message = good.clone().with(name, value.clone());
            let verified = provider.verify_callback(&message.bytes());
            assert!(verified.is_err(), "{name} = {value}");
        }
    }
}

pub(crate) async fn signed_messages_that_say_nothing_to_settle_are_malformed(callback: &Callback) {
    let provider = callback.example.provider();
    let (amount, not_whole) = callback.amount;
    let amounts = "50.000 50,000 +50000 -50000 050000 50000.0 5e4  ٥٠٠٠٠ ５００００ 9223372036854775808 99999999999999999999";
    let amounts = amounts.split(' ').chain(not_whole);
    let own = callback.malformed.iter().copied();
    for change in own.chain(amounts.map(|value| (amount, value))) {
        let message = callback.message(&[change]).bytes();
        let verified = provider.verify_callback(&message);
        assert!(is_malformed(&verified), "{change:?}: {verified:?}");
        let code = callback.acknowledged(&*provider, &message, Verdict::Accepted);
        assert_eq!(code, callback.code(Verdict::Malformed), "{change:?}");
    }
}

pub(crate) async fn while_the_secret_changes_both_are_accepted(callback: &Callback) {
    let (current, previous) = callback.secret;
    let secret = callback.secret();
    let changes = [(current, "new_secret"), (previous, secret)];
    let changing = callback.example.provider_with(&changes);
    let signed = |secret: &str| (callback.signed)(&[], secret).bytes();
    for secret in ["new_secret", secret] {
        let message = signed(secret);
        assert!(changing.verify_callback(&message).is_ok());
        // What we send is signed with the current secret.
        let answer = changing.acknowledge(&message, Verdict::Accepted);
        assert_eq!(answer.status / 100, 2);
    }
    for secret in ["older_secret", ""] {
        let verified = changing.verify_callback(&signed(secret));
        assert_eq!(verified, Err(CallbackError::BadDigest));
    }
    let provider = callback.example.provider();
    for secret in ["new_secret", ""] {
        let verified = provider.verify_callback(&signed(secret));
        assert_eq!(verified, Err(CallbackError::BadDigest));
    }
}

pub(crate) async fn each_verdict_has_its_code(callback: &Callback) {
    let provider = callback.example.provider();
    let message = callback.message(&[]).bytes();
    for (verdict, code) in VERDICTS.into_iter().zip(callback.codes) {
        let answer = callback.acknowledged(&*provider, &message, verdict);
        assert_eq!(answer, code, "{verdict:?}");
    }
}

/// Nor does it get anything of itself back.
pub(crate) async fn what_does_not_verify_is_never_acknowledged_as_recorded(callback: &Callback) {
    let provider = callback.example.provider();
    let guessed = (callback.signed)(&[], "guess").bytes();
    let good = callback.message(&[]);
    let changed = good.with(&callback.fields()[0], "1").bytes();
    let foreign = callback.message(&callback.malformed[..1]).bytes();
    let reference = (callback.report)().reference;
    for verdict in [
        Verdict::Accepted,
        Verdict::AlreadyProcessed,
        Verdict::BadDigest,
    ] {
        for forged in [&guessed, &changed] {
            let code = callback.acknowledged(&*provider, forged, verdict);
            assert_eq!(code, callback.code(Verdict::BadDigest));
            let answer = provider.acknowledge(forged, verdict).body;
            assert!(!String::from_utf8(answer).unwrap().contains(&reference));
        }
        for malformed in [&foreign[..], b"", b"{}"] {
            let code = callback.acknowledged(&*provider, malformed, verdict);
            assert_eq!(code, callback.code(Verdict::Malformed));
        }
    }
}

/// How many of these are refused. The others report what was signed.
pub(crate) fn refused(callback: &Callback, messages: impl Iterator<Item = Vec<u8>>) -> usize {
    let provider = callback.example.provider();
    let signed = (callback.report)();
    let refusals = [Verdict::BadDigest, Verdict::Malformed].map(|verdict| callback.code(verdict));
    let mut refused = 0;
    for message in messages {
        let shown = String::from_utf8_lossy(&message);
        let code = callback.acknowledged(&*provider, &message, Verdict::Accepted);
        match provider.verify_callback(&message) {
            Ok(report) => {
                assert_eq!(report, signed, "{shown}");
                assert_eq!(code, callback.code(Verdict::Accepted), "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert!(refusals.contains(&&*code), "{shown}");
            }
        }
    }
    refused
}

/// Some changes leave the meaning as it was, such as the case of the digest's letters or another order.
pub(crate) async fn a_hundred_thousand_changed_callbacks_change_nothing(callback: &Callback) {
    let changed = Mutations::of(&callback.message(&[]), 1).take(100_000);
    let refused = refused(callback, changed);
    let least = callback.refused;
    assert!(refused > least, "only {refused} were changed in meaning");
}

/// Tries 5,000 messages that must not be believed.
fn never_believed<S: Strategy>(
    callback: &Callback,
    messages: &S,
    written: impl Fn(S::Value) -> Vec<u8>,
) {
    let provider = callback.example.provider();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(5_000)
    };
    let recorded = callback.code(Verdict::Accepted);
    let tried = TestRunner::new(config).run(messages, |message| {
        let message = written(message);
        let code = callback.acknowledged(&*provider, &message, Verdict::Accepted);
        if provider.verify_callback(&message).is_ok() || code == recorded {
            return Err(TestCaseError::fail("believed"));
        }
        Ok(())
    });
    assert!(tried.is_ok(), "{tried:?}");
}

pub(crate) async fn random_bytes_are_never_believed(callback: &Callback) {
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    never_believed(callback, &bytes, |bytes| bytes);
}

pub(crate) async fn made_up_messages_are_never_believed(callback: &Callback) {
    let fields = callback.fields();
    let values = prop::collection::vec("[0-9A-Za-z| ]{0,12}", fields.len());
    let good = callback.message(&[]);
    never_believed(callback, &(values, "[0-9a-f]{64}"), |(values, digest)| {
        let values = fields.iter().zip(values);
        let message = values.fold(good.clone(), |message, (name, value)| {
            message.with(name, value)
        });
        message.with(callback.digest, digest).bytes()
    });
}

pub(crate) async fn a_changed_signed_value_is_never_believed(callback: &Callback) {
    let good = callback.message(&[]);
    let changed = (select(callback.fields()), any::<String>());
    let original = |name: &str| good.characters(name);
    let changed = changed.prop_filter("unchanged", |(name, value)| original(name) != *value);
    never_believed(callback, &changed, |(name, value)| {
        good.clone().with(&name, value).bytes()
    });
}
