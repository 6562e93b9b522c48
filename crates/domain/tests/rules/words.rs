use domain::money::Vnd;
use domain::words::amount_in_words;
use proptest::prelude::*;

#[test]
fn amounts_are_read_as_documents_read_them() {
    for (dong, words) in [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (25, "Hai mươi lăm đồng"),
        (91, "Chín mươi mốt đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (111, "Một trăm mười một đồng"),
        (115, "Một trăm mười lăm đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_001, "Một nghìn không trăm linh một đồng"),
        (1_010, "Một nghìn không trăm mười đồng"),
        (1_105, "Một nghìn một trăm linh năm đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (100_000, "Một trăm nghìn đồng"),
        (200_000, "Hai trăm nghìn đồng"),
        (205_000, "Hai trăm linh năm nghìn đồng"),
        (210_000, "Hai trăm mười nghìn đồng"),
        (215_000, "Hai trăm mười lăm nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_435_000, "Một triệu bốn trăm ba mươi lăm nghìn đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (2_050_000_000, "Hai tỷ không trăm năm mươi triệu đồng"),
        (1_200_000_000_000, "Một nghìn hai trăm tỷ đồng"),
        (1_000_000_000_000_000_000, "Một tỷ tỷ đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ] {
        assert_eq!(amount_in_words(Vnd::new(dong)), words, "{dong}");
    }
}

#[test]
fn the_largest_amounts_have_words_too() {
    assert_eq!(
        amount_in_words(Vnd::new(i64::MAX)),
        "Chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ \
         tám trăm năm mươi bốn triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy đồng"
    );
    assert!(amount_in_words(Vnd::new(i64::MIN)).ends_with("tám trăm linh tám đồng"));
}

/// Reads words back, by the grammar alone: every amount must have words that name no other.
fn read_back(words: &str) -> Option<i64> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words.strip_suffix(" đồng")?.split(' ').collect();
    number(&words)
}

fn number(words: &[&str]) -> Option<i64> {
    if let Some(at) = words.iter().rposition(|word| *word == "tỷ") {
        return Some(number(&words[..at])? * 1_000_000_000 + number(&words[at + 1..])?);
    }
    let mut total = 0;
    let mut rest = words;
    for (name, unit) in [("triệu", 1_000_000), ("nghìn", 1_000)] {
        if let Some(at) = rest.iter().position(|word| *word == name) {
            total += group(&rest[..at])? * unit;
            rest = &rest[at + 1..];
        }
    }
    Some(total + group(rest)?)
}

fn group(words: &[&str]) -> Option<i64> {
    let digit = |word: &str| {
        let digits = [
            "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
        ];
        let value = match word {
            "mốt" => 1,
            "lăm" => 5,
            _ => digits.iter().position(|d| *d == word)?,
        };
        i64::try_from(value).ok()
    };
    match words {
        [] => Some(0),
        [hundreds, "trăm", rest @ ..] => Some(digit(hundreds)? * 100 + group(rest)?),
        ["linh", ones] => digit(ones),
        ["mười", rest @ ..] => Some(10 + group(rest)?),
        [tens, "mươi", rest @ ..] => Some(digit(tens)? * 10 + group(rest)?),
        [ones] => digit(ones),
        _ => None,
    }
}

/// Amounts of every magnitude, not only enormous ones.
fn amounts() -> impl Strategy<Value = i64> {
    (0_u32..=18, 0..=i64::MAX).prop_map(|(zeros, number)| number / 10_i64.pow(zeros))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn words_name_exactly_their_amount(dong in amounts()) {
        let words = amount_in_words(Vnd::new(dong));
        prop_assert_eq!(read_back(&words), Some(dong), "{}", words);
    }

    #[test]
    fn round_amounts_are_named_exactly(millions in 0_i64..=9_000, thousands in 0_i64..=999) {
        let dong = millions * 1_000_000 + thousands * 1_000;
        let words = amount_in_words(Vnd::new(dong));
        prop_assert_eq!(read_back(&words), Some(dong), "{}", words);
    }

    #[test]
    fn no_group_is_silent_and_no_word_is_doubled_by_space(dong in amounts()) {
        let words = amount_in_words(Vnd::new(dong));
        prop_assert!(words.split(' ').all(|word| !word.is_empty()));
        prop_assert!(words.ends_with(" đồng"));
        prop_assert!(words.starts_with(char::is_uppercase));
    }
}
