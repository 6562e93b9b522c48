//! Under which name browsers know the portal: passkeys belong to a name, not to an address.

use crate::auth::ceremony::Ceremony;
use domain::language::{Language, Text, text};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{Url, WebauthnError},
};

/// What authenticators show. They keep it in the language in which a passkey was made.
pub const NAME: Text = text(
    "Cổng Dịch vụ công tỉnh Tây Ninh",
    "Tây Ninh Public Services",
);

/// The relying party of `PUBLIC_URL`. Browsers refuse IP addresses (W3C Web Authentication Level 3, section 5.1.3, step 7):
/// where the URL has one, passkeys work for whoever opens the portal as `localhost`.
///
/// # Errors
/// The URL has no host.
pub fn relying_party(public_url: &str) -> Result<Webauthn, WebauthnError> {
    let unusable = |_| WebauthnError::Configuration;
    let mut origin = Url::parse(public_url).map_err(|_| WebauthnError::Configuration)?;
    if origin.domain().is_none() {
        origin.set_host(Some("localhost")).map_err(unusable)?;
    }
    let id = origin.domain().ok_or(WebauthnError::Configuration)?;
    WebauthnBuilder::new(id, &origin)?
        .rp_name(NAME.to(Language::default()))
        .timeout(Ceremony::PasskeyLogin.lifetime().unsigned_abs())
        .build()
}

#[cfg(test)]
mod tests {
    use super::relying_party;

    #[test]
    fn passkeys_belong_to_the_name_and_never_to_an_address() {
        for (public_url, origin) in [
            (
                "https://dichvucong.tayninh.gov.vn",
                "https://dichvucong.tayninh.gov.vn/",
            ),
            ("http://127.0.0.1:8080", "http://localhost:8080/"),
            ("http://[::1]:8080", "http://localhost:8080/"),
            ("http://localhost:8080", "http://localhost:8080/"),
        ] {
            let party = relying_party(public_url).unwrap();
            let origins = party.get_allowed_origins();
            assert_eq!(origins.len(), 1);
            assert_eq!(origins[0].as_str(), origin, "{public_url}");
        }
        assert!(relying_party("dichvucong.tayninh.gov.vn").is_err());
    }
}
