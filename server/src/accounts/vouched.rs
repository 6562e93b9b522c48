//! Somebody whom an identity provider or a certificate vouches for: signed in where it is known whose account that is; else led
//! to the account of the same papers, which must be proved once as well; else to making one.

use super::{
    entry::{self, Proof},
    flow::{self, Beginning, Message, Reach},
    notice::{self, Notice},
    registration::{self, Details},
    session::masked_identity_number,
    sign_in,
};
use crate::{
    audit::Event,
    http::{
        Cx, Error, Reply, Result,
        cookies::{self, Token},
    },
    payments::events::stored_name,
};
use app::{
    api::{
        Empty, Problem, ProblemCode,
        accounts::{AccountKind, RegistrationInput, SignedIn},
        flows::{CodeMethod, Flow, FlowKind},
        security,
        sessions::Method,
        vouched::{self as api, VouchedStep},
    },
    forms::account,
};
use domain::{
    calendar::{format_date, vietnam_date},
    contact::EmailAddress,
    language::text,
};
use identity_providers::Identity;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long somebody is vouched for before the account is proved or made.
const LIFETIME: Duration = Duration::minutes(30);

/// Who is vouched for, and by what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vouched {
    /// Who or what vouches.
    pub method: Method,
    /// Who it is.
    pub identity: Identity,
    /// The certificate, where one vouches.
    pub certificate: Option<Certificate>,
    /// Where to go afterwards.
    pub next: String,
}

/// A certificate, as far as it is remembered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// SHA-256, hexadecimal.
    pub fingerprint: String,
    /// Name in it.
    pub name: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number there, hexadecimal.
    pub serial: String,
    /// Until when it is good.
    pub not_after: OffsetDateTime,
}

/// Signs in, or says where to go on.
///
/// # Errors
/// 403 where the account may not be signed in to, or a database error.
pub async fn arrive(cx: &Cx, vouched: Vouched) -> Result<Reply<SignedIn>> {
    let login_name = vouched
        .identity
        .login_name()
        .ok_or_else(|| Error::internal("somebody without papers is vouched for"))?
        .to_owned();
    let mut tx = cx.db().begin().await?;
    if let Some((account_id, state)) = vouched.linked(&mut tx).await? {
        sign_in::may_enter(&state)?;
        let next = vouched.next.clone();
        let entered = entry::enter(&mut tx, cx, vouched.proof(account_id)).await?;
        tx.commit().await?;
        return Ok(entered.reply(next));
    }
    let account_id =
        sqlx::query_scalar!("select id from accounts where login_name = $1", login_name)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some(account_id) = account_id
        && cx
            .recently_proved()
            .is_ok_and(|proved| proved == account_id)
    {
        vouched.link(&mut tx, cx, account_id).await?;
        tx.commit().await?;
        cx.app.wake_jobs();
        return Ok(Reply::from(SignedIn {
            next: security::PAGE.to_owned(),
        }));
    }
    let next = match account_id {
        Some(_) => "/dang-nhap/lien-ket",
        None => "/dang-ky/xac-nhan",
    };
    let token = Token::fresh();
    sqlx::query!(
        "insert into ceremonies (token_hash, kind, account_id, state, expires_at) values ($1, 'vouched', $2, $3, $4)",
        token.hash(),
        account_id,
        serde_json::to_value(&vouched)?,
        cx.now + LIFETIME,
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Reply::from(SignedIn {
        next: next.to_owned(),
    })
    .with_cookie(token.set(cookies::VOUCHED, LIFETIME.whole_seconds(), cx.place)))
}

impl Vouched {
    fn proof(self, account_id: Uuid) -> Proof {
        Proof {
            account_id,
            method: self.method,
            assurance: self.identity.assurance,
            id_token: self.identity.id_token,
        }
    }

    /// The account that this identity or certificate leads into, with its state. A certificate's papers must be the account's
    /// still.
    async fn linked(&self, tx: &mut PgConnection) -> Result<Option<(Uuid, String)>> {
        let found = match &self.certificate {
            Some(certificate) => sqlx::query!(
                "select a.id, a.state from certificates c join accounts a on a.id = c.account_id
                 where c.fingerprint = decode($1, 'hex') and a.login_name = $2",
                certificate.fingerprint,
                self.identity.login_name(),
            )
            .fetch_optional(tx)
            .await?
            .map(|row| (row.id, row.state)),
            None => sqlx::query!(
                "select a.id, a.state from linked_identities l join accounts a on a.id = l.account_id
                 where l.provider = $1 and l.subject = $2",
                stored_name(self.method)?,
                self.identity.subject,
            )
            .fetch_optional(tx)
            .await?
            .map(|row| (row.id, row.state)),
        };
        Ok(found)
    }

    /// Lets it lead into an account from now on, and tells the account's owner.
    ///
    /// # Errors
    /// A database error.
    pub async fn link(&self, tx: &mut PgConnection, cx: &Cx, account_id: Uuid) -> Result<()> {
        self.remember(&mut *tx, account_id, cx.now).await?;
        let event = match self.certificate {
            Some(_) => Event::CertificateBound,
            None => Event::IdentityLinked,
        };
        event
            .of(account_id)
            .with(json!({ "method": self.method }))
            .write(&mut *tx, cx)
            .await?;
        notice::reach(&mut *tx, account_id)
            .await?
            .tell(&mut *tx, Notice::WayInAdded, cx.now)
            .await
    }

    /// Lets it lead into an account that was just made by whoever it vouches for.
    ///
    /// # Errors
    /// A database error.
    pub async fn remember(
        &self,
        tx: &mut PgConnection,
        account_id: Uuid,
        now: OffsetDateTime,
    ) -> Result<()> {
        match &self.certificate {
            Some(certificate) => sqlx::query!(
                "insert into certificates (fingerprint, account_id, subject, issuer, serial, not_after, bound_at)
                 values (decode($1, 'hex'), $2, $3, $4, $5, $6, $7)
                 on conflict (fingerprint) do update set account_id = $2, bound_at = $7",
                certificate.fingerprint,
                account_id,
                certificate.name,
                certificate.issuer,
                certificate.serial,
                certificate.not_after,
                now,
            )
            .execute(tx)
            .await?,
            // Another account there in place of the one before: whoever did it has proved both.
            None => sqlx::query!(
                "insert into linked_identities (provider, subject, account_id, linked_at) values ($1, $2, $3, $4)
                 on conflict (account_id, provider) do update set subject = $2, linked_at = $4",
                stored_name(self.method)?,
                self.identity.subject,
                account_id,
                now,
            )
            .execute(tx)
            .await?,
        };
        Ok(())
    }

    fn kind(&self) -> AccountKind {
        match self.identity.organisation {
            Some(_) => AccountKind::Enterprise,
            None => AccountKind::Citizen,
        }
    }

    /// What is vouched for, in place of what was typed.
    fn over(&self, typed: RegistrationInput) -> RegistrationInput {
        let Identity {
            organisation,
            identity_number,
            full_name,
            birth_date,
            ..
        } = &self.identity;
        let (tax_code, legal_name) = organisation.as_ref().map_or((None, None), |organisation| {
            (
                Some(organisation.tax_code.as_str().to_owned()),
                organisation
                    .name
                    .as_ref()
                    .map(|name| name.as_str().to_owned()),
            )
        });
        RegistrationInput {
            account_kind: match self.kind() {
                AccountKind::Enterprise => "enterprise".to_owned(),
                _ => "citizen".to_owned(),
            },
            tax_code: tax_code.unwrap_or_default(),
            legal_name: legal_name.unwrap_or(typed.legal_name),
            identity_number: identity_number
                .as_ref()
                .map_or(typed.identity_number, |number| number.as_str().to_owned()),
            full_name: full_name
                .as_ref()
                .map_or(typed.full_name, |name| name.as_str().to_owned()),
            birth_date: birth_date.map_or(typed.birth_date, format_date),
            // Not asked for: a program that got this far has signed in elsewhere.
            captcha: "-".to_owned(),
            ..typed
        }
    }
}

/// Who is vouched for in this browser, with the account of the same papers, if there is one.
async fn pending(cx: &Cx) -> Result<(Vouched, Option<Uuid>)> {
    let token = cx.vouched.as_ref().ok_or_else(nobody)?;
    let row = sqlx::query!(
        "select account_id, state from ceremonies where token_hash = $1 and kind = 'vouched' and expires_at > $2",
        token.hash(),
        cx.now
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(nobody)?;
    Ok((serde_json::from_value(row.state)?, row.account_id))
}

fn nobody() -> Error {
    let title = text("Phiên làm việc đã hết hạn.", "Your session has expired.");
    Problem::new(410, ProblemCode::FlowExpired, title)
        .with_detail(text("Bắt đầu lại từ đầu.", "Begin again from the start."))
        .into()
}

/// Handles `GET /api/v1/vouched`.
///
/// # Errors
/// 410 where nobody is, or a database error.
pub async fn show(cx: Cx, (): (), _: Empty) -> Result<api::Vouched> {
    let (vouched, account_id) = pending(&cx).await?;
    let kind = vouched.kind();
    let Vouched {
        method,
        identity,
        next,
        ..
    } = vouched;
    let organisation = identity.organisation;
    Ok(api::Vouched {
        step: match account_id {
            Some(_) => VouchedStep::Link,
            None => VouchedStep::Register,
        },
        method,
        kind,
        full_name: identity.full_name.map(String::from).unwrap_or_default(),
        masked_identity_number: identity
            .identity_number
            .as_ref()
            .map(|number| masked_identity_number(number.as_str()))
            .unwrap_or_default(),
        tax_code: organisation
            .as_ref()
            .map(|organisation| organisation.tax_code.to_string())
            .unwrap_or_default(),
        legal_name: organisation
            .and_then(|organisation| organisation.name)
            .map(String::from)
            .unwrap_or_default(),
        birth_date: identity.birth_date.map(format_date).unwrap_or_default(),
        phone: identity.phone.map(String::from).unwrap_or_default(),
        email: identity.email.map(String::from).unwrap_or_default(),
        next,
    })
}

/// Handles `POST /api/v1/vouched/registration`.
///
/// # Errors
/// 410 where nobody is vouched for; field errors; 409 where an account has come up meanwhile; 429; or a database error.
pub async fn register(cx: Cx, (): (), input: RegistrationInput) -> Result<Reply<Flow>> {
    let (vouched, _) = pending(&cx).await?;
    let details = account::registration(&vouched.over(input), vietnam_date(cx.now))?;
    let taken = sqlx::query_scalar!(
        r#"select exists (select from accounts where login_name = $1) as "taken!""#,
        details.login_name()
    )
    .fetch_one(cx.db())
    .await?;
    if taken {
        return Err(registration::taken());
    }
    flow::limit_chosen(&cx, details.login_name(), details.phone.as_str()).await?;
    Event::RegistrationBegan
        .of(None)
        .with(json!({ "method": vouched.method }))
        .write(cx.db(), &cx)
        .await?;
    let (flow, cookie) = flow::begin(
        &cx,
        Beginning {
            kind: FlowKind::Registration,
            account_id: None,
            reach: Reach {
                phone: Some(details.phone.as_str()),
                email: details.email.as_ref().map(EmailAddress::as_str),
            },
            method: CodeMethod::Sms,
            message: Message::Code,
            details: serde_json::to_value(Details {
                registration: details.clone(),
                vouched: Some(vouched),
            })?,
        },
    )
    .await?;
    Ok(Reply::from(flow)
        .with_cookie(cookie)
        .without_cookie(cookies::VOUCHED, cx.place))
}

/// Once the account is proved as well, the two belong together.
///
/// # Errors
/// A database error.
pub async fn link_pending(tx: &mut PgConnection, cx: &Cx, account_id: Uuid) -> Result<()> {
    let Some(token) = &cx.vouched else {
        return Ok(());
    };
    let state = sqlx::query_scalar!(
        "delete from ceremonies
         where token_hash = $1 and kind = 'vouched' and expires_at > $2 and account_id = $3
         returning state",
        token.hash(),
        cx.now,
        account_id
    )
    .fetch_optional(&mut *tx)
    .await?;
    match state {
        Some(state) => {
            let vouched: Vouched = serde_json::from_value(state)?;
            vouched.link(tx, cx, account_id).await
        }
        None => Ok(()),
    }
}

/// Forgets ceremonies that nobody answered.
///
/// # Errors
/// A database error.
pub async fn sweep(db: &sqlx::PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from ceremonies where expires_at < $1", now)
        .execute(db)
        .await?;
    Ok(())
}
