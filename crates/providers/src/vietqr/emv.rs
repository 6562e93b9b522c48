//! The text of a VietQR code: EMVCo merchant-presented QR with NAPAS's account field, as NAPAS's specification states it.
//!
//! Elements are two digits of id, two of length in characters, and the value. Text is ASCII, so characters are bytes.

use domain::money::Vnd;

use crate::text::plain;

/// `A000000727`, NAPAS.
const NAPAS: &str = "A000000727";
/// A transfer to an account (`QRIBFTTC` is one to a card).
const TO_ACCOUNT: &str = "QRIBFTTA";
/// Currency: đồng in ISO 4217.
const DONG: &str = "704";

/// One transfer to an account, to be made once.
pub(super) struct Transfer<'a> {
    /// Bank identification number, six digits.
    pub(super) bin: &'a str,
    /// Account number, 1–19 letters or digits.
    pub(super) account: &'a str,
    /// Name of the account, at most 25 printable ASCII characters; left out where empty.
    pub(super) holder: &'a str,
    /// In whole đồng, at most 13 digits.
    pub(super) amount: Vnd,
    /// What the bank writes into the transfer, at most 25 printable ASCII characters.
    pub(super) purpose: &'a str,
}

impl Transfer<'_> {
    /// The text of its code.
    pub(super) fn payload(&self) -> String {
        let bank = element("00", self.bin) + &element("01", self.account);
        let account = element("00", NAPAS) + &element("01", &bank) + &element("02", TO_ACCOUNT);
        let mut text = element("00", "01");
        // 12: shown for one payment; 11 would be a code on a wall.
        text += &element("01", "12");
        text += &element("38", &account);
        text += &element("53", DONG);
        text += &element("54", &plain(self.amount));
        text += &element("58", "VN");
        if !self.holder.is_empty() {
            text += &element("59", self.holder);
        }
        text += &element("62", &element("08", self.purpose));
        // The check covers its own id and length.
        text += "6304";
        let check = crc(text.as_bytes());
        text + &format!("{check:04X}")
    }
}

fn element(id: &str, value: &str) -> String {
    debug_assert!(value.is_ascii() && value.len() < 100);
    format!("{id}{:02}{value}", value.len())
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021 from 0xFFFF, nothing reflected, nothing added at the end.
pub(super) fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            let carry = if crc & 0x8000 == 0 { 0 } else { 0x1021 };
            (crc << 1) ^ carry
        })
    })
}
