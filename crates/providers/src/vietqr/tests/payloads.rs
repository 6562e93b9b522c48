//! The text of the code: published payloads, and that what is written can be read and cannot be changed.

use proptest::prelude::*;

use super::super::emv;
use super::*;

/// Published with NAPAS's specification (three) and by a library that follows it.
const PUBLISHED: [&str; 4] = [
    "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52",
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E",
    "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203",
    "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4",
];

/// Reads elements one after the other: id and value.
fn elements(mut text: &str) -> Option<Vec<(&str, &str)>> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let length: usize = text.get(2..4)?.parse().ok()?;
        found.push((text.get(..2)?, text.get(4..4 + length)?));
        text = &text[4 + length..];
    }
    Some(found)
}

fn value<'a>(text: &'a str, path: &[&str]) -> Option<&'a str> {
    path.iter().try_fold(text, |text, id| {
        let found = elements(text)?.into_iter().find(|(other, _)| other == id);
        Some(found?.1)
    })
}

fn is_intact(payload: &str) -> bool {
    let at = payload.len().saturating_sub(4);
    let Some((body, check)) = payload.split_at_checked(at) else {
        return false;
    };
    body.ends_with("6304") && check == format!("{:04X}", emv::crc(body.as_bytes()))
}

#[test]
fn the_check_is_crc_16_ccitt_false() {
    assert_eq!(emv::crc(b"123456789"), 0x29B1);
    assert_eq!(emv::crc(b""), 0xFFFF);
}

#[test]
fn published_payloads_are_intact_and_readable() {
    for payload in PUBLISHED {
        assert!(is_intact(payload), "{payload}");
        assert_eq!(value(payload, &["38", "00"]), Some("A000000727"));
        assert_eq!(value(payload, &["53"]), Some("704"));
    }
    let bill = PUBLISHED[1];
    assert_eq!(value(bill, &["38", "01", "00"]), Some("970403"));
    assert_eq!(value(bill, &["38", "01", "01"]), Some("0011012345678"));
    assert_eq!(value(bill, &["54"]), Some("180000"));
    assert_eq!(value(bill, &["62", "08"]), Some("thanh toan don hang"));
}

/// Computed apart from this code.
#[test]
fn a_transfer_is_written_as_in_the_vector() {
    let transfer = emv::Transfer {
        bin: "970436",
        account: "0123456789",
        holder: "",
        amount: Vnd::new(50_000),
        purpose: "TN0001 le phi",
    };
    assert_eq!(
        transfer.payload(),
        "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045405500005802VN62170813TN0001 le phi63048312"
    );
}

/// Also while the bank is out of reach.
#[tokio::test]
async fn a_code_names_account_amount_and_memo() {
    let (_socket, address) = refusing();
    let settings = EXAMPLE.settings(&format!("http://{address}"), &[]);
    let provider = settings.build().unwrap();
    let created = provider.create(&request()).await.unwrap();
    let payload = created.qr.unwrap();
    assert!(is_intact(&payload), "{payload}");
    for (path, expected) in [
        (&["01"][..], "12"),
        (&["38", "01", "00"], "970436"),
        (&["38", "01", "01"], "1020304050"),
        (&["38", "02"], "QRIBFTTA"),
        (&["54"], "50000"),
        (&["58"], "VN"),
        (&["59"], "KHO BAC NHA NUOC TAY NINH"),
        (&["62", "08"], MEMO),
    ] {
        assert_eq!(value(&payload, path), Some(expected), "{path:?}");
    }
    assert_eq!((created.redirect_url, created.app_url), (None, None));
    assert_eq!(created.raw, "");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn a_code_reads_back_as_written_and_shows_every_changed_character(
        bin in "[0-9]{6}",
        account in "[0-9A-Z]{1,19}",
        holder in "[A-Z ]{0,25}",
        amount in 1_i64..=9_999_999_999_999,
        purpose in "[A-Z0-9 ]{1,25}",
        position in any::<prop::sample::Index>(),
        character in "[ -~]",
    ) {
        let transfer = emv::Transfer {
            bin: &bin,
            account: &account,
            holder: &holder,
            amount: Vnd::new(amount),
            purpose: &purpose,
        };
        let payload = transfer.payload();
        prop_assert!(is_intact(&payload));
        prop_assert_eq!(value(&payload, &["38", "01", "00"]), Some(bin.as_str()));
        prop_assert_eq!(value(&payload, &["38", "01", "01"]), Some(account.as_str()));
        let digits = amount.to_string();
        prop_assert_eq!(value(&payload, &["54"]), Some(digits.as_str()));
        prop_assert_eq!(value(&payload, &["59"]).unwrap_or_default(), holder);
        prop_assert_eq!(value(&payload, &["62", "08"]), Some(purpose.as_str()));

        let at = position.index(payload.len());
        let mut changed = payload.clone();
        changed.replace_range(at..=at, &character);
        prop_assert_eq!(is_intact(&changed), changed == payload);
    }
}
