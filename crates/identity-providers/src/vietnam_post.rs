//! Vietnam Post's accounts: standard claims, and the number of the papers.

use crate::{
    Client, Identity,
    identity::{born, full_name, parsed},
    oidc::{Claims, Oidc},
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
        identity_number: Some(parsed(claims, "identity_number")?),
        full_name: full_name(claims, "name"),
        birth_date: born(claims, "birthdate"),
        phone: parsed(claims, "phone_number"),
        email: parsed(claims, "email"),
        assurance: ASSURANCE,
        id_token: None,
    })
}
