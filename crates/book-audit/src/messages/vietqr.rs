//! Transfers to our account, told by the bank: every one of them is money.

use super::{
    Meaning, Message,
    fields::{amount, compact_time, number, object, text},
};
use serde_json::Value;

/// What stands before our reference in a transfer's content.
const MARK: &str = "DVC";
/// Letters of the mark and of our reference.
const MEMO: usize = 25;

/// The bank's word of one transfer.
pub(super) fn callback(body: &[u8]) -> Option<Message> {
    transfer(&object(body)?)
}

/// The answer to an inquiry: those of the transfers in it that name the reference.
pub(super) fn payments(body: &[u8], reference: &str) -> Vec<Message> {
    let answer = object(body).filter(|answer| text(answer, "code").as_deref() == Some("00"));
    let Some(answer) = answer else {
        return Vec::new();
    };
    let listed = answer.get("transactions").and_then(Value::as_array);
    listed
        .into_iter()
        .flatten()
        .filter_map(transfer)
        .filter(|message| message.reference == reference)
        .collect()
}

fn transfer(fields: &Value) -> Option<Message> {
    Some(Message {
        reference: text(fields, "content")
            .and_then(|content| reference(&content))
            .unwrap_or_default(),
        meaning: Meaning::Took,
        number: Some(number(fields, "transactionId")?),
        amount: Some(amount(fields, "amount")?),
        code: "00".to_owned(),
        at: text(fields, "transactionTime").and_then(|at| compact_time(&at)),
    })
}

/// The reference that the content of a transfer names. A word of its own is preferred to a part of a word, and that to what appears
/// once banks' blanks and dashes are left out. People type O for 0, and I or L for 1.
fn reference(content: &str) -> Option<String> {
    let plain: String = content
        .chars()
        .map(|letter| match letter {
            'Đ' | 'đ' => 'D',
            letter => letter.to_ascii_uppercase(),
        })
        .collect();
    let words: Vec<&str> = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let alone = words
        .iter()
        .find(|word| word.len() == MEMO && word.starts_with(MARK))
        .map(|word| (*word).to_owned());
    let found = alone
        .or_else(|| words.iter().find_map(|word| marked(word)))
        .or_else(|| marked(&words.concat()))?;
    Some(
        found[MARK.len()..]
            .chars()
            .map(|letter| match letter {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter.to_ascii_lowercase(),
            })
            .collect(),
    )
}

fn marked(text: &str) -> Option<String> {
    text.match_indices(MARK)
        .find_map(|(at, _)| text.get(at..at + MEMO))
        .map(str::to_owned)
}
