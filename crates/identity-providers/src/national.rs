//! The national portal's sign-in: claims as OpenCPS' DVCQG client reads them.

use crate::{
    Client, Identity, Organisation,
    identity::{full_name, level, number, parsed, text},
    oidc::{Claims, Oidc},
};
use domain::{identity::IdentityNumber, organisation::OrganisationName, tax_code::TaxpayerCode};

/// `LoaiTaiKhoan` of an organisation.
const ORGANISATION: u64 = 2;

pub fn national(client: Client) -> Result<Oidc, reqwest::Error> {
    Oidc::new(client, meaning, true)
}

/// An individual must have `SoDinhDanh` or `SoCMND`, an organisation `MaSoThue` or `MaSoDoanhNghiep`.
pub(crate) fn meaning(subject: &str, claims: &Claims) -> Option<Identity> {
    let identity_number: Option<IdentityNumber> =
        parsed(claims, "SoDinhDanh").or_else(|| parsed(claims, "SoCMND"));
    // A household business is known by its owner's number, and is nobody besides its owner.
    let owned = parsed::<TaxpayerCode>(claims, "MaSoThue").and_then(|code| code.personal());
    let is_owner = owned.is_some() && owned == identity_number;
    let organisation = if number(claims, "LoaiTaiKhoan") == Some(ORGANISATION) && !is_owner {
        Some(Organisation {
            tax_code: parsed(claims, "MaSoThue").or_else(|| parsed(claims, "MaSoDoanhNghiep"))?,
            name: text(claims, "TenDoanhNghiep").and_then(OrganisationName::vouched),
        })
    } else {
        None
    };
    if organisation.is_none() && identity_number.is_none() {
        return None;
    }
    Some(Identity {
        subject: text(claims, "TechID").unwrap_or(subject).to_owned(),
        organisation,
        identity_number,
        full_name: full_name(claims, "HoVaTen"),
        birth_date: None,
        phone: parsed(claims, "SoDienThoai"),
        email: parsed(claims, "ThuDienTu"),
        assurance: text(claims, "loAs").and_then(level).unwrap_or(1),
        id_token: None,
    })
}

#[cfg(test)]
mod tests {
    use super::meaning;
    use serde_json::{Value, json};

    fn read(claims: Value) -> Option<crate::Identity> {
        meaning("sub-1", claims.as_object().expect("an object"))
    }

    #[test]
    fn the_personal_number_goes_before_the_old_one_and_tech_id_before_the_subject() {
        let identity = read(json!({
            "TechID": "tech-7", "LoaiTaiKhoan": 1, "HoVaTen": "Võ Thị Hoa",
            "SoCMND": "290123456", "SoDinhDanh": "072192000066", "SoDienThoai": "+84905111222",
        }))
        .expect("somebody");
        assert_eq!(identity.subject, "tech-7");
        assert_eq!(identity.login_name(), Some("072192000066"));
        assert_eq!(identity.phone.expect("a phone").as_str(), "0905111222");
        let old = read(json!({ "LoaiTaiKhoan": "1", "SoCMND": "290123456", "SoDinhDanh": "" }));
        assert_eq!(old.expect("somebody").login_name(), Some("290123456"));
    }

    #[test]
    fn an_organisation_is_known_by_its_tax_code_only() {
        let identity = read(json!({
            "LoaiTaiKhoan": 2, "TenDoanhNghiep": "Công ty TNHH Tây Ninh Xanh",
            "MaSoThue": "3900123458", "SoDinhDanh": "072090000017",
        }));
        assert_eq!(identity.expect("it").login_name(), Some("3900123458"));
        for nobody in [
            json!({ "LoaiTaiKhoan": 2, "SoDinhDanh": "072090000017" }),
            json!({ "LoaiTaiKhoan": 2, "MaSoThue": "3900123459" }),
            json!({ "LoaiTaiKhoan": 1, "MaSoThue": "3900123458" }),
            json!({ "LoaiTaiKhoan": 1, "SoDinhDanh": "999" }),
            json!({}),
        ] {
            assert_eq!(read(nobody.clone()), None, "{nobody}");
        }
    }

    #[test]
    fn a_household_business_is_its_owner_and_nobody_elses() {
        let claims = |owner: &str| {
            json!({
                "LoaiTaiKhoan": 2, "TenDoanhNghiep": "Hộ kinh doanh Hoa", "HoVaTen": "Võ Thị Hoa",
                "MaSoThue": "072192000066", "SoDinhDanh": owner,
            })
        };
        let owner = read(claims("072192000066")).expect("the owner");
        assert_eq!(owner.login_name(), Some("072192000066"));
        assert_eq!(owner.organisation, None);
        assert_eq!(read(claims("072090000017")), None);
    }

    #[test]
    fn a_name_stands_as_the_issuer_has_it() {
        let long = "Nguyễn ".repeat(30);
        for (claimed, kept) in [
            ("VÕ THỊ HOA", "VÕ THỊ HOA"),
            ("H‘Hen Niê", "H'Hen Niê"),
            ("ÐỨC", "ĐỨC"),
            ("Trần Văn Tám (8 Tám)", "Trần Văn Tám (8 Tám)"),
            ("Smith, John 3rd", "Smith, John 3rd"),
            ("Nguyễn|Văn", "Nguyễn Văn"),
            ("\u{202d}Y\u{202c}", "Y"),
            (&long, long.trim()),
        ] {
            let claims =
                json!({ "LoaiTaiKhoan": 1, "SoDinhDanh": "072192000066", "HoVaTen": claimed });
            let name = read(claims).and_then(|identity| identity.full_name);
            assert_eq!(name.expect("a name").as_str(), kept);
        }
        let nameless = json!({ "LoaiTaiKhoan": 1, "SoDinhDanh": "072192000066", "HoVaTen": "..." });
        assert_eq!(read(nameless).and_then(|identity| identity.full_name), None);
    }
}
