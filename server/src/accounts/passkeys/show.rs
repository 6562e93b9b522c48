//! A passkey is shown: to sign in, in place of a one-time code, or to prove once more who is signed in.

use super::{
    ceremony::{self, Purpose},
    ids_of, refusal, written,
};
use crate::{
    accounts::{
        entry::{self, Entered, Proof},
        flow, sign_in,
    },
    http::{Cx, Error, Reply, Result, cookies},
};
use app::api::{
    Empty, Problem,
    accounts::SignedIn,
    flows::FlowKind,
    passkeys::{PasskeyInput, PasskeyOptions},
    sessions::Method,
};
use domain::language::text;
use serde_json::{Value, json};
use sqlx::PgTransaction;
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

/// A passkey that was shown and accepted.
struct Shown {
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
pub async fn begin_sign_in(cx: Cx, (): (), _: Empty) -> Result<Reply<PasskeyOptions>> {
    begin(&cx, Purpose::SignIn, None).await
}

/// Handles `POST /api/v1/sign-ins/current/passkey/begin`.
///
/// # Errors
/// 409 where the account has no passkey; 410 without a sign-in; 429; or a database error.
pub async fn begin_second_factor(cx: Cx, (): (), _: Empty) -> Result<Reply<PasskeyOptions>> {
    let flow = flow::find(&cx, FlowKind::SignIn).await?;
    begin(&cx, Purpose::SecondFactor, flow.account_id).await
}

/// Handles `POST /api/v1/account/proof/passkey/begin`.
///
/// # Errors
/// 401; 409 where the account has no passkey; 429; or a database error.
pub async fn begin_proof(cx: Cx, (): (), _: Empty) -> Result<Reply<PasskeyOptions>> {
    begin(&cx, Purpose::Proof, Some(cx.account()?)).await
}

async fn begin(
    cx: &Cx,
    purpose: Purpose,
    account_id: Option<Uuid>,
) -> Result<Reply<PasskeyOptions>> {
    refusal::begin_one(cx).await?;
    let (options, state) = cx
        .app
        .passkeys
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
    let cookie = ceremony::begin(cx, purpose, account_id, &state).await?;
    Ok(Reply::from(PasskeyOptions { public_key }).with_cookie(cookie))
}

/// Handles `POST /api/v1/sign-ins/passkey`.
///
/// # Errors
/// 403 where the account cannot be signed in to; 410; 422; 429; or a database error.
pub async fn finish_sign_in(cx: Cx, (): (), input: PasskeyInput) -> Result<Reply<SignedIn>> {
    let shown = shown(&cx, Purpose::SignIn, input.credential).await?;
    let tx = cx.db().begin().await?;
    let entered = shown.enter(tx, &cx, shown.assurance).await?;
    let next = sign_in::own_path(&input.next).to_owned();
    Ok(entered
        .reply(next)
        .without_cookie(cookies::CEREMONY, cx.place))
}

/// Handles `POST /api/v1/sign-ins/current/passkey`.
///
/// # Errors
/// As [`finish_sign_in`].
pub async fn finish_second_factor(cx: Cx, (): (), input: PasskeyInput) -> Result<Reply<SignedIn>> {
    let shown = shown(&cx, Purpose::SecondFactor, input.credential).await?;
    let mut tx = cx.db().begin().await?;
    let flow = flow::lock(&mut tx, &cx, FlowKind::SignIn).await?;
    if flow.account_id != Some(shown.account_id) {
        tx.rollback().await?;
        let whose = Some(shown.account_id);
        return Err(refusal::refuse(&cx, whose, "a sign-in to another account").await);
    }
    flow::finish(&mut tx, &flow).await?;
    let entered = shown.enter(tx, &cx, shown.assurance).await?;
    let next = flow.details["next"].as_str().unwrap_or("/tai-khoan");
    Ok(entered
        .reply(next.to_owned())
        .without_cookie(cookies::FLOW, cx.place)
        .without_cookie(cookies::CEREMONY, cx.place))
}

/// Handles `POST /api/v1/account/proof/passkey`.
///
/// # Errors
/// 401, or as [`finish_sign_in`].
pub async fn finish_proof(cx: Cx, (): (), input: PasskeyInput) -> Result<Reply<SignedIn>> {
    let session = cx.session()?;
    let shown = shown(&cx, Purpose::Proof, input.credential).await?;
    if session.account_id != shown.account_id {
        let whose = Some(shown.account_id);
        return Err(refusal::refuse(&cx, whose, "another account is signed in").await);
    }
    let tx = cx.db().begin().await?;
    let entered = shown.enter(tx, &cx, session.assurance).await?;
    let next = sign_in::own_path(&input.next).to_owned();
    Ok(entered
        .reply(next)
        .without_cookie(cookies::CEREMONY, cx.place))
}

/// Checks the answer to this browser's ceremony (section 7.2).
async fn shown(cx: &Cx, purpose: Purpose, credential: Value) -> Result<Shown> {
    refusal::try_one(cx).await?;
    let (begun_for, state) = ceremony::take::<DiscoverableAuthentication>(cx, purpose).await?;
    let Ok(credential) = serde_json::from_value::<PublicKeyCredential>(credential) else {
        return Err(refusal::refuse(cx, begun_for, "unreadable").await);
    };
    let row = sqlx::query!(
        "select p.account_id, p.credential, a.assurance, a.state
         from passkeys p join accounts a on a.id = p.account_id where p.id = $1",
        credential.get_credential_id()
    )
    .fetch_optional(cx.db())
    .await?;
    let Some(row) = row else {
        return Err(refusal::refuse(cx, begun_for, "unknown").await);
    };
    let owner = Some(row.account_id);
    // Steps 5 and 6: the account that is named beforehand, and else by the authenticator, is the passkey's.
    let named = credential
        .get_user_unique_id()
        .map(|handle| Uuid::from_slice(handle).ok());
    if begun_for.or(named.flatten()) != owner || named.is_some_and(|named| named != owner) {
        return Err(refusal::refuse(cx, owner, "another account’s").await);
    }
    let mut passkey: Passkey = serde_json::from_value(row.credential.clone())?;
    let checked =
        cx.app
            .passkeys
            .finish_discoverable_authentication_v2(&credential, state, &passkey);
    let used = match checked {
        Ok(used) => used,
        Err(error) => return Err(refusal::refuse(cx, owner, &error.to_string()).await),
    };
    passkey.update_credential(&used);
    refusal::succeeded(cx).await?;
    sign_in::may_enter(&row.state)?;
    Ok(Shown {
        id: credential.raw_id,
        account_id: row.account_id,
        assurance: u8::try_from(row.assurance).unwrap_or(1),
        before: row.credential,
        after: serde_json::to_value(&passkey)?,
    })
}

impl Shown {
    /// Keeps the counter for the next use, and lets the owner in. It is kept only over the one that was checked, or of two
    /// uses at once both would pass.
    async fn enter(&self, mut tx: PgTransaction<'_>, cx: &Cx, assurance: u8) -> Result<Entered> {
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
            return Err(refusal::refuse(cx, Some(self.account_id), why).await);
        }
        let proof = Proof {
            account_id: self.account_id,
            method: Method::Passkey,
            assurance,
            id_token: None,
        };
        let entered = entry::enter(&mut tx, cx, proof).await?;
        tx.commit().await?;
        Ok(entered)
    }
}
