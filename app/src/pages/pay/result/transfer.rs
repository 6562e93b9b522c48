//! What a VietQR code says, for those who type the transfer themselves.

use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transfer {
    /// NAPAS number of the bank.
    pub bank: String,
    pub account: String,
    /// Its holder, where the code names one.
    pub holder: Option<String>,
    /// By what the payment is recognised.
    pub content: String,
}

impl Transfer {
    /// Reads a transfer to an account of NAPAS 247 (EMV merchant-presented QR: 38 = account, 59 = name, 62.08 = purpose).
    /// Nothing where the code is another one, such as a wallet's.
    pub fn read(code: &str) -> Option<Self> {
        const NAPAS: &str = "A000000727";
        let code = members(code)?;
        let merchant = members(code.get("38")?)?;
        if merchant.get("00") != Some(&NAPAS) {
            return None;
        }
        let beneficiary = members(merchant.get("01")?)?;
        let additional = members(code.get("62")?)?;
        let owned = |text: &&str| (*text).to_owned();
        Some(Self {
            bank: beneficiary.get("00").map(owned)?,
            account: beneficiary.get("01").map(owned)?,
            holder: code.get("59").map(owned),
            content: additional.get("08").map(owned)?,
        })
    }

    /// “Vietcombank (970436)”: people choose a bank by its name. The number alone where the name is not known.
    pub fn bank_in_words(&self) -> String {
        let number = &self.bank;
        let known = BANKS.iter().find(|(of, _)| of == number);
        known.map_or_else(|| number.clone(), |(_, name)| format!("{name} ({number})"))
    }
}

/// Banks by their NAPAS numbers, as their own apps call them.
const BANKS: [(&str, &str); 30] = [
    ("970403", "Sacombank"),
    ("970405", "Agribank"),
    ("970407", "Techcombank"),
    ("970409", "Bac A Bank"),
    ("970412", "PVcomBank"),
    ("970415", "VietinBank"),
    ("970416", "ACB"),
    ("970418", "BIDV"),
    ("970419", "NCB"),
    ("970422", "MB"),
    ("970423", "TPBank"),
    ("970424", "Shinhan Bank"),
    ("970425", "ABBANK"),
    ("970426", "MSB"),
    ("970427", "VietABank"),
    ("970428", "Nam A Bank"),
    ("970429", "SCB"),
    ("970431", "Eximbank"),
    ("970432", "VPBank"),
    ("970433", "VietBank"),
    ("970436", "Vietcombank"),
    ("970437", "HDBank"),
    ("970438", "BAOVIET Bank"),
    ("970440", "SeABank"),
    ("970441", "VIB"),
    ("970443", "SHB"),
    ("970448", "OCB"),
    ("970449", "LPBank"),
    ("970452", "Kienlongbank"),
    ("970454", "BVBank"),
];

/// The members of one level: two digits of id, two of length, the value.
fn members(mut text: &str) -> Option<BTreeMap<&str, &str>> {
    let mut members = BTreeMap::new();
    while !text.is_empty() {
        let (id, rest) = text.split_at_checked(2)?;
        let (length, rest) = rest.split_at_checked(2)?;
        let (value, rest) = rest.split_at_checked(length.parse().ok()?)?;
        members.insert(id, value);
        text = rest;
    }
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::Transfer;

    /// Account, amount and content, from NAPAS's specification.
    const OFFICIAL: &str = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA\
                            530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E";

    #[test]
    fn a_vietqr_code_says_whom_to_pay_and_what_to_write() {
        let transfer = Transfer::read(OFFICIAL).expect("an official example");
        assert_eq!(transfer.bank, "970403");
        assert_eq!(transfer.bank_in_words(), "Sacombank (970403)");
        assert_eq!(transfer.account, "0011012345678");
        assert_eq!(transfer.holder, None);
        assert_eq!(transfer.content, "thanh toan don hang");
    }

    #[test]
    fn other_codes_say_nothing_of_a_transfer() {
        for code in [
            "",
            "momo://app?action=payWithApp",
            "0002",
            "00020101021138ưđ",
            // No content: what would be typed could not be recognised.
            "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4",
        ] {
            assert_eq!(Transfer::read(code), None, "{code}");
        }
    }
}
