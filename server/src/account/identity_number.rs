//! An account under a CMND goes on under the CCCD that took its place, once both are proved: the account by whoever is signed in
//! to it, the CCCD by an identity provider or a certificate. Where the person has an account under the CCCD already, that one gets
//! what was filed under the CMND.

use crate::{
    audit::Event,
    auth::{ceremony::Ceremony, session},
    http::{Error, Reply, RequestContext, Result, cookies},
    identity_links::PendingIdentity,
    login::complete::{self, Proof, require_active},
    notifications::{self, Notification},
    verification,
};
use app::{
    api::{
        Empty, Problem,
        accounts::{AccountKind, SignedIn},
        security::IDENTITY_NUMBER_CHANGED,
    },
    locales::labels::NOTHING_TO_MOVE,
};
use domain::{
    born::Born,
    identity::{IdentityKind, IdentityNumber},
    language::{Language, Text, text},
    person::FullName,
    typed,
};
use identity_providers::Identity;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// The account that is to go on under another number.
struct Account {
    id: Uuid,
    kind: AccountKind,
    login_name: String,
    full_name: String,
    born: Born,
}

/// Handles `POST /api/v1/account/identity-number`.
///
/// # Errors
/// 401; 403 without a recent proof; 410 where nobody was identified; 409 where it is not the same person, or not yet proved; or a
/// database error.
pub async fn change(cx: RequestContext, (): (), _: Empty) -> Result<Reply<SignedIn>> {
    let account_id = cx.require_recent_authentication()?;
    let mut tx = cx.db().begin().await?;
    // Where something is refused below, it is still there for another try.
    let taken = Ceremony::PendingIdentity
        .take::<PendingIdentity>(&mut *tx, &cx)
        .await?;
    let (_, pending) = taken.ok_or_else(verification::expired)?;
    let account = Account::lock(&mut tx, account_id).await?;
    let number = account.proved_number(&cx, &pending)?.clone();
    let under_number = sqlx::query!(
        "select id, state from accounts where login_name = $1 for update",
        number.as_str()
    )
    .fetch_optional(&mut *tx)
    .await?;
    let leads_to = pending.account(&mut tx).await?.map(|(id, _)| id);
    let before = notifications::recipient(&mut tx, account.id).await?;
    let entered = match (under_number, leads_to) {
        (None, None) => {
            account.rename(&mut tx, &cx, &number, &pending).await?;
            complete::link(&pending, &mut tx, &cx, account.id).await?;
            None
        }
        (None, Some(id)) if id == account.id => {
            account.rename(&mut tx, &cx, &number, &pending).await?;
            None
        }
        // What is here was given by the person who is known there: the number alone would not show that.
        (Some(other), Some(id)) if id == other.id => {
            require_active(&cx, &other.state)?;
            account.hand_over(&mut tx, &cx, other.id, &pending).await?;
            let proof = Proof {
                account_id: other.id,
                method: pending.method,
                assurance: pending.identity.assurance,
                id_token: pending.identity.id_token.clone(),
            };
            Some(complete::enter(&mut tx, &cx, proof).await?)
        }
        _ => return Err(refused(NOT_LINKED, Some(LINK_FIRST))),
    };
    before
        .notify(&mut tx, Notification::IdentityNumberChanged, cx.now)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    let next = IDENTITY_NUMBER_CHANGED.to_owned();
    let reply = match entered {
        Some(entered) => entered.reply(next),
        None => Reply::from(SignedIn { next }),
    };
    Ok(reply.without_cookie(cookies::PENDING_IDENTITY, cx.embedding))
}

impl Account {
    async fn lock(tx: &mut PgConnection, id: Uuid) -> Result<Self> {
        let row = sqlx::query!(
            "select kind, login_name, full_name, birth_date, birth_year_only from accounts where id = $1 for update",
            id
        )
        .fetch_one(tx)
        .await?;
        Ok(Self {
            id,
            kind: row.kind,
            login_name: row.login_name,
            full_name: row.full_name,
            born: Born::from_stored(row.birth_date, row.birth_year_only),
        })
    }

    /// The CCCD of the person whose account this is, by what vouches for both: name and birth date, or the year of birth that the
    /// number states where the issuer tells none.
    fn proved_number<'a>(
        &self,
        cx: &RequestContext,
        pending: &'a PendingIdentity,
    ) -> Result<&'a IdentityNumber> {
        let is_old = IdentityNumber::parse(&self.login_name)
            .is_ok_and(|number| number.kind() == IdentityKind::Cmnd);
        if self.kind != AccountKind::Citizen || !is_old {
            return Err(refused(NOTHING_TO_MOVE, None));
        }
        let Identity {
            organisation: None,
            identity_number: Some(number),
            full_name: Some(full_name),
            birth_date,
            ..
        } = &pending.identity
        else {
            return Err(refused(NO_NUMBER, Some(OTHER_WAY)));
        };
        if number.kind() != IdentityKind::Cccd {
            return Err(refused(NO_NUMBER, Some(OTHER_WAY)));
        }
        let is_one = match (birth_date, self.born) {
            (Some(Born::Day(day)), Born::Day(own)) => {
                *day == own && full_name.is_same_as(&self.full_name)
            }
            // Brothers of one year may differ by a tone.
            (Some(born), own) => {
                born.year() == own.year() && is_written_as(full_name, &self.full_name)
            }
            (None, own) => {
                number.birth_year_hint() == Some(own.year())
                    && is_written_as(full_name, &self.full_name)
            }
        };
        if !is_one {
            return Err(another_person(cx));
        }
        Ok(number)
    }

    async fn rename(
        &self,
        tx: &mut PgConnection,
        cx: &RequestContext,
        number: &IdentityNumber,
        pending: &PendingIdentity,
    ) -> Result<()> {
        // What is vouched for takes the place of what was typed.
        let full_name = pending.identity.full_name.as_ref().map(FullName::as_str);
        let born = pending
            .identity
            .birth_date
            .filter(|born| matches!(born, Born::Day(_)));
        let (day, only_year) = born.map(Born::stored).unzip();
        sqlx::query!(
            "update accounts set login_name = $2, identity_number = $2, assurance = greatest(assurance, $3),
                 full_name = coalesce($4, full_name), birth_date = coalesce($5, birth_date),
                 birth_year_only = coalesce($6, birth_year_only)
             where id = $1",
            self.id,
            number.as_str(),
            i16::from(pending.identity.assurance),
            full_name,
            day,
            only_year,
        )
        .execute(&mut *tx)
        .await?;
        self.leave_name_to(tx, self.id).await?;
        self.note(tx, cx, self.id, pending).await
    }

    /// Lets another account of the same person have what was filed here, and closes this one.
    async fn hand_over(
        &self,
        tx: &mut PgConnection,
        cx: &RequestContext,
        heir: Uuid,
        pending: &PendingIdentity,
    ) -> Result<()> {
        let is_officer = sqlx::query_scalar!(
            r#"select exists (select from officers where account_id = $1 and ended_at is null) as "is!""#,
            self.id
        )
        .fetch_one(&mut *tx)
        .await?;
        if is_officer {
            return Err(refused(OFFICERS, Some(ASK_ADMINISTRATOR)));
        }
        self.note(tx, cx, self.id, pending).await?;
        self.note(tx, cx, heir, pending).await?;
        // A form that was opened in one account and saved in both has one key in both.
        sqlx::query!(
            "update dossiers d set account_id = $2,
                 idempotency_key = case
                     when exists (select from dossiers o where o.account_id = $2 and o.idempotency_key = d.idempotency_key)
                     then gen_random_uuid()::text else idempotency_key end
             where account_id = $1",
            self.id,
            heir
        )
        .execute(&mut *tx)
        .await?;
        // Documents of what was sent do not change; they are found by their dossier.
        sqlx::query!(
            "update attachments a set account_id = $2 from dossiers d
             where a.account_id = $1 and d.number = a.dossier_number and d.state = 0",
            self.id,
            heir
        )
        .execute(&mut *tx)
        .await?;
        self.close(tx, cx).await?;
        self.leave_name_to(tx, heir).await
    }

    async fn close(&self, tx: &mut PgConnection, cx: &RequestContext) -> Result<()> {
        session::end_all_but(&mut *tx, self.id, None).await?;
        sqlx::query!("delete from passkeys where account_id = $1", self.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query!("delete from certificates where account_id = $1", self.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query!(
            "delete from linked_identities where account_id = $1",
            self.id
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("delete from known_browsers where account_id = $1", self.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query!("delete from verifications where account_id = $1", self.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query!(
            "update phone_replacements set ended_at = $2, outcome = 'superseded' where account_id = $1 and ended_at is null",
            self.id,
            cx.now
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "update accounts set state = 'closed', password_hash = null, login_name = 'closed-' || id,
                 identity_number = 'closed-' || id
             where id = $1",
            self.id
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Whoever types the old number means that account from now on.
    async fn leave_name_to(&self, tx: &mut PgConnection, account_id: Uuid) -> Result<()> {
        sqlx::query!(
            "insert into former_login_names (login_name, account_id) values ($1, $2)",
            self.login_name,
            account_id
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn note(
        &self,
        tx: &mut PgConnection,
        cx: &RequestContext,
        account_id: Uuid,
        pending: &PendingIdentity,
    ) -> Result<()> {
        Event::IdentityNumberChanged
            .of(account_id)
            .with(json!({ "method": pending.method }))
            .write(tx, cx)
            .await
    }
}

fn refused(title: Text, detail: Option<Text>) -> Error {
    let problem = Problem::conflict(title);
    match detail {
        Some(detail) => problem.with_detail(detail).into(),
        None => problem.into(),
    }
}

/// Whether two names have the same letters with the same marks, however they are capitalised and spaced.
fn is_written_as(name: &FullName, other: &str) -> bool {
    let written = |name: &str| typed::name(name).to_lowercase();
    written(name.as_str()) == written(other)
}

fn another_person(cx: &RequestContext) -> Error {
    let hotline = cx.app.portal.hotline.clone();
    Problem::conflict(text(
        "Họ và tên hoặc ngày sinh đã xác minh không khớp với tài khoản này nên chưa chuyển.",
        "The verified name or date of birth differs from this account’s, so nothing was changed.",
    ))
    .with_detail(move |language: Language| match language {
        Language::Vietnamese => {
            format!("Nếu cả hai số đều là của bạn, gọi {hotline} để được sửa thông tin.")
        }
        Language::English => {
            format!("If both numbers are yours, call {hotline} to have the details corrected.")
        }
    })
    .into()
}

const NO_NUMBER: Text = text(
    "Nơi xác minh không cho biết số CCCD, họ và tên của bạn.",
    "We did not receive your CCCD number and name with the verification.",
);
const OTHER_WAY: Text = text(
    "Xác minh lại bằng VNeID.",
    "Verify your identity again with VNeID.",
);
const NOT_LINKED: Text = text(
    "Số CCCD này đã có một tài khoản khác, chưa liên kết với nơi vừa xác minh.",
    "This CCCD number has another account, which is not linked to the one you verified with.",
);
const LINK_FIRST: Text = text(
    "Đăng nhập tài khoản theo số CCCD, liên kết trong “Đăng nhập và bảo mật”, rồi làm lại việc này bằng tài khoản theo số CMND.",
    "Sign in to the account with the CCCD number, link it under “Sign-in and security”, then do this again from the CMND account.",
);
const OFFICERS: Text = text(
    "Tài khoản này đang là của cán bộ nên không gộp được.",
    "This is an officer’s account, so it cannot be merged.",
);
const ASK_ADMINISTRATOR: Text = text(
    "Liên hệ quản trị viên của đơn vị.",
    "Ask the administrator of your office.",
);
