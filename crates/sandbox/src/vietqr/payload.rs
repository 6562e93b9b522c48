//! Reading the text of a VietQR code (EMVCo fields of two digits, two digits of length, and a value).

#[derive(Debug, PartialEq)]
pub(super) struct Scanned {
    /// Number (BIN) of the bank.
    pub bank: String,
    pub account: String,
    /// Whole đồng; a static code leaves it to the payer.
    pub amount: Option<u64>,
    pub content: String,
}

/// Reads a code; the error names what is wrong with it.
pub(super) fn read(text: &str) -> Result<Scanned, &'static str> {
    let text = text.trim();
    let (signed, checksum) = text
        .len()
        .checked_sub(4)
        .and_then(|end| text.split_at_checked(end))
        .ok_or("Mã QR quá ngắn.")?;
    if !signed.ends_with("6304") || checksum != format!("{:04X}", crc(signed.as_bytes())) {
        return Err("Mã QR bị sai: mã kiểm tra không khớp.");
    }
    let broken = "Mã QR bị sai cấu trúc.";
    let fields = nested(text).ok_or(broken)?;
    let merchant = nested(find(&fields, "38").ok_or("Đây không phải mã VietQR.")?).ok_or(broken)?;
    if find(&merchant, "00") != Some("A000000727") {
        return Err("Đây không phải mã VietQR.");
    }
    let holder = nested(find(&merchant, "01").ok_or(broken)?).ok_or(broken)?;
    let additional = find(&fields, "62").map(nested).unwrap_or_default();
    let content = additional.as_ref().and_then(|fields| find(fields, "08"));
    let amount = find(&fields, "54");
    let amount = amount.map(|text| text.parse().map_err(|_| "Số tiền trong mã QR bị sai."));
    Ok(Scanned {
        bank: find(&holder, "00").ok_or(broken)?.to_owned(),
        account: find(&holder, "01").ok_or(broken)?.to_owned(),
        amount: amount.transpose()?,
        content: content.unwrap_or_default().to_owned(),
    })
}

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// The fields of a text, which may be the value of a field.
fn nested(mut text: &str) -> Option<Fields<'_>> {
    let mut fields = Vec::new();
    while !text.is_empty() {
        let (id, rest) = text.split_at_checked(2)?;
        let (length, rest) = rest.split_at_checked(2)?;
        let (value, rest) = rest.split_at_checked(length.parse().ok()?)?;
        fields.push((id, value));
        text = rest;
    }
    Some(fields)
}

fn find<'a>(fields: &Fields<'a>, id: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(name, _)| *name == id)?;
    Some(found.1)
}

/// CRC-16/CCITT-FALSE.
fn crc(bytes: &[u8]) -> u16 {
    let mut crc = 0xFFFF_u16;
    for byte in bytes {
        crc ^= u16::from(*byte) << 8;
        for _bit in 0..8 {
            let carry = crc & 0x8000 != 0;
            crc <<= 1;
            if carry {
                crc ^= 0x1021;
            }
        }
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_codes_are_read() {
        assert_eq!(crc(b"123456789"), 0x29B1);
        let official = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E";
        let scanned = Scanned {
            bank: "970403".to_owned(),
            account: "0011012345678".to_owned(),
            amount: Some(180_000),
            content: "thanh toan don hang".to_owned(),
        };
        assert_eq!(read(official), Ok(scanned));
        let fixed = "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4";
        assert_eq!(read(fixed).map(|scanned| scanned.amount), Ok(None));
    }

    #[test]
    fn a_changed_code_is_refused() {
        let changed = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061900005802VN62340107NPS68690819thanh toan don hang63042E2E";
        assert!(read(changed).is_err());
        assert!(read("").is_err() && read("đồng").is_err());
    }
}
