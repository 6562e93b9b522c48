//! Amounts in words, as receipts must state them beside the figures (Decree 123/2020, article 32).

use crate::money::Vnd;

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];
const BILLION: u64 = 1_000_000_000;

/// The amount in Vietnamese words with a capital at the front: 1 435 000 becomes
/// "Một triệu bốn trăm ba mươi lăm nghìn đồng".
///
/// Northern documentary usage: "linh" for an empty tens place, "nghìn" for thousands, "bốn" also
/// after "mươi". Empty groups are left out; a later group says its "không trăm", so that
/// 1 005 000 is "Một triệu không trăm linh năm nghìn đồng". Beyond a billion the count of billions
/// is read as a number of its own ("một nghìn hai trăm tỷ").
#[must_use]
pub fn amount_in_words(amount: Vnd) -> String {
    let mut words = Vec::new();
    if amount.is_negative() {
        words.push("âm");
    }
    match amount.as_i64().unsigned_abs() {
        0 => words.push(DIGITS[0]),
        number => read(number, false, &mut words),
    }
    words.push("đồng");
    capitalised(&words.join(" "))
}

/// Reads a number above zero; `follows` says that a higher group has been read before it.
fn read(number: u64, follows: bool, words: &mut Vec<&'static str>) {
    let mut follows = follows;
    if number >= BILLION {
        read(number / BILLION, follows, words);
        words.push("tỷ");
        follows = true;
    }
    let below = number % BILLION;
    for (unit, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = below / unit % 1_000;
        if group == 0 {
            continue;
        }
        read_group(group, follows, words);
        if !name.is_empty() {
            words.push(name);
        }
        follows = true;
    }
}

/// Reads 1–999.
fn read_group(group: u64, follows: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let says_hundreds = hundreds > 0 || follows;
    if says_hundreds {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && says_hundreds => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}

fn digit(value: u64) -> &'static str {
    DIGITS[usize::try_from(value).expect("one decimal digit fits")]
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
