//! The passkeys of the account: listed, added, removed.

use crate::{
    audit::Event,
    auth::{
        ceremony::Ceremony,
        passkeys::{NAME as PORTAL, failure, ids_of, written},
    },
    http::{Error, Reply, RequestContext, Result, cookies},
    masking::masked_identity_number,
    notifications::{self, Notification},
};
use app::{
    api::{
        Empty, Problem,
        accounts::{AccountKind, SignedIn},
        passkeys::{
            NewPasskeyInput, Passkey, PasskeyNameInput, PasskeyOptions, PasskeyPath, Passkeys,
        },
        security::PAGE,
        sessions::Method,
    },
    locales::t,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{
    calendar::format_date_time,
    language::{Text, text},
    typed,
};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{Passkey as Made, PasskeyRegistration, RegisterPublicKeyCredential};

/// Passkeys that an account may have.
const MOST: usize = 10;
/// Characters of a name.
const LONGEST_NAME: usize = 60;
const NAMELESS: Text = text("Khóa truy cập", "Passkey");

/// Handles `GET /api/v1/account/passkeys`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<Passkeys> {
    let rows = sqlx::query!(
        "select id, name, added_at, last_used_at from passkeys where account_id = $1 order by added_at desc, id",
        cx.account()?
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| Passkey {
            id: written(&row.id),
            name: row.name,
            added_at: format_date_time(row.added_at),
            last_used_at: row.last_used_at.map(format_date_time),
        })
        .collect();
    Ok(Passkeys { items })
}

/// Handles `POST /api/v1/account/passkeys/begin`.
///
/// # Errors
/// 401; 403 without a recent proof; 409 where there are ten; 422; or a database error.
pub async fn begin(
    cx: RequestContext,
    (): (),
    input: PasskeyNameInput,
) -> Result<Reply<PasskeyOptions>> {
    let account_id = cx.require_recent_authentication()?;
    name_of(&input.name, &cx.browser)?;
    let own = ids_of(cx.db(), account_id).await?;
    refuse_more_than_most(own.len())?;
    let account = sqlx::query!(
        "select kind, login_name, full_name, legal_name from accounts where id = $1",
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    // Authenticators show the name and carry it to other devices: an identity number only masked.
    let login_name = match account.kind {
        AccountKind::Citizen => masked_identity_number(&account.login_name),
        _ => account.login_name,
    };
    let name = account.legal_name.unwrap_or(account.full_name);
    let (options, state) = cx
        .app
        .get::<Webauthn>()
        .start_passkey_registration(account_id, &login_name, &name, Some(own))
        .map_err(Error::internal)?;
    let mut public_key = serde_json::to_value(options.public_key)?;
    public_key["rp"]["name"] = json!(t(PORTAL));
    // Without it nobody could sign in without a name (section 5.4.6).
    let selection = &mut public_key["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    let cookie = Ceremony::PasskeyRegistration
        .begin(cx.db(), &cx, Some(account_id), &state)
        .await?;
    Ok(Reply::from(PasskeyOptions { public_key }).with_cookie(cookie))
}

/// Handles `POST /api/v1/account/passkeys`.
///
/// # Errors
/// 401; 403 without a recent proof; 409 where there are ten; 410; 422; 429; or a database error.
pub async fn add(cx: RequestContext, (): (), input: NewPasskeyInput) -> Result<Reply<SignedIn>> {
    let account_id = cx.require_recent_authentication()?;
    let name = name_of(&input.name, &cx.browser)?;
    let passkey = made(&cx, account_id, input.credential).await?;
    let mut tx = cx.db().begin().await?;
    // Of two at once, the second sees the first.
    sqlx::query!("select from accounts where id = $1 for update", account_id)
        .fetch_one(&mut *tx)
        .await?;
    refuse_more_than_most(ids_of(&mut *tx, account_id).await?.len())?;
    let added = sqlx::query!(
        "insert into passkeys (id, account_id, name, credential, added_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do nothing",
        passkey.cred_id(),
        account_id,
        name,
        serde_json::to_value(&passkey)?,
        cx.now,
    )
    .execute(&mut *tx)
    .await?;
    if added.rows_affected() == 0 {
        tx.rollback().await?;
        return Err(failure::refuse(&cx, Some(account_id), "known already").await);
    }
    Event::PasskeyAdded
        .of(account_id)
        .write(&mut *tx, &cx)
        .await?;
    notifications::recipient(&mut tx, account_id)
        .await?
        .notify(&mut tx, Notification::WayInAdded(Method::Passkey), cx.now)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    failure::succeeded(&cx).await?;
    let next = format!("{PAGE}?da-doi=them-khoa");
    Ok(Reply::from(SignedIn { next }).without_cookie(cookies::CEREMONY, cx.embedding))
}

/// Checks the answer to this browser's ceremony (section 7.1).
async fn made(cx: &RequestContext, account_id: Uuid, credential: Value) -> Result<Made> {
    failure::try_one(cx).await?;
    let (begun_for, state) = Ceremony::PasskeyRegistration
        .take::<PasskeyRegistration>(cx.db(), cx)
        .await?
        .ok_or_else(failure::expired)?;
    let owner = Some(account_id);
    if begun_for != owner {
        return Err(failure::refuse(cx, owner, "begun for another account").await);
    }
    let Ok(credential) = serde_json::from_value::<RegisterPublicKeyCredential>(credential) else {
        return Err(failure::refuse(cx, owner, "unreadable").await);
    };
    let checked = cx
        .app
        .get::<Webauthn>()
        .finish_passkey_registration(&credential, &state);
    match checked {
        Ok(passkey) => Ok(passkey),
        Err(error) => Err(failure::refuse(cx, owner, &error.to_string()).await),
    }
}

/// Handles `POST /api/v1/account/passkeys/{id}/remove`.
///
/// # Errors
/// 401; 403 without a recent proof; 404 where it is not one of the account's; or a database error.
pub async fn remove(cx: RequestContext, path: PasskeyPath, _: Empty) -> Result<Empty> {
    let account_id = cx.require_recent_authentication()?;
    let id = BASE64_URL_SAFE_NO_PAD
        .decode(&path.id)
        .map_err(|_| Problem::not_found())?;
    let mut tx = cx.db().begin().await?;
    let removed = sqlx::query!(
        "delete from passkeys where id = $1 and account_id = $2",
        id,
        account_id
    )
    .execute(&mut *tx)
    .await?;
    if removed.rows_affected() == 0 {
        return Err(Problem::not_found().into());
    }
    Event::PasskeyRemoved
        .of(account_id)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(Empty {})
}

fn refuse_more_than_most(count: usize) -> Result<()> {
    if count < MOST {
        return Ok(());
    }
    Err(Problem::conflict(text(
        "Tài khoản đã có 10 khóa truy cập. Xóa bớt một khóa rồi thêm lại.",
        "The account has 10 passkeys. Remove one, then add another.",
    ))
    .into())
}

/// What the passkey is called.
fn name_of(typed: &str, browser: &str) -> Result<String> {
    let name = typed::line(typed);
    typed::within(&name, LONGEST_NAME)
        .map_err(|beyond| Problem::field("name", typed::too_long(LONGEST_NAME, beyond)))?;
    Ok(match (name.as_str(), browser) {
        ("", "") => t(NAMELESS).to_owned(),
        ("", browser) => browser.to_owned(),
        _ => name,
    })
}
