//! What a provider says of somebody, by name, however it is spelt and written.
//!
//! Names are found whatever their case, `-` and `_`. A value is a text or a JSON number: spreadsheets and databases make numbers
//! of what has digits only, and then the zero in front is lost. It comes back only where the type can tell that it was there.

use domain::{
    born::Born,
    contact::EmailAddress,
    identity::{IdentityKind, IdentityNumber},
    organisation::OrganisationName,
    person::FullName,
    phone::PhoneNumber,
    tax_code::{TaxCode, TaxpayerCode},
};
use serde_json::{Map, Number, Value};

/// The claims as they came.
pub(crate) type Claims = Map<String, Value>;

/// Other names of claims that prove nothing here, or that no provider lets its users type: what counts as somebody's papers, each
/// provider names by its one name.
pub(crate) const NAME: &[&str] = &["name", "full_name", "HoVaTen", "HoTen"];
pub(crate) const BIRTH_DATE: &[&str] = &["birthdate", "birth_date", "date_of_birth", "NgaySinh"];
pub(crate) const PHONE: &[&str] = &[
    "phone_number",
    "phone",
    "mobile",
    "mobile_phone",
    "SoDienThoai",
];
pub(crate) const EMAIL: &[&str] = &["email", "mail", "ThuDienTu"];

/// The largest whole number that every reader of JSON writes with all its digits.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// A value that a claim can have.
pub(crate) trait Claimed: Sized {
    /// How many digits are one too few: a zero stood in front.
    const LOST_A_ZERO: &'static [usize] = &[];

    fn read(text: &str) -> Option<Self>;

    /// Reads the digits of a JSON number, which has no zeros in front.
    fn restored(digits: &str) -> Option<Self> {
        if Self::LOST_A_ZERO.contains(&digits.len()) {
            Self::read(&format!("0{digits}"))
        } else {
            Self::read(digits)
        }
    }
}

/// The first value of these names that can be read.
pub(crate) fn claimed<T: Claimed>(claims: &Claims, names: &[&str]) -> Option<T> {
    let read = |value: &Value| match value {
        Value::String(text) => T::read(text),
        Value::Number(number) => T::restored(&digits(number)?),
        _ => None,
    };
    names
        .iter()
        .flat_map(|name| said(claims, name))
        .find_map(read)
}

/// A key or word as the provider writes it, without blanks around; a number's digits.
pub(crate) fn word(claims: &Claims, name: &str) -> Option<String> {
    said(claims, name).find_map(|value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => digits(number),
        _ => None,
    })
}

/// A number, however it is written.
pub(crate) fn number(claims: &Claims, name: &str) -> Option<u64> {
    word(claims, name)?.parse().ok()
}

/// A name in its parts, in the order in which they are said in Vietnam.
pub(crate) fn name_of_parts(claims: &Claims) -> Option<FullName> {
    let parts: Vec<_> = ["family_name", "middle_name", "given_name"]
        .into_iter()
        .filter_map(|part| word(claims, part))
        .collect();
    FullName::vouched(&parts.join(" "))
}

/// Values under a name: first the one that is spelt so, then those that differ in case, `-` and `_` only.
fn said<'a>(claims: &'a Claims, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let wanted = folded(name);
    let others = claims
        .iter()
        .filter(move |(other, _)| folded(other) == wanted)
        .map(|(_, value)| value);
    claims.get(name).into_iter().chain(others)
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The digits of a whole number that is not negative, also where it is written `79090001234.0` or `7.9090001234e10`.
fn digits(number: &Number) -> Option<String> {
    if let Some(whole) = number.as_u64() {
        return Some(whole.to_string());
    }
    let number = number.as_f64()?;
    (number.fract() == 0.0 && (0.0..=LARGEST).contains(&number)).then(|| format!("{number:.0}"))
}

impl Claimed for IdentityNumber {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }

    /// The codes of provinces begin with a zero, that of Hà Nội (001) with two: ten or eleven digits are a CCCD without them, and
    /// it is one only if there are such a province and such a century. Nine digits have nothing by which to tell that one is
    /// missing.
    fn restored(digits: &str) -> Option<Self> {
        match digits.len() {
            10 | 11 => Self::read(&format!("{digits:0>12}"))
                .filter(|number| number.kind() == IdentityKind::Cccd),
            _ => Self::read(digits),
        }
    }
}

impl Claimed for TaxCode {
    /// The tenth digit tells whether the zero was there.
    const LOST_A_ZERO: &'static [usize] = &[9];

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Claimed for TaxpayerCode {
    /// Of what an enterprise's code is, and of a personal number.
    const LOST_A_ZERO: &'static [usize] = &[9, 11];

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Claimed for PhoneNumber {
    const LOST_A_ZERO: &'static [usize] = &[9];

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// It stands as the provider has it.
impl Claimed for FullName {
    fn read(text: &str) -> Option<Self> {
        Self::vouched(text)
    }
}

/// It stands as the provider has it.
impl Claimed for OrganisationName {
    fn read(text: &str) -> Option<Self> {
        Self::vouched(text)
    }
}

impl Claimed for EmailAddress {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// Of papers that have the year alone, the year.
impl Claimed for Born {
    fn read(text: &str) -> Option<Self> {
        Self::vouched(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read<T: Claimed>(value: &Value) -> Option<T> {
        let claims = json!({ "claim": value });
        claimed(claims.as_object().expect("an object"), &["claim"])
    }

    #[test]
    fn an_identity_number_gets_only_zeros_back_that_were_there() {
        for (value, number) in [
            (json!("079090001234"), Some("079090001234")),
            (json!("079 090 001 234"), Some("079090001234")),
            (json!("\u{202d}079090001234\u{202c}"), Some("079090001234")),
            (json!(79_090_001_234_u64), Some("079090001234")),
            (json!(79_090_001_234.0), Some("079090001234")),
            (json!(7.909_000_123_4e10), Some("079090001234")),
            // Hà Nội, Cao Bằng.
            (json!(1_090_001_234_u64), Some("001090001234")),
            (json!(4_190_001_234_u64), Some("004190001234")),
            (json!(72_192_000_066_u64), Some("072192000066")),
            // Born abroad.
            (json!(192_090_001_234_u64), Some("192090001234")),
            (json!(290_123_456), Some("290123456")),
            // No province 03, no province 003, and a century to come.
            (json!(3_090_001_234_u64), None),
            (json!(88_090_001_234_u64), None),
            (json!(79_490_001_234_u64), None),
            // A CMND without its zero, and what is none of them.
            (json!(12_345_678), None),
            (json!(0), None),
            (json!(-79_090_001_234_i64), None),
            (json!(79_090_001_234.5), None),
            (json!(1e300), None),
            // A text has its zeros.
            (json!("79090001234"), None),
            (json!(""), None),
            (json!(null), None),
            (json!(true), None),
            (json!(["079090001234"]), None),
        ] {
            let found = read::<IdentityNumber>(&value);
            assert_eq!(
                found.as_ref().map(IdentityNumber::as_str),
                number,
                "{value}"
            );
        }
    }

    #[test]
    fn a_phone_number_is_read_however_it_is_written() {
        for (value, number) in [
            (json!("0905111222"), Some("0905111222")),
            (json!("+84905111222"), Some("0905111222")),
            (json!("+84 (0)905 111 222"), Some("0905111222")),
            (json!("84905111222"), Some("0905111222")),
            (json!("0084905111222"), Some("0905111222")),
            (json!("tel:+84-905-111-222"), Some("0905111222")),
            (json!("0905\u{2011}111\u{2011}222"), Some("0905111222")),
            (json!("\u{202d}0905111222\u{202c}"), Some("0905111222")),
            (json!("0905.111.222"), Some("0905111222")),
            (json!(905_111_222), Some("0905111222")),
            (json!(84_905_111_222_u64), Some("0905111222")),
            (json!(905_111_222.0), Some("0905111222")),
            (json!(90_511_122), None),
            (json!("+1 202 555 0100"), None),
            (json!("0276 3813 363"), None),
            (json!(2_763_813_363_u64), None),
            (json!(""), None),
        ] {
            let found = read::<PhoneNumber>(&value);
            assert_eq!(found.as_ref().map(PhoneNumber::as_str), number, "{value}");
        }
    }

    #[test]
    fn a_tax_code_gets_its_zero_back_where_its_last_digit_agrees() {
        for (value, code) in [
            (json!("3900123458"), Some("3900123458")),
            (json!(3_900_123_458_u64), Some("3900123458")),
            (json!("0100109106"), Some("0100109106")),
            (json!(100_109_106), Some("0100109106")),
            (json!("0100109106-001"), Some("0100109106-001")),
            (json!(100_109_107), None),
            (json!(3_900_123_459_u64), None),
            (json!("100109106"), None),
        ] {
            let found = read::<TaxCode>(&value);
            assert_eq!(found.as_ref().map(TaxCode::as_str), code, "{value}");
        }
    }

    #[test]
    fn names_and_dates_are_read_as_people_write_them() {
        for (value, name) in [
            ("Võ Thị Hoa", Some("Võ Thị Hoa")),
            ("VÕ THỊ HOA", Some("VÕ THỊ HOA")),
            ("  Võ  Thị\u{a0}Hoa ", Some("Võ Thị Hoa")),
            ("Vo\u{303} Thi\u{323} Hoa", Some("Võ Thị Hoa")),
            ("H\u{2018}Hen Niê", Some("H'Hen Niê")),
            ("\u{d0}ỨC", Some("ĐỨC")),
            ("Y", Some("Y")),
            ("\u{200b}", None),
            ("1234", None),
        ] {
            let found = read::<FullName>(&json!(value));
            assert_eq!(found.as_ref().map(FullName::as_str), name, "{value:?}");
        }
        for date in [
            json!("1992-05-20"),
            json!("20/05/1992"),
            json!("20-5-1992"),
            json!("20.05.1992"),
            json!("19920520"),
            json!("1992/05/20"),
            json!(19_920_520),
        ] {
            let found = read::<Born>(&date).map(String::from);
            assert_eq!(found.as_deref(), Some("1992-05-20"), "{date}");
        }
        for year in [json!("1952"), json!(1952)] {
            assert_eq!(read(&year), Some(Born::Year(1952)));
        }
        assert_eq!(read::<Born>(&json!("31/04/1992")), None);
    }

    #[test]
    fn claims_are_found_by_name_however_it_is_spelt() {
        for spelling in [
            "phone_number",
            "PHONE_NUMBER",
            "phoneNumber",
            "phone-number",
            "PHONE",
            "Phone",
            "mobilePhone",
            "MOBILE",
            "SoDienThoai",
            "SODIENTHOAI",
            "so_dien_thoai",
        ] {
            let claims = json!({ spelling: "+84 905 111 222" });
            let found: Option<PhoneNumber> = claimed(claims.as_object().expect("an object"), PHONE);
            assert_eq!(found.expect(spelling).as_str(), "0905111222");
        }
        // The spelling that was agreed upon goes first; what is empty or cannot be read counts as nothing.
        for claims in [
            json!({ "phone_number": "0905111222", "PHONE_NUMBER": "0905111333", "PHONE": "0905111444" }),
            json!({ "phone_number": "", "PHONE_NUMBER": "0905111222", "phone": "0905111333" }),
            json!({ "phone_number": null, "phone": "0905111222" }),
            json!({ "phone_number": "-", "Phone": 905_111_222 }),
        ] {
            let found: Option<PhoneNumber> = claimed(claims.as_object().expect("an object"), PHONE);
            assert_eq!(found.expect("a number").as_str(), "0905111222", "{claims}");
        }
    }

    #[test]
    fn a_name_in_parts_is_said_in_the_order_of_vietnam() {
        for (claims, name) in [
            (
                json!({ "given_name": "Hoa", "middle_name": "Thị", "family_name": "Võ" }),
                Some("Võ Thị Hoa"),
            ),
            (
                json!({ "givenName": "HOA", "FAMILY_NAME": "VÕ" }),
                Some("VÕ HOA"),
            ),
            (json!({ "given_name": "Hoa" }), Some("Hoa")),
            (json!({}), None),
        ] {
            let found = name_of_parts(claims.as_object().expect("an object"));
            assert_eq!(found.as_ref().map(FullName::as_str), name, "{claims}");
        }
    }
}
