//! A passkey is authenticated: to sign in, in place of a one-time code, or to prove once more who is signed in.

use super::complete::{self, Entered, Proof, require_active};
use crate::{
    auth::{
        ceremony::Ceremony,
        passkeys::{self, failure, ids_of, written},
        return_path::own_path,
    },
    http::{Error, Reply, RequestContext, Result, cookies},
    verification,
};
use app::api::{
    Empty, Problem,
    accounts::SignedIn,
    passkeys::{PasskeyInput, PasskeyOptions},
    sessions::Method,
    verifications::VerificationKind,
};
use domain::language::text;
use serde_json::{Value, json};
use sqlx::PgTransaction;
use uuid::Uuid;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

struct Authenticated {
    id: Vec<u8>,
    account_id: Uuid,
    /// The account's own assurance level.
    assurance: u8,
    before: Value,
    after: Value,
}

/// Handles `POST /api/v1/sign-ins/passkey/begin`.
///
/// # Errors
/// 429, or a database error.
pub async fn begin_sign_in(cx: RequestContext, (): (), _: Empty) -> Result<Reply<PasskeyOptions>> {
    begin(&cx, Ceremony::PasskeyLogin, None).await
}

/// Handles `POST /api/v1/sign-ins/current/passkey/begin`.
///
/// # Errors
/// 409 where the account has no passkey; 410 without a sign-in; 429; or a database error.
pub async fn begin_second_factor(
    cx: RequestContext,
    (): (),
    _: Empty,
) -> Result<Reply<PasskeyOptions>> {
    let verification = verification::find(&cx, VerificationKind::SignIn).await?;
    begin(&cx, Ceremony::PasskeySecondFactor, verification.account_id).await
}

/// Handles `POST /api/v1/account/proof/passkey/begin`.
///
/// # Errors
/// 401; 409 where the account has no passkey; 429; or a database error.
pub async fn begin_proof(cx: RequestContext, (): (), _: Empty) -> Result<Reply<PasskeyOptions>> {
    begin(&cx, Ceremony::PasskeyReauthentication, Some(cx.account()?)).await
}

async fn begin(
    cx: &RequestContext,
    ceremony: Ceremony,
    account_id: Option<Uuid>,
) -> Result<Reply<PasskeyOptions>> {
    failure::begin_one(cx).await?;
    let (options, state) = cx
        .app
        .get::<Webauthn>()
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let mut public_key = serde_json::to_value(options.public_key)?;
    if let Some(account_id) = account_id {
        let ids = ids_of(cx.db(), account_id).await?;
        if ids.is_empty() {
            return Err(Problem::conflict(text(
                "Tài khoản chưa có khóa truy cập.",
                "The account has no passkey.",
            ))
            .into());
        }
        public_key["allowCredentials"] = ids
            .iter()
            .map(|id| json!({ "type": "public-key", "id": written(id) }))
            .collect();
    }
    let cookie = ceremony.begin(cx.db(), cx, account_id, &state).await?;
    Ok(Reply::from(PasskeyOptions { public_key }).with_cookie(cookie))
}

/// Handles `POST /api/v1/sign-ins/passkey`.
///
/// # Errors
/// 403 where the account cannot be signed in to; 410; 422; 429; or a database error.
pub async fn finish_sign_in(
    cx: RequestContext,
    (): (),
    input: PasskeyInput,
) -> Result<Reply<SignedIn>> {
    let authenticated = authenticate(&cx, Ceremony::PasskeyLogin, input.credential).await?;
    let tx = cx.db().begin().await?;
    let entered = authenticated
        .enter(tx, &cx, authenticated.assurance)
        .await?;
    let next = own_path(&input.next).to_owned();
    Ok(entered
        .reply(next)
        .without_cookie(cookies::CEREMONY, cx.embedding))
}

/// Handles `POST /api/v1/sign-ins/current/passkey`.
///
/// # Errors
/// As [`finish_sign_in`].
pub async fn finish_second_factor(
    cx: RequestContext,
    (): (),
    input: PasskeyInput,
) -> Result<Reply<SignedIn>> {
    let authenticated = authenticate(&cx, Ceremony::PasskeySecondFactor, input.credential).await?;
    let mut tx = cx.db().begin().await?;
    let verification = verification::lock(&mut tx, &cx, VerificationKind::SignIn).await?;
    if verification.account_id != Some(authenticated.account_id) {
        tx.rollback().await?;
        let whose = Some(authenticated.account_id);
        return Err(failure::refuse(&cx, whose, "a sign-in to another account").await);
    }
    verification::finish(&mut tx, &verification).await?;
    let entered = authenticated
        .enter(tx, &cx, authenticated.assurance)
        .await?;
    let next = verification.details["next"]
        .as_str()
        .unwrap_or("/tai-khoan");
    Ok(entered
        .reply(next.to_owned())
        .without_cookie(cookies::VERIFICATION, cx.embedding)
        .without_cookie(cookies::CEREMONY, cx.embedding))
}

/// Handles `POST /api/v1/account/proof/passkey`.
///
/// # Errors
/// 401, or as [`finish_sign_in`].
pub async fn finish_proof(
    cx: RequestContext,
    (): (),
    input: PasskeyInput,
) -> Result<Reply<SignedIn>> {
    let session = cx.session()?;
    let authenticated =
        authenticate(&cx, Ceremony::PasskeyReauthentication, input.credential).await?;
    if session.account_id != authenticated.account_id {
        let whose = Some(authenticated.account_id);
        return Err(failure::refuse(&cx, whose, "another account is signed in").await);
    }
    let tx = cx.db().begin().await?;
    let entered = authenticated.enter(tx, &cx, session.assurance).await?;
    let next = own_path(&input.next).to_owned();
    Ok(entered
        .reply(next)
        .without_cookie(cookies::CEREMONY, cx.embedding))
}

/// Checks the answer to this browser's ceremony (section 7.2).
async fn authenticate(
    cx: &RequestContext,
    ceremony: Ceremony,
    credential: Value,
) -> Result<Authenticated> {
    failure::try_one(cx).await?;
    let (begun_for, state) = ceremony
        .take::<DiscoverableAuthentication>(cx.db(), cx)
        .await?
        .ok_or_else(failure::expired)?;
    let Ok(credential) = serde_json::from_value::<PublicKeyCredential>(credential) else {
        return Err(failure::refuse(cx, begun_for, "unreadable").await);
    };
    let row = sqlx::query!(
        "select p.account_id, p.credential, a.assurance, a.state
         from passkeys p join accounts a on a.id = p.account_id where p.id = $1",
        credential.get_credential_id()
    )
    .fetch_optional(cx.db())
    .await?;
    let Some(row) = row else {
        return Err(failure::refuse(cx, begun_for, "unknown").await);
    };
    let owner = Some(row.account_id);
    // Steps 5 and 6: the account that is named beforehand, and else by the authenticator, is the passkey's.
    let named = credential
        .get_user_unique_id()
        .map(|handle| Uuid::from_slice(handle).ok());
    if begun_for.or(named.flatten()) != owner || named.is_some_and(|named| named != owner) {
        return Err(failure::refuse(cx, owner, "another account’s").await);
    }
    let known: Passkey = serde_json::from_value(row.credential.clone())?;
    let party = cx.app.get::<Webauthn>();
    let passkey = match passkeys::authenticate(party, &credential, state, known) {
        Ok(passkey) => passkey,
        Err(error) => return Err(failure::refuse(cx, owner, &error.to_string()).await),
    };
    failure::succeeded(cx).await?;
    require_active(cx, &row.state)?;
    Ok(Authenticated {
        id: credential.raw_id,
        account_id: row.account_id,
        assurance: u8::try_from(row.assurance).unwrap_or(1),
        before: row.credential,
        after: serde_json::to_value(&passkey)?,
    })
}

impl Authenticated {
    /// Keeps the counter for the next use, and lets the owner in. It is kept only over the one that was checked, or of two
    /// uses at once both would pass.
    async fn enter(
        &self,
        mut tx: PgTransaction<'_>,
        cx: &RequestContext,
        assurance: u8,
    ) -> Result<Entered> {
        let kept = sqlx::query!(
            "update passkeys set credential = $3, last_used_at = $4 where id = $1 and credential = $2",
            self.id,
            self.before,
            self.after,
            cx.now,
        )
        .execute(&mut *tx)
        .await?;
        if kept.rows_affected() == 0 {
            tx.rollback().await?;
            let why = "used or removed meanwhile";
            return Err(failure::refuse(cx, Some(self.account_id), why).await);
        }
        let proof = Proof {
            account_id: self.account_id,
            method: Method::Passkey,
            assurance,
            id_token: None,
        };
        let entered = complete::enter(&mut tx, cx, proof).await?;
        tx.commit().await?;
        Ok(entered)
    }
}
