//! A client of an OpenID Connect provider: code flow with PKCE, state and nonce (OpenID Connect Core 1.0; RFC 7636). The
//! protocol is the library's; here is what to ask for, and what a provider's claims mean.

use crate::{
    Begun, Client, Expected, Identity, IdentityError, IdentityProvider,
    claims::Claims,
    http::{Http, HttpError},
    identity,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, SubjectIdentifier, TokenResponse,
    UserInfoClaims, UserInfoError,
    core::{CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreIdToken},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    str::FromStr,
    sync::{Arc, OnceLock},
};
use time::OffsetDateTime;
use tokio::sync::RwLock;

/// Reads who somebody is from a provider's claims.
pub(crate) type Meaning = fn(subject: &str, claims: &Claims) -> Option<Identity>;

/// The claims that the standard does not name.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Others(Claims);

impl AdditionalClaims for Others {}

type Configured = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

pub struct Oidc {
    client: Client,
    http: Http,
    meaning: Meaning,
    /// Whether the provider knows levels of assurance by `acr_values`.
    knows_levels: bool,
    /// What the provider says of itself; asked for when first needed, and anew when its keys have changed.
    description: RwLock<Option<Arc<ProviderMetadataWithLogout>>>,
}

impl Oidc {
    pub(crate) fn new(
        client: Client,
        meaning: Meaning,
        knows_levels: bool,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            client,
            http: Http::new()?,
            meaning,
            knows_levels,
            description: RwLock::new(None),
        })
    }

    async fn described(&self) -> Result<Arc<ProviderMetadataWithLogout>, IdentityError> {
        if let Some(description) = &*self.description.read().await {
            return Ok(description.clone());
        }
        self.describe_anew().await
    }

    async fn describe_anew(&self) -> Result<Arc<ProviderMetadataWithLogout>, IdentityError> {
        let issuer = IssuerUrl::new(self.client.issuer.clone()).map_err(unavailable)?;
        let http = |request| self.http.clone().call(request);
        let description = ProviderMetadataWithLogout::discover_async(issuer, &http)
            .await
            .map_err(|error| match error {
                DiscoveryError::Validation(why) => IdentityError::Forged(why),
                other => unavailable(other),
            })?;
        let description = Arc::new(description);
        *self.description.write().await = Some(description.clone());
        Ok(description)
    }

    fn configured(
        &self,
        description: &ProviderMetadataWithLogout,
    ) -> Result<Configured, IdentityError> {
        let redirect = RedirectUrl::new(self.client.redirect_url.clone()).map_err(unavailable)?;
        Ok(CoreClient::from_provider_metadata(
            description.clone(),
            ClientId::new(self.client.id.clone()),
            Some(ClientSecret::new(self.client.secret.clone())),
        )
        // In the form: the national portal's own clients do so (OpenCPS).
        .set_auth_type(AuthType::RequestBody)
        .set_redirect_uri(redirect))
    }

    /// What the provider says of whoever the token is for, beside what its ID token says. The library checks whom it is about; it
    /// would refuse all of it where a telephone number is a JSON number, so it is shown no more than that ([`hear`]).
    async fn ask(
        &self,
        client: &Configured,
        token: AccessToken,
        subject: SubjectIdentifier,
    ) -> Result<Claims, IdentityError> {
        let plain = Arc::<OnceLock<Claims>>::default();
        let http = |request| hear(self.http.clone(), plain.clone(), request);
        let said: UserInfoClaims<Others, CoreGenderClaim> = client
            .user_info(token, Some(subject))
            .map_err(unavailable)?
            .request_async(&http)
            .await
            .map_err(|error: UserInfoError<HttpError>| match error {
                UserInfoError::ClaimsVerification(why) => IdentityError::Forged(why.to_string()),
                other => unavailable(other),
            })?;
        if let Some(claims) = plain.get() {
            return Ok(claims.clone());
        }
        let standard = serde_json::to_value(&said).map_err(unavailable)?;
        Ok(match standard {
            Value::Object(claims) => claims,
            _ => Claims::new(),
        })
    }
}

#[async_trait]
impl IdentityProvider for Oidc {
    async fn begin(&self, level: u8) -> Result<Begun, IdentityError> {
        let client = self.configured(&*self.described().await?)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        if self.knows_levels {
            let class = AuthenticationContextClass::new(format!("LoA{level}"));
            request = request.add_auth_context_value(class);
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url: url.into(),
            expected: Expected {
                state: state.secret().clone(),
                nonce: nonce.secret().clone(),
                code_verifier: verifier.secret().clone(),
            },
        })
    }

    async fn finish(
        &self,
        expected: &Expected,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<Identity, IdentityError> {
        let description = self.described().await?;
        let client = self.configured(&description)?;
        let http = |request| self.http.clone().call(request);
        let token = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(unavailable)?
            .set_pkce_verifier(PkceCodeVerifier::new(expected.code_verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(refusal) => {
                    IdentityError::Refused(refusal.error().to_string())
                }
                other => unavailable(other),
            })?;
        let id_token = token
            .id_token()
            .ok_or_else(|| IdentityError::Forged("no ID token".to_owned()))?;
        let nonce = Nonce::new(expected.nonce.clone());
        let audiences = &self.client.other_audiences;
        let (subject, acr) = match who(&client, audiences, id_token, &nonce, now) {
            // Keys change; those that were published when the provider was last asked may be old.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let client = self.configured(&*self.describe_anew().await?)?;
                who(&client, audiences, id_token, &nonce, now)
            }
            other => other,
        }
        .map_err(|why| IdentityError::Forged(why.to_string()))?;
        let claims = self
            .ask(&client, token.access_token().clone(), subject.clone())
            .await?;
        let identity = (self.meaning)(&subject, &claims).ok_or(IdentityError::TooLittle)?;
        let assurance = match (self.knows_levels, acr) {
            // The token, which is signed, over the claims, which are not.
            (true, acr) => acr.as_deref().and_then(identity::level).unwrap_or(1),
            (false, _) => identity.assurance,
        };
        Ok(Identity {
            assurance,
            id_token: Some(id_token.to_string()),
            ..identity
        })
    }

    async fn logout(&self, id_token: &str, back_to: &str) -> Option<String> {
        let description = self.described().await.ok()?;
        let endpoint = description
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let back_to = PostLogoutRedirectUrl::new(back_to.to_owned()).ok()?;
        let url = LogoutRequest::from(endpoint)
            .set_id_token_hint(&CoreIdToken::from_str(id_token).ok()?)
            .set_client_id(ClientId::new(self.client.id.clone()))
            .set_post_logout_redirect_uri(back_to)
            .http_get_url();
        Some(url.into())
    }
}

/// Asks for claims, keeps them as they came, and leaves in the answer only whom they are about. What is signed stays as it is.
async fn hear(
    http: Http,
    plain: Arc<OnceLock<Claims>>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpError> {
    let mut answer = http.call(request).await?;
    if let Ok(claims) = serde_json::from_slice::<Claims>(answer.body()) {
        *answer.body_mut() = json!({ "sub": claims.get("sub") }).to_string().into();
        let _ = plain.set(claims);
    }
    Ok(answer)
}

/// Whom the ID token is about, with the class of authentication; checks signature, issuer, audience, times and nonce. Whoever else
/// it is for, it was we who asked for it (OpenID Connect Core, section 3.1.3.7, steps 3 to 5).
///
/// Standard claims that an ID token repeats must have the standard's types: the library reads them all before it checks, takes no
/// other reader, and to check without it would be to choose keys and algorithms ourselves.
fn who(
    client: &Configured,
    other_audiences: &[String],
    id_token: &CoreIdToken,
    nonce: &Nonce,
    now: OffsetDateTime,
) -> Result<(SubjectIdentifier, Option<String>), ClaimsVerificationError> {
    let now = || DateTime::<Utc>::from_timestamp(now.unix_timestamp(), 0).unwrap_or_default();
    let others = other_audiences.to_vec();
    let verifier = client
        .id_token_verifier()
        .set_time_fn(now)
        .set_other_audience_verifier_fn(move |audience| others.contains(audience));
    let claims = id_token.claims(&verifier, nonce)?;
    if let Some(party) = claims.authorized_party()
        && party != client.client_id()
    {
        let why = format!("asked for by `{}`", party.as_str());
        return Err(ClaimsVerificationError::InvalidAudience(why));
    }
    let acr = claims.auth_context_ref().map(|acr| acr.as_str().to_owned());
    Ok((claims.subject().clone(), acr))
}

fn unavailable(why: impl std::fmt::Display) -> IdentityError {
    IdentityError::Unavailable(why.to_string())
}
