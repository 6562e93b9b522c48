//! Finding our reference in what banks make of a transfer's text.

use proptest::prelude::*;

use super::super::memo::{find, memo, names};
use super::*;

/// Of the letters and digits that references of the portal have.
const REFERENCE: &str = "a2b0c4d1e6f7g2h314j5k0";
const MEMO: &str = "DVCA2B0C4D1E6F7G2H314J5K0";

#[test]
fn a_memo_is_25_capitals() {
    assert_eq!(memo(REFERENCE).as_deref(), Ok(MEMO));
    assert_eq!(MEMO.len(), 25);
    for unfit in [
        "",
        "A2B0C4D1E6F7G2H314J5K0",
        "a2b0",
        "ệ2b0c4d1e6f7g2h314j5k0",
    ] {
        assert!(memo(unfit).is_err(), "{unfit}");
    }
}

#[test]
fn banks_words_around_it_do_not_matter() {
    for content in [
        MEMO.to_owned(),
        MEMO.to_lowercase(),
        format!("MBVCB.7841236541.{MEMO}.CT tu 0123456789 NGUYEN VAN AN toi 1020304050"),
        format!("{MEMO}-010625-10:12:12 7841236541"),
        format!("IBFT {MEMO}"),
        format!("CK{MEMO}FT25152784"),
        format!("  {MEMO}  "),
        "DVCA2B0C4D1 E6F7G2H314J5K0".to_owned(),
        "dvc a2b0c4d1e6f7g2h314j5k0".to_owned(),
        "DVC-A2B0-C4D1-E6F7-G2H3-14J5-K0".to_owned(),
        "D V C A 2 B 0 C 4 D 1 E 6 F 7 G 2 H 3 1 4 J 5 K 0".to_owned(),
        format!("Nguyễn Văn An nộp phí {MEMO}"),
    ] {
        assert_eq!(find(&content).as_deref(), Some(REFERENCE), "{content}");
    }
}

#[test]
fn what_people_type_for_it_is_understood() {
    for content in [
        "ĐVCA2B0C4D1E6F7G2H314J5K0",
        "ÐVCA2B0C4D1E6F7G2H314J5K0",
        "đvc a2b0c4d1e6f7g2h314j5k0",
        "DVCA2BOC4D1E6F7G2H314J5KO",
        "DVCA2B0C4DIE6F7G2H3I4J5K0",
        "DVCA2B0C4DlE6F7G2H3l4J5K0",
        "DVCA2BoC4DiE6F7G2H3L4J5Ko",
        "ĐVCA2BOC4DIE6F7G2H3l4J5KO",
        "Đ V C A2BO C4DI E6F7 G2H3 I4J5 KO",
        "nop phi ĐVCA2BOC4DIE6F7G2H3l4J5KO.",
        "Nộp phí: đvca2boc4die6f7g2h3i4j5ko, Nguyễn Văn An",
        "MBVCB.784.ĐVCA2BOC4DIE6F7G2H314J5KO.CT tu 0123456789",
        "DVC‑A2B0‑C4D1‑E6F7‑G2H3‑14J5‑K0",
        "\u{202d}DVCA2B0C4D1E6F7G2H314J5K0\u{202c}",
        "DVCA2B0C4D1\u{200b}E6F7G2H314J5K0",
        "DVC\u{a0}A2B0C4D1E6F7G2H314J5K0",
        "ＤＶＣＡ２Ｂ０Ｃ４Ｄ１Ｅ６Ｆ７Ｇ２Ｈ３１４Ｊ５Ｋ０",
        "\u{feff}D\u{323}VCA2B0C4D1E6F7G2H314J5K0",
    ] {
        assert_eq!(find(content).as_deref(), Some(REFERENCE), "{content:?}");
        assert!(names(content, REFERENCE), "{content:?}");
    }
}

#[test]
fn the_mark_in_the_payers_own_words_does_not_hide_the_memo() {
    for content in [
        format!("nop phi DVC cong truc tuyen tinh Tay Ninh {MEMO}"),
        format!("DVC TAY NINH {MEMO}"),
        format!("DVCTAYNINH CT{MEMO}FT25152784"),
    ] {
        assert_eq!(find(&content).as_deref(), Some(REFERENCE), "{content}");
    }
}

#[test]
fn a_transfer_pays_for_one_attempt_only() {
    let other = memo("zzzzzzzzzzzzzzzzzzzzzz").unwrap();
    assert_eq!(find(&format!("{MEMO} {other}")).as_deref(), Some(REFERENCE));
    assert_eq!(find(&format!("{MEMO}{other}")).as_deref(), Some(REFERENCE));
}

#[test]
fn less_than_the_whole_is_nothing() {
    for content in [
        "",
        "DVC",
        REFERENCE,
        "DVA2B0C4D1E6F7G2H314J5K0",
        &MEMO[..24],
        "thanh toan le phi",
    ] {
        assert_eq!(find(content), None, "{content}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn whatever_a_bank_adds_the_reference_is_found(
        reference in "[0-9a-hjkmnp-tv-z]{22}",
        before in "([ABE-UW-Z0-9]{0,12}[ .:-]{0,2}){0,4}",
        after in "([ABE-UW-Z0-9]{0,12}[ .:-]{0,2}){0,4}",
        lower in any::<bool>(),
    ) {
        let content = format!("{before}{}{after}", memo(&reference).unwrap());
        let content = if lower { content.to_lowercase() } else { content };
        prop_assert_eq!(find(&content), Some(reference));
    }

    #[test]
    fn spaces_within_do_not_matter(
        reference in "[0-9a-hjkmnp-tv-z]{22}",
        gaps in prop::collection::btree_set(1_usize..25, 0..6),
    ) {
        let mut content = memo(&reference).unwrap();
        for gap in gaps.iter().rev() {
            content.insert(*gap, ' ');
        }
        prop_assert_eq!(find(&content), Some(reference));
    }

    #[test]
    fn any_text_is_read_without_a_panic_and_gives_whole_references_only(content in any::<String>()) {
        if let Some(found) = find(&content) {
            prop_assert!(memo(&found).is_ok());
        }
    }
}
