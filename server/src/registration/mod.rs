//! A new account: a citizen's, an enterprise's, or a state agency's, verified as a mobile subscriber (IAL2); where an identity
//! provider or a certificate has identified them, as sure as that makes us.

pub mod federated;

use crate::{
    audit::Event,
    auth::{ceremony::Ceremony, password},
    captcha,
    http::{Error, Reply, RequestContext, Result, cookies},
    identity_links::PendingIdentity,
    login::complete::{self, Proof},
    rate_limit,
    verification::{self, Delivery, Destinations, NewVerification},
};
use app::{
    api::{
        Problem,
        accounts::{NewPasswordInput, OneTimeCodeInput, RegistrationInput, SignedIn},
        sessions::Method,
        verifications::{CodeMethod, Verification, VerificationKind},
    },
    forms::account::{self, Owner, Registration},
    locales::labels::{FORGOT_PASSWORD, LOST_PHONE},
};
use domain::{
    calendar::vietnam_date,
    contact::EmailAddress,
    language::{Language, Text, text},
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::Duration;
use uuid::Uuid;

/// Assurance of a mobile subscriber.
const SUBSCRIBER: u8 = 2;
/// Registrations that one telephone brings to their end, where it shows whether the number had an account already: a family's,
/// not a list's.
const FINISHED_PER_PHONE: rate_limit::Limit = rate_limit::Limit {
    name: "registration-phone",
    burst: 5,
    per: Duration::days(1),
};
const NO_SUCH_UNIT: Text = text(
    "Không có đơn vị này. Chọn lại.",
    "There is no such office. Choose another.",
);

/// What a registration's verification remembers.
#[derive(Serialize, Deserialize)]
pub struct Details {
    pub registration: Registration,
    /// Who registers, where somebody else has said so.
    pub pending_identity: Option<PendingIdentity>,
}

/// Handles `POST /api/v1/registrations`.
///
/// # Errors
/// Field errors, 429, or a database error.
pub async fn start(
    cx: RequestContext,
    (): (),
    input: RegistrationInput,
) -> Result<Reply<Verification>> {
    let details = account::registration(&input, vietnam_date(cx.now));
    let details = captcha::checked(&cx, &input.captcha_id, details).await?;
    legal_name(&cx, &details).await?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    verification::limit_registration(&cx, details.phone.as_str()).await?;
    let (verification, cookie) = verification::begin(
        &cx,
        NewVerification {
            kind: VerificationKind::Registration,
            details: serde_json::to_value(Details {
                registration: details.clone(),
                pending_identity: None,
            })?,
            account_id: None,
            destinations: Destinations {
                phone: Some(details.phone.as_str()),
                email: details.email.as_ref().map(EmailAddress::as_str),
            },
            method: CodeMethod::Sms,
            // Whether the number has an account, nothing here asks: neither answer nor time can tell.
            delivery: Delivery::ForRegistration(details.clone()),
        },
    )
    .await?;
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// The name of the enterprise, or of the agency's unit.
async fn legal_name(cx: &RequestContext, details: &Registration) -> Result<Option<String>> {
    match &details.owner {
        Owner::Citizen => Ok(None),
        Owner::Enterprise { legal_name, .. } => Ok(Some(legal_name.as_str().to_owned())),
        Owner::Agency { unit_code } => {
            let name = sqlx::query_scalar!("select name from units where code = $1", unit_code)
                .fetch_optional(cx.db())
                .await?;
            Ok(Some(name.ok_or_else(|| {
                Problem::field("unit_code", NO_SUCH_UNIT)
            })?))
        }
    }
}

/// Handles `POST /api/v1/registrations/current/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: RequestContext, (): (), input: OneTimeCodeInput) -> Result<Verification> {
    let verification =
        verification::verify(&cx, VerificationKind::Registration, &input.code).await?;
    Ok(verification.view(cx.now))
}

/// Handles `POST /api/v1/registrations/current/password`.
///
/// # Errors
/// Field errors, 409 where the code was not given or the number has an account, 410, 429, or a database error.
pub async fn complete(
    cx: RequestContext,
    (): (),
    input: NewPasswordInput,
) -> Result<Reply<SignedIn>> {
    let verification = verification::find(&cx, VerificationKind::Registration).await?;
    if !verification.verified {
        return Err(verification::code_comes_first());
    }
    let Details {
        registration: details,
        pending_identity,
    } = serde_json::from_value(verification.details.clone())?;
    let legal_name = legal_name(&cx, &details).await?;
    let own = [
        details.identity_number.as_str(),
        details.phone.as_str(),
        details.login_name(),
    ];
    // Hashing takes its time and its turn, so no connection is held meanwhile.
    let password_hash = password::chosen(&cx.app, &input, &own).await?;
    rate_limit::take(cx.db(), FINISHED_PER_PHONE, details.phone.as_str(), cx.now).await?;
    let mut tx = cx.db().begin().await?;
    let verification = verification::lock(&mut tx, &cx, VerificationKind::Registration).await?;
    let assurance = pending_identity
        .as_ref()
        .map_or(SUBSCRIBER, |pending_identity| {
            pending_identity.identity.assurance.max(SUBSCRIBER)
        });
    let new = NewAccount {
        details: &details,
        legal_name,
        password_hash: Some(password_hash),
        assurance,
    };
    let id = new.store(&mut tx, &cx).await?;
    verification::finish(&mut tx, &verification).await?;
    Event::Registered.of(id).write(&mut *tx, &cx).await?;
    if let Some(identity) = &pending_identity {
        identity.link(&mut tx, id, cx.now).await?;
        Ceremony::PendingIdentity
            .take::<PendingIdentity>(&mut *tx, &cx)
            .await?;
    }
    if matches!(details.owner, Owner::Agency { .. }) {
        tx.commit().await?;
        let waiting = SignedIn {
            next: "/dang-ky/cho-duyet".to_owned(),
        };
        return Ok(Reply::from(waiting).without_cookie(cookies::VERIFICATION, cx.embedding));
    }
    let is_vouched = pending_identity.is_some();
    // Who identified them is asked to sign them out as well, later on.
    let (method, id_token) = pending_identity
        .map_or((Method::Password, None), |pending_identity| {
            (pending_identity.method, pending_identity.identity.id_token)
        });
    let proof = Proof {
        account_id: id,
        method,
        assurance,
        id_token,
    };
    let entered = complete::enter(&mut tx, &cx, proof).await?;
    tx.commit().await?;
    let reply = entered
        .reply("/tai-khoan?da-tao=1".to_owned())
        .without_cookie(cookies::VERIFICATION, cx.embedding);
    Ok(if is_vouched {
        reply.without_cookie(cookies::PENDING_IDENTITY, cx.embedding)
    } else {
        reply
    })
}

/// The name has an account. Told only to whoever has proved a telephone and would have the account now.
fn taken(cx: &RequestContext) -> Error {
    let hotline = &cx.app.portal.hotline;
    Problem::conflict(text(
        "Đã có tài khoản trên cổng với thông tin này.",
        "There is already an account with these details.",
    ))
    .with_detail(|language: Language| {
        let (forgot, lost) = (FORGOT_PASSWORD.to(language), LOST_PHONE.to(language));
        match language {
            Language::Vietnamese => format!(
                "Đăng nhập, hoặc bấm “{forgot}” trên trang đăng nhập. Nếu đã đổi số điện thoại, đăng nhập rồi bấm “{lost}”. \
                 Nếu không phải bạn đã đăng ký, gọi {hotline}."
            ),
            Language::English => format!(
                "Sign in, or select “{forgot}” on the sign-in page. If your phone number has changed, sign in and select \
                 “{lost}”. If it was not you who registered, call {hotline}."
            ),
        }
    })
    .into()
}

pub struct NewAccount<'a> {
    pub details: &'a Registration,
    pub legal_name: Option<String>,
    /// None where another way in was proved.
    pub password_hash: Option<String>,
    /// How sure we are of who it is, 1 to 3.
    pub assurance: u8,
}

impl NewAccount<'_> {
    /// Stores it and yields its id. An agency's waits for an administrator.
    ///
    /// # Errors
    /// 409 where the name got an account meanwhile, or a database error.
    pub async fn store(&self, tx: &mut PgConnection, cx: &RequestContext) -> Result<Uuid> {
        let id = Uuid::new_v4();
        let details = self.details;
        let (kind, tax_code, unit_code, state) = match &details.owner {
            Owner::Citizen => ("citizen", None, None, "active"),
            Owner::Enterprise { tax_code, .. } => {
                ("enterprise", Some(tax_code.as_str()), None, "active")
            }
            Owner::Agency { unit_code } => ("agency", None, Some(unit_code.as_str()), "waiting"),
        };
        let (birth_date, birth_year_only) = details.birth_date.stored();
        let made = sqlx::query!(
            "insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, email,
                 password_hash, assurance, created_at, tax_code, legal_name, unit_code, state, birth_year_only)
             select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
             where not exists (select from former_login_names where login_name = $3)
             on conflict on constraint accounts_login_name_key do nothing",
            id,
            kind,
            details.login_name(),
            details.identity_number.as_str(),
            details.full_name.as_str(),
            birth_date,
            details.phone.as_str(),
            details.email.as_ref().map(EmailAddress::as_str),
            self.password_hash,
            i16::from(self.assurance),
            cx.now,
            tax_code,
            self.legal_name,
            unit_code,
            state,
            birth_year_only,
        )
        .execute(tx)
        .await?;
        if made.rows_affected() == 0 {
            return Err(taken(cx));
        }
        Ok(id)
    }
}
