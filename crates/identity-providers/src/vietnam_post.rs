//! Vietnam Post's accounts: standard claims, and the number of the papers.

use crate::{
    Client, Identity,
    claims::{BIRTH_DATE, Claims, EMAIL, NAME, PHONE, claimed, name_of_parts},
    oidc::Oidc,
};

/// Vietnam Post checks papers over the counter.
const ASSURANCE: u8 = 2;

pub fn vietnam_post(client: Client) -> Result<Oidc, reqwest::Error> {
    Oidc::new(client, meaning, false)
}

pub(crate) fn meaning(subject: &str, claims: &Claims) -> Option<Identity> {
    Some(Identity {
        subject: subject.to_owned(),
        organisation: None,
        identity_number: Some(claimed(claims, &["identity_number"])?),
        full_name: claimed(claims, NAME).or_else(|| name_of_parts(claims)),
        birth_date: claimed(claims, BIRTH_DATE),
        phone: claimed(claims, PHONE),
        email: claimed(claims, EMAIL),
        assurance: ASSURANCE,
        id_token: None,
    })
}

#[cfg(test)]
mod tests {
    use super::meaning;
    use serde_json::json;

    #[test]
    fn standard_claims_are_understood_also_as_numbers_and_in_other_spellings() {
        for claims in [
            json!({
                "identity_number": "072192000066", "name": "Võ Thị Hoa", "birthdate": "1992-05-20",
                "phone_number": "+84905111222", "email": "hoa@example.vn",
            }),
            json!({
                "identityNumber": 72_192_000_066_u64, "full_name": "Võ Thị  Hoa", "birthdate": "20/05/1992",
                "phone_number": 84_905_111_222_u64, "EMAIL": "hoa@Example.vn",
            }),
            json!({
                "IDENTITY_NUMBER": "072.192.000.066", "given_name": "Hoa", "middle_name": "Thị", "family_name": "Võ",
                "birth_date": 19_920_520, "PHONE": 905_111_222, "mail": "hoa@example.vn",
            }),
        ] {
            let identity = meaning("s", claims.as_object().expect("an object")).expect("Hoa");
            assert_eq!(identity.login_name(), Some("072192000066"), "{claims}");
            assert_eq!(identity.full_name.expect("a name").as_str(), "Võ Thị Hoa");
            assert_eq!(
                String::from(identity.birth_date.expect("a date")),
                "1992-05-20"
            );
            assert_eq!(identity.phone.expect("a phone").as_str(), "0905111222");
            assert_eq!(
                identity.email.expect("an address").as_str(),
                "hoa@example.vn"
            );
        }
    }
}
