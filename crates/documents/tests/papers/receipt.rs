//! The receipt as its reader meets it: through a PDF reader and a phone's camera.

use std::path::Path;

use crate::support::{Place, fee, info_of, pages_of, places_of, qr_of, receipt, text_of, words_of};
use documents::DocumentError;
use documents::receipt::{Cancellation, render};
use domain::fees::FeeKind;
use domain::money::Vnd;
use domain::words::amount_in_words;
use time::macros::datetime;

/// Points, less half a point for the overhang of a letter.
const MARGIN: f64 = 59.0;
const A4_WIDTH: f64 = 595.276;

/// Two hundred letters, in words and in one.
fn long_texts() -> [String; 2] {
    ["Nguyễn Phước Thị Thùy Dương ", "Nghiêng"].map(|text| text.chars().cycle().take(200).collect())
}

#[track_caller]
fn assert_says(words: &str, expected: &str) {
    assert!(
        words.contains(expected),
        "“{expected}” is missing from:\n{words}"
    );
}

#[test]
fn a_reader_copies_every_fact_out_in_composed_vietnamese() {
    let words = words_of(&render(&receipt()).unwrap());
    for expected in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ TƯ PHÁP TỈNH TÂY NINH",
        "Mã số thuế: 3900241574",
        "BIÊN LAI THU PHÍ, LỆ PHÍ",
        "01BLP0-001",
        "AA-26E",
        "0000123",
        "Nguyễn Thị Thùy Dương",
        "072xxxxxx603",
        "Ấp Trường Lưu, xã Trường Đông, thị xã Hòa Thành, tỉnh Tây Ninh",
        "000.20.31.H53-260610-0007",
        "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
        "Vietcombank",
        "VCB2606100915471",
        "TN260610-8F3K2M",
        "dichvucong.tayninh.gov.vn/bien-lai/7Q4M-2KXP-9D",
        "Bản thể hiện của biên lai điện tử, chưa có chữ ký số của cơ quan thu.",
    ] {
        assert_says(&words, expected);
    }
}

#[test]
fn fees_and_charges_stand_apart_and_add_up() {
    let text = text_of(&render(&receipt()).unwrap());
    let rows: Vec<String> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let row = |start: &str| {
        rows.iter()
            .position(|row| row.starts_with(start))
            .unwrap_or_else(|| panic!("no row “{start}” in:\n{text}"))
    };
    let (fees, fee_total) = (row("I. "), row("Cộng phí 210.000 đ"));
    let (charges, charge_total) = (row("II. "), row("Cộng lệ phí 15.000 đ"));
    assert!(fees < fee_total && fee_total < charges && charges < charge_total);
    assert!(charge_total < row("TỔNG CỘNG 225.000 đ"));
    assert_says(&rows[row("2 Bản thứ ba")], "2 5.000 đ 10.000 đ");
}

#[test]
fn the_total_is_also_in_words() {
    let words = words_of(&render(&receipt()).unwrap());
    let in_words = amount_in_words(Vnd::new(225_000));
    assert_says(&words, &format!("Bằng chữ: {in_words}."));
}

#[test]
fn a_receipt_for_charges_alone_has_no_group_of_fees() {
    let mut receipt = receipt();
    receipt.lines = vec![fee(FeeKind::Charge, "Lệ phí hộ tịch", 1, 8_000)];
    let words = words_of(&render(&receipt).unwrap());
    assert_says(&words, "Cộng lệ phí");
    assert!(!words.contains("Cộng phí"), "{words}");
    assert!(!words.contains("II. "), "{words}");
}

#[test]
fn times_are_vietnam_times_even_across_midnight() {
    let words = words_of(&render(&receipt()).unwrap());
    assert_says(&words, "10/06/2026 06:15 (giờ Việt Nam)");
    assert_says(&words, "Ngày 10 tháng 06 năm 2026");
}

/// Late in the evening in London, already the next day in Vietnam.
fn cancelled(reason: &str) -> Option<Cancellation> {
    Some(Cancellation {
        at: datetime!(2026-06-11 18:30 UTC),
        reason: reason.to_owned(),
    })
}

#[test]
fn a_cancelled_receipt_says_when_and_why() {
    let mut receipt = receipt();
    for (reason, said) in [
        (
            "Hồ sơ không đủ điều kiện",
            "ĐÃ HỦY ngày 12/06/2026. Lý do: Hồ sơ không đủ điều kiện",
        ),
        ("", "ĐÃ HỦY ngày 12/06/2026."),
    ] {
        receipt.cancellation = cancelled(reason);
        let words = words_of(&render(&receipt).unwrap());
        assert_says(&words, said);
        assert_eq!(words.contains("Lý do"), !reason.is_empty(), "{words}");
    }
}

#[test]
fn a_cancelled_receipt_carries_the_mark_across_every_page() {
    // A letter of the mark. What is set across a page comes out of it letter by letter.
    let letters = |pdf: &[u8]| words_of(pdf).chars().filter(|c| *c == 'Ủ').count();
    for lines in [1, 60] {
        let mut receipt = receipt();
        receipt.lines = vec![fee(FeeKind::Fee, "Khoản thu", 1, 1_000); lines];
        let valid = render(&receipt).unwrap();
        receipt.cancellation = cancelled("");
        let void = render(&receipt).unwrap();
        let pages = pages_of(&void);
        assert_eq!(pages > 1, lines > 1);
        let marks = letters(&void) - letters(&valid);
        let pages = usize::try_from(pages).unwrap();
        assert_eq!(marks, pages + 1, "one a page, and the notice");
    }
}

#[test]
fn an_enterprise_is_named_with_its_tax_code() {
    let mut receipt = receipt();
    receipt.payer_name = "Công ty TNHH Tây Ninh Xanh".to_owned();
    receipt.payer_identity_masked = String::new();
    receipt.payer_tax_code = Some("3900123458".to_owned());
    let words = words_of(&render(&receipt).unwrap());
    assert_says(&words, "Công ty TNHH Tây Ninh Xanh");
    assert_says(&words, "Mã số thuế: 3900123458");
    assert!(!words.contains("Giấy tờ số"), "{words}");
}

#[test]
fn cash_has_no_number_of_a_transaction() {
    let mut receipt = receipt();
    receipt.method = "Tiền mặt".to_owned();
    receipt.provider_transaction = String::new();
    let words = words_of(&render(&receipt).unwrap());
    assert_says(&words, "Tiền mặt");
    assert!(!words.contains("Mã giao dịch"), "{words}");
}

#[test]
fn a_phone_reads_the_check_address_from_the_page() {
    let receipt = receipt();
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    assert_eq!(
        qr_of(&render(&receipt).unwrap(), scratch),
        receipt.check_url
    );
}

#[test]
fn the_document_is_tagged_titled_dated_and_vietnamese() {
    let pdf = render(&receipt()).unwrap();
    let info = info_of(&pdf);
    assert_says(&info, "Biên lai thu phí, lệ phí số 0000123, ký hiệu AA-26E");
    let fields = info.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_says(&fields, "Tagged: yes");
    assert_says(&fields, "CreationDate: 2026-06-10T06:15:31+07");
    assert_says(&fields, "Page size: 595.276 x 841.89 pts (A4)");
    let raw = String::from_utf8_lossy(&pdf);
    assert_says(&raw, "/Lang(vi");
    assert_says(&raw, "<pdfaid:part>2</pdfaid:part>");
    assert_says(&raw, "<pdfuaid:part>1</pdfuaid:part>");
}

#[test]
fn equal_receipts_are_equal_to_the_byte() {
    let first = render(&receipt()).unwrap();
    let mut other = receipt();
    other.number = 124;
    assert_ne!(render(&other).unwrap(), first);
    assert_eq!(render(&receipt()).unwrap(), first);
}

#[test]
fn what_a_citizen_typed_is_text_and_never_markup() {
    for typed in [
        r##"#panic("in") #eval("1+1") $x^2$ ]]} *đậm* _nghiêng_ `mã`"##,
        r#"" , "total": "0 đ" } \u{0} \ // /* */ <nhãn> @tham-chiếu"#,
        "'; = - + / ~ #import \"@preview/x\": * — …",
    ] {
        let mut receipt = receipt();
        typed.clone_into(&mut receipt.payer_name);
        let pdf = render(&receipt).unwrap();
        assert_says(&words_of(&pdf), typed);
        assert_eq!(pages_of(&pdf), 1);
    }
}

#[test]
fn emoji_and_hidden_turning_marks_are_not_printed_and_other_scripts_are() {
    let mut receipt = receipt();
    receipt.payer_name = "Trần 👩\u{200d}👩 An \u{202e}đảo\u{202c} محمد שלום Ελλάς 田中".to_owned();
    let pdf = render(&receipt).unwrap();
    let words = words_of(&pdf);
    assert_says(&words, "Trần � An đảo");
    assert_says(&words, "Ελλάς �");
    assert_eq!(pages_of(&pdf), 1);
}

#[test]
fn names_of_two_hundred_letters_fit_one_page() {
    for long in long_texts() {
        let mut receipt = receipt();
        for field in [
            &mut receipt.agency_name,
            &mut receipt.payer_name,
            &mut receipt.procedure_name,
            &mut receipt.lines[0].name,
        ] {
            field.clone_from(&long);
        }
        receipt.payer_address = Some(long.clone());
        receipt.agency_address = Some(long);
        assert_eq!(pages_of(&render(&receipt).unwrap()), 1);
    }
}

#[test]
fn nothing_runs_over_the_margins_however_long() {
    for long in long_texts() {
        let mut receipt = receipt();
        for field in [
            &mut receipt.agency_name,
            &mut receipt.payer_name,
            &mut receipt.payer_identity_masked,
            &mut receipt.dossier_reference,
            &mut receipt.procedure_name,
            &mut receipt.method,
            &mut receipt.provider_transaction,
            &mut receipt.reference,
            &mut receipt.lines[0].name,
        ] {
            field.clone_from(&long);
        }
        receipt.lines[1].code.clone_from(&long);
        receipt.check_url = format!("https://dichvucong.example/{}", "a".repeat(200));
        receipt.cancellation = cancelled(&long);
        let pdf = render(&receipt).unwrap();
        let words = places_of(&pdf);
        assert!(words.len() > 100);
        for Place { word, left, right } in words {
            let inside = left >= MARGIN && right <= A4_WIDTH - MARGIN;
            assert!(inside, "“{word}” stands at {left} to {right} points");
        }
    }
}

#[test]
fn a_long_word_is_broken_without_adding_a_character() {
    let mut receipt = receipt();
    receipt.provider_transaction = "FT26161".repeat(12);
    let text = words_of(&render(&receipt).unwrap()).replace(' ', "");
    assert_says(&text, &receipt.provider_transaction);
}

#[test]
fn many_lines_flow_to_further_pages_with_the_total_after_them() {
    let mut receipt = receipt();
    receipt.lines = (1..=60)
        .map(|number| fee(FeeKind::Fee, &format!("Khoản thu số {number}"), 1, 1_000))
        .collect();
    let pdf = render(&receipt).unwrap();
    let pages = pages_of(&pdf);
    assert!(pages > 1);
    let words = words_of(&pdf);
    assert_says(&words, &format!("Trang {pages}/{pages}"));
    assert_says(&words, "TỔNG CỘNG 60.000 đ");
}

#[test]
fn facts_that_make_no_receipt_are_refused() {
    let mut nothing = receipt();
    nothing.lines.clear();
    assert_eq!(render(&nothing), Err(DocumentError::NoLines));

    let mut beyond = receipt();
    beyond.number = 10_000_000;
    assert_eq!(
        render(&beyond),
        Err(DocumentError::NumberTooLarge(10_000_000))
    );

    let mut negative = receipt();
    negative.lines[0].amount = Vnd::new(-1);
    assert_eq!(render(&negative), Err(DocumentError::AmountOutOfRange));

    let mut overflowing = receipt();
    overflowing.lines[0].amount = Vnd::new(i64::MAX);
    assert_eq!(render(&overflowing), Err(DocumentError::AmountOutOfRange));

    for url in [
        "javascript:alert(1)",
        "https://",
        "https://a b",
        &format!("https://{}", "a".repeat(4000)),
    ] {
        let mut unreachable = receipt();
        unreachable.check_url = url.to_owned();
        assert_eq!(
            render(&unreachable),
            Err(DocumentError::UnusableCheckUrl),
            "{url}"
        );
    }
}
