//! What userinfo tells, in each provider's words. What is not known is left out.

use serde_json::{Value, json};
use time::{format_description::StaticFormatDescription, macros::format_description};

use super::{IdentityProvider, control::Fault, level::Level, store::Access};

const ISO: StaticFormatDescription = format_description!("[year]-[month]-[day]");
const VIETNAMESE: StaticFormatDescription = format_description!("[day]/[month]/[year]");

/// The claims about whoever `access` was given for.
pub(super) fn of(provider: IdentityProvider, access: &Access) -> Value {
    let mut claims = match provider {
        IdentityProvider::NationalSso => national(access),
        IdentityProvider::VietnamPost => post(access),
        IdentityProvider::Vneid => vneid(access),
    };
    if let Value::Object(claims) = &mut claims {
        claims.retain(|_, value| !value.is_null());
        if access.fault == Some(Fault::Numbers) {
            *claims = std::mem::take(claims).into_iter().map(as_number).collect();
        }
    }
    claims
}

/// What a spreadsheet between the provider's people and its answers makes of a claim.
fn as_number((name, value): (String, Value)) -> (String, Value) {
    let text = value.as_str().unwrap_or_default();
    let digits = text.trim_start_matches('+').parse::<u64>().ok();
    match digits {
        Some(number) if name != "sub" => (name.to_uppercase(), number.into()),
        _ => (name, value),
    }
}

fn national(access: &Access) -> Value {
    let person = &access.person;
    let organisation = person.organisation.as_ref();
    json!({
        "sub": access.stated_sub(),
        "TechID": person.sub,
        "LoaiTaiKhoan": if organisation.is_some() { 2 } else { 1 },
        "HoVaTen": person.name,
        "SoCMND": person.old_identity_number,
        "SoDinhDanh": person.identity_number,
        "HoChieu": person.passport,
        "GioiTinh": person.gender,
        "DiaChi": person.address,
        "SoDienThoai": person.phone,
        "ThuDienTu": person.email,
        "TenDoanhNghiep": organisation.map(|o| &o.name),
        "MaSoThue": organisation.and_then(|o| o.tax_code.as_ref()),
        "MaSoDoanhNghiep": organisation.and_then(|o| o.enterprise_code.as_ref()),
        "loAs": access.level.name(),
    })
}

fn post(access: &Access) -> Value {
    let person = &access.person;
    // OpenID Connect asks for the international form.
    let phone = person
        .phone
        .as_deref()
        .map(|phone| match phone.strip_prefix('0') {
            Some(rest) => format!("+84{rest}"),
            None => phone.to_owned(),
        });
    json!({
        "sub": access.stated_sub(),
        "name": person.name,
        "birthdate": person.birth_date.and_then(|date| date.format(ISO).ok()),
        "phone_number_verified": phone.is_some().then_some(true),
        "phone_number": phone,
        "email": person.email,
        "identity_number": person.identity_number,
    })
}

fn vneid(access: &Access) -> Value {
    let person = &access.person;
    json!({
        "citizenPid": person.identity_number,
        "fullName": person.name,
        "birthDate": person.birth_date.and_then(|date| date.format(VIETNAMESE).ok()),
        "accountType": if person.organisation.is_some() { 2 } else { 1 },
        "accountLevel": if person.level == Level::One { 1 } else { 2 },
    })
}
