//! Vietnam Post's accounts: standard claims, and the number of the papers.

use crate::{
    Client, Identity,
    identity::parsed,
    oidc::{Claims, Oidc},
};
use time::{Date, macros::format_description};

/// Vietnam Post checks papers over the counter.
const ASSURANCE: u8 = 2;

pub fn vietnam_post(client: Client) -> Result<Oidc, reqwest::Error> {
    Oidc::new(client, meaning, false)
}

pub(crate) fn meaning(subject: &str, claims: &Claims) -> Option<Identity> {
    let born = claims.get("birthdate").and_then(|date| date.as_str());
    Some(Identity {
        subject: subject.to_owned(),
        organisation: None,
        identity_number: Some(parsed(claims, "identity_number")?),
        full_name: parsed(claims, "name"),
        birth_date: born
            .and_then(|date| Date::parse(date, format_description!("[year]-[month]-[day]")).ok()),
        phone: parsed(claims, "phone_number"),
        email: parsed(claims, "email"),
        assurance: ASSURANCE,
        id_token: None,
    })
}
