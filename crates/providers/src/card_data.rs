//! What of a message tells of the payer's card. Providers send it unasked, and the portal never keeps it.

use std::borrow::Cow;

/// JSON in a text of JSON in a form: no provider nests deeper.
const DEEPEST: u8 = 3;

/// Names of such values in lower-case letters and digits, however they are written: number, holder, dates and token of a card.
/// DVCQG's CONFIRM brings `SoThe`, `TenThe`, `ThangThe`, `NamThe` and `Token`; the others are those of the providers' messages about
/// cards and kept cards, should they ever come here.
const NAMES: &[&str] = &[
    "sothe",
    "tenthe",
    "chuthe",
    "tenchuthe",
    "thangthe",
    "namthe",
    "ngaythe",
    "ngayphathanh",
    "ngayhethan",
    "token",
    "aestoken",
    "callbacktoken",
    "cardtoken",
    "paytoken",
    "paymenttoken",
    "card",
    "cardinfo",
    "cardno",
    "cardnum",
    "cardnumber",
    "cardmask",
    "cardmasked",
    "maskedcard",
    "maskedcardnumber",
    "maskedpan",
    "pan",
    "first6cardno",
    "last4cardno",
    "cardname",
    "cardholder",
    "cardholdername",
    "cardowner",
    "cardmonth",
    "cardyear",
    "carddate",
    "cardexpire",
    "cardexpiry",
    "cardexpirydate",
    "cardissuedate",
    "expirydate",
    "expdate",
    "cvc",
    "cvv",
];

/// The message without what tells of a card; the rest stays as it came, byte for byte. Reads JSON, forms and queries, and JSON within
/// either. What cannot be read as one is gone through as well as it can be, because strangers' messages are kept, too.
#[must_use]
pub fn without_card_data(message: &[u8]) -> Cow<'_, [u8]> {
    let begins = message.trim_ascii_start().first();
    let kept = match begins {
        Some(b'{' | b'[') => in_json(message, DEEPEST),
        _ => in_pairs(message).or_else(|| in_json(message, DEEPEST)),
    };
    kept.map_or(Cow::Borrowed(message), Cow::Owned)
}

fn is_of_card(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let name = name.strip_prefix("vnp").unwrap_or(&name);
    NAMES.contains(&name)
}

/// Goes through the pairs of a form or a query; none where nothing is to be removed.
fn in_pairs(text: &[u8]) -> Option<Vec<u8>> {
    let mut removed = false;
    let pairs: Vec<Cow<'_, [u8]>> = text
        .split(|byte| *byte == b'&')
        .map(|pair| match pair_without(pair) {
            Some(kept) => {
                removed = true;
                Cow::Owned(kept)
            }
            None => Cow::Borrowed(pair),
        })
        .collect();
    removed.then(|| pairs.join(&b'&'))
}

fn pair_without(pair: &[u8]) -> Option<Vec<u8>> {
    let decoded: Vec<(String, String)> = serde_urlencoded::from_bytes(pair).ok()?;
    let [(name, value)] = decoded.as_slice() else {
        return None;
    };
    let kept = if is_of_card(name) {
        Some(Vec::new()).filter(|_| !value.is_empty())
    } else if value.trim_start().starts_with(['{', '[']) {
        in_json(value.as_bytes(), DEEPEST)
    } else {
        None
    };
    let kept = String::from_utf8_lossy(&kept?).into_owned();
    let written = serde_urlencoded::to_string([(name, &kept)]).ok()?;
    Some(written.into_bytes())
}

/// Goes through JSON, and through the texts in it that are JSON themselves; none where nothing is to be removed.
fn in_json(text: &[u8], deepest: u8) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    // What comes before is in `kept`.
    let mut copied = 0;
    let mut at = 0;
    while let Some(quote) = find(text, at, b'"') {
        let end = end_of_text(text, quote);
        let colon = skip_blanks(text, end);
        if text.get(colon) == Some(&b':') {
            let value = skip_blanks(text, colon + 1);
            at = value;
            if is_of_card(&decoded(&text[quote..end])) {
                at = end_of_value(text, value);
                kept.extend_from_slice(&text[copied..value]);
                kept.extend_from_slice(br#""""#);
                copied = at;
            }
            continue;
        }
        at = end;
        let within = decoded(&text[quote..end]);
        if deepest > 0
            && within.contains('"')
            && let Some(inner) = in_json(within.as_bytes(), deepest - 1)
        {
            let inner = String::from_utf8_lossy(&inner).into_owned();
            kept.extend_from_slice(&text[copied..quote]);
            kept.extend_from_slice(serde_json::Value::from(inner).to_string().as_bytes());
            copied = end;
        }
    }
    if copied == 0 {
        return None;
    }
    kept.extend_from_slice(&text[copied..]);
    Some(kept)
}

fn find(text: &[u8], from: usize, byte: u8) -> Option<usize> {
    let rest = text.get(from..)?;
    Some(from + rest.iter().position(|other| *other == byte)?)
}

fn skip_blanks(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

/// Behind the closing quote of a text that begins at an opening one; the end of all where none closes it.
fn end_of_text(text: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Behind a value, whatever it is.
fn end_of_value(text: &[u8], from: usize) -> usize {
    let mut open = 0_usize;
    let mut at = from;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                at = end_of_text(text, at);
                if open == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => open += 1,
            b'}' | b']' if open <= 1 => return at + open,
            b'}' | b']' => open -= 1,
            b',' if open == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// A text of JSON without quotes and escapes; as it stands where it is none.
fn decoded(quoted: &[u8]) -> String {
    serde_json::from_slice(quoted)
        .unwrap_or_else(|_| String::from_utf8_lossy(quoted.trim_ascii()).replace('"', ""))
}

#[cfg(test)]
mod tests {
    use super::without_card_data;
    use std::borrow::Cow;

    #[test]
    fn what_tells_of_a_card_goes_and_the_rest_stays_as_it_came() {
        for (message, kept) in [
            (
                r#"{"MaLoi": "00",  "SoThe":"970436*********8018", "TenThe" : "NGUYEN VAN A","ThangThe":"07","NamThe":2015,"Token":null}"#,
                r#"{"MaLoi": "00",  "SoThe":"", "TenThe" : "","ThangThe":"","NamThe":"","Token":""}"#,
            ),
            // However the name is written, and whatever the value is.
            (
                r#"{"card_number":9704361234568018,"x":1}"#,
                r#"{"card_number":"","x":1}"#,
            ),
            (r#"{"S\u006fThe":"9704\"36"}"#, r#"{"S\u006fThe":""}"#),
            (
                r#"{"cardInfo":{"a":["}",{"b":"]"}]},"x":[1,2]}"#,
                r#"{"cardInfo":"","x":[1,2]}"#,
            ),
            (r#"{"x":{"sothe":1}}"#, r#"{"x":{"sothe":""}}"#),
            // JSON in a text, as ZaloPay writes it.
            (
                r#"{"data":"{\"app_id\":1,\"cardNumber\":\"9704\"}","mac":"0"}"#,
                r#"{"data":"{\"app_id\":1,\"cardNumber\":\"\"}","mac":"0"}"#,
            ),
            // Twice, broken off, and more than one message.
            (r#"{"SoThe":"1","SoThe":"2""#, r#"{"SoThe":"","SoThe":"""#),
            (r#"{"SoThe":"9704"#, r#"{"SoThe":"""#),
            (r#"x{"SoThe":1}"#, r#"x{"SoThe":""}"#),
            (
                r#"[{"SoThe":1}] {"SoThe":2}"#,
                r#"[{"SoThe":""}] {"SoThe":""}"#,
            ),
            // Queries and forms.
            (
                "vnp_TxnRef=1&vnp_CardNumber=9704+36&vnp_CardType=ATM&x",
                "vnp_TxnRef=1&vnp_CardNumber=&vnp_CardType=ATM&x",
            ),
            (
                "data=%7B%22SoThe%22%3A%229704%22%7D",
                "data=%7B%22SoThe%22%3A%22%22%7D",
            ),
        ] {
            let told = without_card_data(message.as_bytes());
            assert_eq!(String::from_utf8_lossy(&told), kept, "{message}");
            // Nothing is left to remove.
            let again = without_card_data(&told).into_owned();
            assert_eq!(again, &*told, "{message}");
        }
    }

    #[test]
    fn what_tells_of_no_card_is_not_touched() {
        for message in [
            "",
            "{",
            "\"",
            "{\"",
            r#"{"MaThamChieu":"SoThe","MaGiaoDich":"Token"}"#,
            r#"{"data":"{\"app_id\":1}","mac":"0"}"#,
            "vnp_TxnRef=1&vnp_CardType=ATM&vnp_SecureHash=0&a=b=c&=&%",
            "<result><token>1</token></result>",
        ] {
            let told = without_card_data(message.as_bytes());
            assert!(matches!(told, Cow::Borrowed(_)), "{message}");
        }
        assert_eq!(without_card_data(&[0xff, b'"', 0, b':']).len(), 4);
    }
}
