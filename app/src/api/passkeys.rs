//! Passkeys (W3C Web Authentication Level 3): a way to sign in, a second factor, a proof.
//!
//! Each use is a ceremony of two requests from one browser. The first answers with options and binds the browser by a
//! cookie, the second takes what the authenticator made of them. A ceremony lasts five minutes and is answered once.

use super::{Empty, FormEndpoint, accounts::SignedIn, endpoints, security};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A passkey of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// The credential's id, base64url without padding.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, `dd/mm/yyyy hh:mm`.
    pub added_at: String,
    /// When it was last used, `dd/mm/yyyy hh:mm`.
    pub last_used_at: Option<String>,
}

/// The passkeys of the account, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Passkeys {
    /// The passkeys, at most ten.
    pub items: Vec<Passkey>,
}

/// What the browser asks an authenticator for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PasskeyOptions {
    /// As `PublicKeyCredential.parseCreationOptionsFromJSON()` takes it where a passkey is added
    /// (`PublicKeyCredentialCreationOptionsJSON`, section 5.1.9), else as `parseRequestOptionsFromJSON()` does
    /// (`PublicKeyCredentialRequestOptionsJSON`, section 5.1.10).
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub public_key: Value,
}

/// A passkey that is about to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PasskeyNameInput {
    /// What its owner will call it: what is too long is refused before the authenticator makes what it does not take back.
    #[serde(default)]
    pub name: String,
}

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewPasskeyInput {
    /// What its owner calls it, at most 60 characters; where empty, the name of the browser.
    #[serde(default)]
    pub name: String,
    /// `RegistrationResponseJSON` (section 5.1): what `toJSON()` of the created credential yields.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub credential: Value,
}

/// A passkey that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PasskeyInput {
    /// `AuthenticationResponseJSON` (section 5.1): what `toJSON()` of the credential yields.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub credential: Value,
    /// Path of ours to go to afterwards; anything else is ignored. A second factor goes where its sign-in was to go.
    #[serde(default)]
    pub next: String,
}

/// Names a passkey.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PasskeyPath {
    /// See [`Passkey::id`].
    pub id: String,
}

endpoints! {
    /// The passkeys of the account.
    ListPasskeys: GET "/api/v1/account/passkeys" (()) Empty => Passkeys;
    /// Begins to add a passkey to the account. Needs a recent proof.
    BeginPasskey: POST "/api/v1/account/passkeys/begin" (()) PasskeyNameInput => PasskeyOptions;
    /// Adds the passkey that the authenticator made; the account's owner is told. Needs a recent proof.
    AddPasskey: POST "/api/v1/account/passkeys" (()) NewPasskeyInput => SignedIn;
    /// Removes a passkey from the account. Needs a recent proof.
    RemovePasskey: POST "/api/v1/account/passkeys/{id}/remove" (PasskeyPath) Empty => Empty;
    /// Begins to sign in with a passkey of whichever account.
    BeginPasskeySignIn: POST "/api/v1/sign-ins/passkey/begin" (()) Empty => PasskeyOptions;
    /// Signs in with the passkey that was shown.
    FinishPasskeySignIn: POST "/api/v1/sign-ins/passkey" (()) PasskeyInput => SignedIn;
    /// Begins to show a passkey in place of the one-time code of the sign-in under way in this browser.
    BeginPasskeySecondFactor: POST "/api/v1/sign-ins/current/passkey/begin" (()) Empty => PasskeyOptions;
    /// Signs in with the passkey that was shown after the password.
    FinishPasskeySecondFactor: POST "/api/v1/sign-ins/current/passkey" (()) PasskeyInput => SignedIn;
    /// Begins to prove by passkey once more who is signed in.
    BeginPasskeyProof: POST "/api/v1/account/proof/passkey/begin" (()) Empty => PasskeyOptions;
    /// Proves by passkey once more who is signed in; the session gets another token.
    FinishPasskeyProof: POST "/api/v1/account/proof/passkey" (()) PasskeyInput => SignedIn;
}

impl FormEndpoint for RemovePasskey {
    fn next(_: &Empty) -> String {
        format!("{}?da-doi=xoa-khoa", security::PAGE)
    }
}
