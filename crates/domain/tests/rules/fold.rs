use domain::fold;
use proptest::prelude::*;

#[test]
fn spelling_variants_fold_to_the_same_text() {
    let decomposed = "kha\u{301}i si\u{301}nh";
    for text in [
        "khai sinh",
        "khái sính",
        decomposed,
        "KHAI  SINH",
        " Khai-sinh. ",
        "khai\u{a0}sinh",
    ] {
        assert_eq!(fold(text), "khai sinh", "{text:?}");
    }
}

#[test]
fn every_vietnamese_letter_folds_to_its_base() {
    for (letters, base) in [
        ("aàáảãạăằắẳẵặâầấẩẫậ", 'a'),
        ("eèéẻẽẹêềếểễệ", 'e'),
        ("iìíỉĩị", 'i'),
        ("oòóỏõọôồốổỗộơờớởỡợ", 'o'),
        ("uùúủũụưừứửữự", 'u'),
        ("yỳýỷỹỵ", 'y'),
        ("dđ", 'd'),
    ] {
        for letter in letters.chars() {
            assert_eq!(fold(&letter.to_string()), base.to_string(), "{letter}");
            let capital: String = letter.to_uppercase().collect();
            assert_eq!(fold(&capital), base.to_string(), "{capital}");
        }
    }
}

#[test]
fn letters_and_digits_stay_and_all_else_separates() {
    assert_eq!(
        fold("Cấp Phiếu lý lịch tư pháp (số 2)"),
        "cap phieu ly lich tu phap so 2"
    );
    assert_eq!(fold("👶🏽 khai 👨‍👩‍👧 sinh"), "khai sinh");
    assert_eq!(fold("\u{202e}hnis iahk"), "hnis iahk");
    assert_eq!(fold(" \u{301}…! "), "");
    assert_eq!(fold(""), "");
    assert_eq!(fold("İstanbul"), "istanbul");
}

#[test]
fn names_that_look_alike_fold_alike() {
    for (written, folded) in [
        ("H'Hen Niê", "h hen nie"),
        ("H’Hen Niê", "h hen nie"),
        ("H‘Hen Niê", "h hen nie"),
        ("H`Hen Niê", "h hen nie"),
        ("H´Hen Niê", "h hen nie"),
        ("H\u{2bc}Hen Niê", "h hen nie"),
        ("H\u{2b9}Hen Niê", "h hen nie"),
        ("H\u{a78b}Hen Niê", "h hen nie"),
        ("K′Sor", "k sor"),
        ("K＇Sor", "k sor"),
        ("ĐỨC", "duc"),
        ("ÐỨC", "duc"),
        ("ƉỨC", "duc"),
        ("ðức", "duc"),
        ("Thơ\u{306}", "tho"),
        ("Nguyễn\u{200b} Văn\u{feff} An", "nguyen van an"),
        ("\u{202d}Nguyễn\u{202c} Văn An", "nguyen van an"),
        ("Nguy\u{ad}ễn", "nguyen"),
        ("Anne\u{2010}Marie", "anne marie"),
    ] {
        assert_eq!(fold(written), folded, "{written:?}");
    }
}

#[test]
fn a_text_of_a_million_marks_folds() {
    let text = format!("a{}b", "\u{301}".repeat(1_000_000));
    assert_eq!(fold(&text), "ab");
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folded_text_has_no_outer_or_double_spaces(text in any::<String>()) {
        let folded = fold(&text);
        prop_assert_eq!(folded.trim(), &folded);
        prop_assert!(!folded.contains("  "));
    }
}
