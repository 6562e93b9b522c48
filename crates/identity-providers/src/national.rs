//! The national portal's sign-in: claims as OpenCPS' DVCQG client reads them.

use crate::{
    Client, Identity, Organisation,
    claims::{Claims, EMAIL, NAME, PHONE, claimed, number, word},
    identity::level,
    oidc::Oidc,
};
use domain::{identity::IdentityNumber, tax_code::TaxpayerCode};

/// `LoaiTaiKhoan` of an organisation.
const ORGANISATION: u64 = 2;

pub fn national(client: Client) -> Result<Oidc, reqwest::Error> {
    Oidc::new(client, meaning, true)
}

/// An individual must have `SoDinhDanh` or `SoCMND`, an organisation `MaSoThue` or `MaSoDoanhNghiep`.
pub(crate) fn meaning(subject: &str, claims: &Claims) -> Option<Identity> {
    let identity_number: Option<IdentityNumber> = claimed(claims, &["SoDinhDanh", "SoCMND"]);
    // A household business is known by its owner's number, and is nobody besides its owner.
    let owned = claimed::<TaxpayerCode>(claims, &["MaSoThue"]).and_then(|code| code.personal());
    let is_owner = owned.is_some() && owned == identity_number;
    let organisation = if number(claims, "LoaiTaiKhoan") == Some(ORGANISATION) && !is_owner {
        Some(Organisation {
            tax_code: claimed(claims, &["MaSoThue", "MaSoDoanhNghiep"])?,
            name: claimed(claims, &["TenDoanhNghiep"]),
        })
    } else {
        None
    };
    if organisation.is_none() && identity_number.is_none() {
        return None;
    }
    Some(Identity {
        subject: word(claims, "TechID").unwrap_or_else(|| subject.to_owned()),
        organisation,
        identity_number,
        full_name: claimed(claims, NAME),
        birth_date: None,
        phone: claimed(claims, PHONE),
        email: claimed(claims, EMAIL),
        assurance: word(claims, "loAs")
            .and_then(|said| level(&said))
            .unwrap_or(1),
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
    fn somebody_is_known_also_by_numbers_and_by_other_spellings() {
        for claims in [
            json!({ "LoaiTaiKhoan": 1, "SoDinhDanh": 79_090_001_234_u64 }),
            json!({ "LoaiTaiKhoan": "1", "sodinhdanh": "079090001234" }),
            json!({ "SODINHDANH": 79_090_001_234.0 }),
            json!({ "so_dinh_danh": "079 090 001 234" }),
            json!({ "SoDinhDanh": "", "SoCMND": 79_090_001_234_u64 }),
        ] {
            let identity = read(claims.clone()).expect("somebody");
            assert_eq!(identity.login_name(), Some("079090001234"), "{claims}");
        }
        let identity = read(json!({
            "LOAITAIKHOAN": "2", "MaSoThue": 100_109_106, "TENDOANHNGHIEP": "CÔNG TY A", "TechID": 77,
            "HoVaTen": "VÕ THỊ HOA", "SODIENTHOAI": 905_111_222, "Email": "Hoa@Example.VN", "loAs": "LOA2",
        }))
        .expect("it");
        assert_eq!(identity.login_name(), Some("0100109106"));
        assert_eq!(identity.subject, "77");
        assert_eq!(identity.full_name.expect("a name").as_str(), "VÕ THỊ HOA");
        assert_eq!(identity.phone.expect("a phone").as_str(), "0905111222");
        assert_eq!(
            identity.email.expect("an address").as_str(),
            "Hoa@example.vn"
        );
        assert_eq!(identity.assurance, 2);
        // Which papers count is what the provider's name for them says, and nothing that looks like a number of papers.
        for nobody in [
            json!({ "identity_number": "079090001234", "CCCD": "079090001234" }),
            json!({ "SoDinhDanh": 9_090_001_234_u64 }),
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
