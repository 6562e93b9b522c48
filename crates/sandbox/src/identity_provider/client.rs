//! Clients of an identity provider: the portal, and browsers with their sessions.

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Url;

use super::{IdentityProvider, parameters::Parameters, refusal::Refusal};
use crate::config::Config;

/// The only client that an identity provider knows.
pub(super) struct Client<'a> {
    pub id: &'a str,
    secret: &'a str,
    /// The only address that people are sent back to with a code.
    pub redirect_uri: String,
}

impl<'a> Client<'a> {
    pub(super) fn of(provider: IdentityProvider, config: &'a Config) -> Self {
        let known = &config.credentials;
        let (id, secret, name) = match provider {
            IdentityProvider::NationalSso => (
                &known.national_sso_client,
                &known.national_sso_secret,
                "national",
            ),
            IdentityProvider::VietnamPost => (
                &known.vietnam_post_client,
                &known.vietnam_post_secret,
                "vietnam-post",
            ),
            IdentityProvider::Vneid => (&known.vneid_client, &known.vneid_secret, "vneid"),
        };
        Self {
            id,
            secret,
            redirect_uri: format!("{}/dang-nhap/{name}/ket-qua", config.portal_url),
        }
    }

    /// Takes id and secret from the header (`client_secret_basic`) or from the form (`client_secret_post`), but not from both.
    pub(super) fn authenticate(
        &self,
        headers: &HeaderMap,
        parameters: &Parameters,
    ) -> Result<(), Refusal> {
        let posted = parameters.once("client_secret");
        let named = parameters.once("client_id");
        let (id, secret) = match headers.get(header::AUTHORIZATION) {
            Some(_) if posted.is_some() => {
                return Err(Refusal::invalid_request("two ways to authenticate at once"));
            }
            Some(value) => {
                let pair = value.to_str().ok().and_then(basic);
                let (id, secret) = pair.ok_or(Refusal::INVALID_CLIENT)?;
                if named.is_some_and(|named| named != id) {
                    return Err(Refusal::invalid_request("two clients at once"));
                }
                (id, secret)
            }
            None => {
                let or_empty = |text: Option<&str>| text.unwrap_or_default().to_owned();
                (or_empty(named), or_empty(posted))
            }
        };
        // The secrets are published test values, so `==` gives nothing away.
        let known = id == self.id && secret == self.secret;
        known.then_some(()).ok_or(Refusal::INVALID_CLIENT)
    }
}

/// Whether people may be sent to `address` after a logout: anywhere at the portal.
pub(super) fn may_return_to(address: &Url, portal_origin: &str) -> bool {
    address.origin().ascii_serialization() == portal_origin
        && address.username().is_empty()
        && address.password().is_none()
        && address.fragment().is_none()
}

/// Id and secret from `Basic …`, where both are encoded as in a form before they are joined (RFC 6749, 2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let joined = String::from_utf8(decoded).ok()?;
    let (id, secret) = joined.split_once(':')?;
    let mut pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(&format!("{id}={secret}")).ok()?;
    let pair = pairs.pop()?;
    (scheme.eq_ignore_ascii_case("basic") && pairs.is_empty()).then_some(pair)
}

/// Name of the cookie that a browser's session at an identity provider has.
const COOKIE: &str = "identity_session";

/// The session that a browser says it has.
pub(super) fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|pairs| pairs.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// The value of `Set-Cookie` for a new session.
pub(super) fn set_session(provider: IdentityProvider, config: &Config, session: &str) -> String {
    let attributes = cookie_attributes(provider, config);
    format!("{COOKIE}={session}; {attributes}")
}

pub(super) fn remove_session(provider: IdentityProvider, config: &Config) -> String {
    let attributes = cookie_attributes(provider, config);
    format!("{COOKIE}=; Max-Age=0; {attributes}")
}

fn cookie_attributes(provider: IdentityProvider, config: &Config) -> String {
    let is_secure = config.public_url.starts_with("https:");
    let secure = if is_secure { "; Secure" } else { "" };
    format!("Path={}; HttpOnly; SameSite=Lax{secure}", provider.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_secrets_are_decoded_twice() {
        let header = |joined: &str| format!("Basic {}", STANDARD.encode(joined));
        let pair = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
        assert_eq!(basic(&header("a:b")), pair("a", "b"));
        assert_eq!(basic(&header("a%3A1:b+%2F")), pair("a:1", "b /"));
        assert_eq!(basic(&header("a&x=1:b")), None);
        assert_eq!(basic("Bearer YTpi"), None);
        assert_eq!(basic("Basic !"), None);
    }

    #[test]
    fn after_a_logout_people_stay_at_the_portal() {
        let portal = "http://127.0.0.1:8080";
        for (address, may) in [
            ("http://127.0.0.1:8080/dang-nhap?x=1", true),
            ("http://127.0.0.1:8081/", false),
            ("https://127.0.0.1:8080/", false),
            ("http://127.0.0.1:8080@example.com/", false),
            ("http://a:b@127.0.0.1:8080/", false),
            ("http://127.0.0.1:8080/#x", false),
            ("javascript:alert(1)", false),
        ] {
            let address = Url::parse(address).unwrap();
            assert_eq!(may_return_to(&address, portal), may, "{address}");
        }
    }
}
