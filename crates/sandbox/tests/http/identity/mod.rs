//! Identity providers, as the portal and its people meet them.

mod faults;
mod logout;
mod refusals;
mod sign_in;
mod vneid;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Response, StatusCode, Url, header::COOKIE};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::env::*;

pub const CLIENT: &str = "dvc-tay-ninh";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// One identity provider, seen by a client that does everything right.
pub struct Issuer<'a> {
    pub env: &'a TestEnv,
    pub slug: &'static str,
    way: &'static str,
}

/// Fields of a form or an address, of which a test changes some.
#[derive(Clone)]
pub struct Fields(Vec<(&'static str, String)>);

impl Fields {
    /// Replaces or adds a field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.retain(|(n, _)| *n != name);
        self.twice(name, value)
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(n, _)| *n != name);
        self
    }

    /// Adds a field that may be there already.
    pub fn twice(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }
}

impl<'a> Issuer<'a> {
    pub fn national(env: &'a TestEnv) -> Self {
        Self::new(env, "national-sso", "national")
    }

    pub fn post(env: &'a TestEnv) -> Self {
        Self::new(env, "vietnam-post", "vietnam-post")
    }

    pub fn vneid(env: &'a TestEnv) -> Self {
        Self::new(env, "vneid", "vneid")
    }

    fn new(env: &'a TestEnv, slug: &'static str, way: &'static str) -> Self {
        Self { env, slug, way }
    }

    pub fn all(env: &'a TestEnv) -> [Self; 3] {
        [Self::national(env), Self::post(env), Self::vneid(env)]
    }

    pub fn secret(&self) -> String {
        format!("sandbox-{}-secret", self.slug)
    }

    pub fn name(&self) -> String {
        format!("{}/sandbox/{}", self.env.url, self.slug)
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.name())
    }

    pub fn redirect_uri(&self) -> String {
        format!("{}/dang-nhap/{}/ket-qua", self.env.portal_url, self.way)
    }

    pub fn request(&self) -> Fields {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        Fields(Vec::new())
            .with("response_type", "code")
            .with("client_id", CLIENT)
            .with("redirect_uri", self.redirect_uri())
            .with("scope", "openid")
            .with("state", "tr/ạng+thái&1")
            .with("nonce", "once-only")
            .with("code_challenge", challenge)
            .with("code_challenge_method", "S256")
            .with("acr_values", "LoA1")
    }

    /// Opens the page that asks.
    pub async fn open(&self, request: &Fields, cookie: &str) -> Response {
        let address = Url::parse_with_params(&self.at("oauth2/authorize"), &request.0);
        let get = self.env.client.get(address.expect("an address"));
        get.header(COOKIE, cookie).send().await.expect("an answer")
    }

    /// Posts a form as its page would.
    pub async fn submit(&self, path: &str, fields: &Fields, cookie: &str) -> Response {
        let post = self.env.client.post(self.at(path)).form(&fields.0);
        post.header(COOKIE, cookie).send().await.expect("an answer")
    }

    /// Presses a person's button; the code.
    pub async fn code(&self, request: &Fields, person: &str) -> String {
        let fields = request.clone().with("person", person);
        let back = self.submit("oauth2/authorize", &fields, "").await;
        self.returned(&back, "code")
    }

    /// A parameter that the browser brings back to the portal, together with the state that was sent.
    pub fn returned(&self, response: &Response, name: &str) -> String {
        let location = location(response);
        let page = format!("{}?", self.redirect_uri());
        assert!(location.starts_with(&page), "{location}");
        let state = parameter(&location, "state");
        assert_eq!(state.as_deref(), Some("tr/ạng+thái&1"));
        parameter(&location, name).unwrap_or_else(|| panic!("{name} in {location}"))
    }

    pub fn exchange(&self, code: &str) -> Fields {
        Fields(Vec::new())
            .with("grant_type", "authorization_code")
            .with("code", code)
            .with("redirect_uri", self.redirect_uri())
            .with("client_id", CLIENT)
            .with("client_secret", self.secret())
            .with("code_verifier", VERIFIER)
    }

    /// A good answer of the token endpoint.
    pub async fn tokens(&self, request: &Fields, person: &str) -> Value {
        let code = self.code(request, person).await;
        let answer = self.redeem(&code).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        answer.value().await
    }

    /// Asks for the tokens of a code.
    pub async fn redeem(&self, code: &str) -> Response {
        self.submit("oauth2/token", &self.exchange(code), "").await
    }

    /// The claims of a good ID token.
    pub async fn claims(&self, tokens: &Value) -> Value {
        let checked = self.checked(text(tokens, "id_token")).await;
        checked.expect("a good token")
    }

    /// What userinfo tells.
    pub async fn user(&self, tokens: &Value) -> Value {
        let answer = self.userinfo(text(tokens, "access_token")).await;
        answer.value().await
    }

    pub async fn userinfo(&self, token: &str) -> Response {
        let get = self.env.client.get(self.at("oauth2/userinfo"));
        get.bearer_auth(token).send().await.expect("an answer")
    }

    /// The claims of an ID token, checked as the portal must check them; what is wrong with it, where something is.
    pub async fn checked(&self, token: &str) -> Result<Value, &'static str> {
        let parts: Vec<_> = token.split('.').collect();
        let [header, claims, signature] = parts[..] else {
            return Err("shape");
        };
        let read = |part: &str| -> Value {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let (header, claims_read) = (read(header), read(claims));
        if header["alg"] != "ES256" {
            return Err("algorithm");
        }
        let path = format!("/sandbox/{}/oauth2/jwks", self.slug);
        let keys = self.env.json(&path).await;
        let key = &keys["keys"][0];
        assert_eq!(key["kid"], header["kid"]);
        let half = |name| URL_SAFE_NO_PAD.decode(text(key, name)).expect("base64url");
        let point = [vec![4], half("x"), half("y")].concat();
        let signed = &token[..token.len() - signature.len() - 1];
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
            .verify(signed.as_bytes(), &signature)
            .map_err(|_| "signature")?;
        let now = time::OffsetDateTime::now_utc().unix_timestamp();
        let second = |name: &str| claims_read[name].as_i64().expect("a time");
        let is_past = second("iat") <= now && second("auth_time") <= now;
        for (holds, wrong) in [
            (claims_read["iss"] == self.name(), "issuer"),
            (claims_read["aud"] == CLIENT, "audience"),
            (claims_read["nonce"] == "once-only", "nonce"),
            (second("exp") > now, "expiry"),
            (is_past, "time of issue"),
        ] {
            if !holds {
                return Err(wrong);
            }
        }
        Ok(claims_read)
    }

    pub async fn order(&self, fault: &str) -> StatusCode {
        let order = json!({ "provider": self.slug, "fault": fault, "times": 1 });
        let path = "/sandbox/identity-provider/faults";
        self.env.post(path, &order).await.status()
    }
}

pub fn parameter(address: &str, name: &str) -> Option<String> {
    let address = Url::parse(address).expect("an address");
    let found = address.query_pairs().find(|(n, _)| n == name);
    found.map(|(_, value)| value.into_owned())
}

/// The session that an answer gives a browser, as it sends it back.
pub fn cookie(response: &Response) -> String {
    let cookie = header(response, "set-cookie");
    cookie.split(';').next().expect("a pair").to_owned()
}
