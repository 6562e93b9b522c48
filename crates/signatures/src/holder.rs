//! What the subject of a Vietnamese certificate says about its holder.
//!
//! Authorities write the identity as `CCCD:072090000017`, `CMND:290123456` or `MST:0100109106` into the user identifier (RFC 4519,
//! `0.9.2342.19200300.100.1.1`) or into the serial number of the subject (`2.5.4.5`), a branch as `MST:0100109106-001`.

use der::{
    Any, Decode, Encode, Tag, Tagged,
    asn1::{BmpString, ObjectIdentifier},
};
use domain::{
    identity::{IdentityKind, IdentityNumber},
    tax_code::TaxCode,
};
use x509_cert::name::Name;

use crate::Holder;

pub(crate) const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
pub(crate) const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const USER_ID: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.9.2342.19200300.100.1.1");

/// Who a subject is: a person, even where the organisation is named too, because signing for it needs more than working
/// there; CCCD before CMND, which it replaced. `None` where it is nobody, or more than one.
pub(crate) fn of(subject: &Name) -> Option<Holder> {
    let mut found = [vec![], vec![], vec![]];
    let [cccd, cmnd, organisations] = &mut found;
    for value in texts(subject, USER_ID).chain(texts(subject, SERIAL_NUMBER)) {
        let Some((label, number)) = value.split_once(':') else {
            continue;
        };
        match label.trim().to_ascii_uppercase().as_str() {
            "CCCD" => cccd.extend(person(number, IdentityKind::Cccd)),
            "CMND" => cmnd.extend(person(number, IdentityKind::Cmnd)),
            "MST" => organisations.extend(TaxCode::parse(number).ok().map(Holder::Organisation)),
            _ => {}
        }
    }
    let mut named = found.into_iter().find(|named| !named.is_empty())?;
    named.dedup();
    match named.len() {
        1 => named.pop(),
        _ => None,
    }
}

fn person(number: &str, kind: IdentityKind) -> Option<Holder> {
    let number = IdentityNumber::parse(number).ok()?;
    (number.kind() == kind).then_some(Holder::Person(number))
}

/// The values of one attribute of a name that are text.
pub(crate) fn texts(name: &Name, attribute: ObjectIdentifier) -> impl Iterator<Item = String> {
    let all = name.0.iter().flat_map(|relative| relative.0.iter());
    all.filter(move |pair| pair.oid == attribute)
        .filter_map(|pair| text(&pair.value))
}

/// `DirectoryString` (RFC 5280, section 4.1.2.4) and IA5String.
fn text(value: &Any) -> Option<String> {
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => {
            String::from_utf8(value.value().to_vec()).ok()
        }
        Tag::BmpString => {
            let text = BmpString::from_der(&value.to_der().ok()?).ok()?;
            Some(text.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_the_spellings_of_old_and_new_authorities() {
        let name = "Trần Thị Bình";
        let two_bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (tag, bytes, expected) in [
            (Tag::Utf8String, name.as_bytes(), Some(name)),
            (Tag::BmpString, &two_bytes, Some(name)),
            (
                Tag::PrintableString,
                b"CCCD:072191000025",
                Some("CCCD:072191000025"),
            ),
            (Tag::Utf8String, b"\xff", None),
            (Tag::BmpString, b"\xd8", None),
            (Tag::Integer, b"\x01", None),
        ] {
            let value = Any::new(tag, bytes).unwrap();
            assert_eq!(text(&value).as_deref(), expected);
        }
    }
}
