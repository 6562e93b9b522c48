//! Four digits in words, for whoever sees no picture and whose browser runs no scripts: a screen reader reads them out as any
//! text. A program reads them as well, so an address has few of them.

use domain::language::Language;
use rand::{Rng, RngExt};

const DIGITS: usize = 4;
const VIETNAMESE: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];
const ENGLISH: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// Four digits.
pub(super) fn draw(rng: &mut impl Rng) -> String {
    (0..DIGITS)
        .map(|_| char::from(b'0' + rng.random_range(0..10_u8)))
        .collect()
}

/// What is asked.
pub(super) fn words(digits: &str, language: Language) -> String {
    let words = match language {
        Language::Vietnamese => VIETNAMESE,
        Language::English => ENGLISH,
    };
    let spoken: Vec<_> = digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .filter_map(|digit| words.get(usize::try_from(digit).ok()?).copied())
        .collect();
    let spoken = spoken.join(", ");
    match language {
        Language::Vietnamese => format!("Nhập bằng chữ số: {spoken}"),
        Language::English => format!("Type in digits: {spoken}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{draw, words};
    use domain::language::Language;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn digits_are_asked_in_words() {
        for (digits, language, expected) in [
            (
                "0123",
                Language::Vietnamese,
                "Nhập bằng chữ số: không, một, hai, ba",
            ),
            (
                "4567",
                Language::Vietnamese,
                "Nhập bằng chữ số: bốn, năm, sáu, bảy",
            ),
            (
                "8990",
                Language::English,
                "Type in digits: eight, nine, nine, zero",
            ),
        ] {
            assert_eq!(words(digits, language), expected);
        }
    }

    #[test]
    fn a_question_has_four_digits() {
        let mut rng = StdRng::seed_from_u64(2026);
        for _ in 0..100 {
            let digits = draw(&mut rng);
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
