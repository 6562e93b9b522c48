//! Everything that is typed as text, parsed: what is accepted is accepted again in its one spelling. And what a file is.

use std::{fmt::Display, str::FromStr};

use domain::{
    attachment::DocumentType,
    calendar::{format_date, parse_compact_time, parse_date, vietnam_date},
    catalogue::ProcedureCode,
    contact::EmailAddress,
    dossier::DossierCode,
    fold,
    identity::IdentityNumber,
    one_time_code::OneTimeCode,
    organisation::OrganisationName,
    password::Password,
    person::{Address, BirthDate, FullName},
    phone::PhoneNumber,
    reason::Reason,
    tax_code::TaxCode,
    without_diacritics,
};

pub fn run(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    settled::<IdentityNumber>(text);
    settled::<PhoneNumber>(text);
    settled::<TaxCode>(text);
    settled::<FullName>(text);
    settled::<Address>(text);
    settled::<OrganisationName>(text);
    settled::<EmailAddress>(text);
    settled::<ProcedureCode>(text);
    settled::<DossierCode>(text);
    let _ = (OneTimeCode::parse(text), Reason::parse(text));
    let _ = Password::parse(text).map(|password| password.contains_identifier(text));
    let _ = parse_compact_time(text);
    if let Ok(date) = parse_date(text) {
        assert_eq!(parse_date(&format_date(date)), Ok(date));
        let _ = BirthDate::parse(text, vietnam_date(crate::examples::NOW));
    }
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    let _ = without_diacritics(text);

    let _ = DocumentType::of(bytes);
    for kind in DocumentType::ALL {
        let _ = kind.check_picture(bytes);
        let name = kind.name(text);
        assert!(name.chars().count() <= 105 && !name.contains(['/', '\\', '\0']));
        assert!(!name.starts_with('.') && !name.chars().any(char::is_control));
    }
}

/// Accepts its own spelling, unchanged.
fn settled<T: FromStr + Display>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        let spelled = value.to_string();
        let again = spelled.parse::<T>();
        assert_eq!(again.ok().map(|value| value.to_string()), Some(spelled));
    }
}
