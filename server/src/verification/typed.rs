//! What was typed before the code: whoever sees that the number is wrong goes back and changes it, and types nothing else again.

use super::{ClaimedAccount, PendingVerification, expired, find, registration::registration_of};
use crate::{
    http::{RequestContext, Result},
    identity_links::PendingIdentity,
};
use app::{
    api::{
        Empty,
        verifications::{TypedField, TypedFields, VerificationKind, VerificationPath},
    },
    forms::account::{Owner, Registration},
};
use serde::Deserialize;
use serde_json::Value;

/// Where it can be changed. Who signs in has typed nothing that decides where the code goes.
pub(super) fn change_page(kind: VerificationKind, details: &Value) -> Option<&'static str> {
    match kind {
        VerificationKind::SignIn => None,
        VerificationKind::Registration if !details["pending_identity"].is_null() => {
            Some("/dang-ky/xac-nhan?sua=1")
        }
        VerificationKind::Registration => {
            let owner = Owner::deserialize(&details["registration"]["owner"]);
            Some(match owner {
                Ok(Owner::Enterprise { .. }) => "/dang-ky/doanh-nghiep/thue-bao-di-dong?sua=1",
                Ok(Owner::Agency { .. }) => "/dang-ky/co-quan/thue-bao-di-dong?sua=1",
                Ok(Owner::Citizen) | Err(_) => "/dang-ky/cong-dan/thue-bao-di-dong?sua=1",
            })
        }
        VerificationKind::PasswordRecovery => Some("/quen-mat-khau?sua=1"),
        VerificationKind::PhoneRecovery => Some("/mat-so-dien-thoai?sua=1"),
        VerificationKind::PhoneReplacement => Some("/mat-so-dien-thoai/so-moi?sua=1"),
        VerificationKind::PhoneChange => Some("/tai-khoan/so-dien-thoai?sua=1"),
        VerificationKind::EmailChange => Some("/tai-khoan/thu-dien-tu?sua=1"),
    }
}

/// Handles `GET /api/v1/verifications/{kind}/typed`. Until the code is given, and only in the browser in which it was typed.
///
/// # Errors
/// 401 where somebody else is signed in than who changes their account; 410; or a database error.
pub async fn show_typed(
    cx: RequestContext,
    path: VerificationPath,
    _: Empty,
) -> Result<TypedFields> {
    let verification = find(&cx, path.kind).await?;
    if verification.verified {
        return Err(expired());
    }
    let of_account = matches!(
        path.kind,
        VerificationKind::PhoneChange | VerificationKind::EmailChange
    );
    if of_account && Some(cx.account()?) != verification.account_id {
        return Err(expired());
    }
    let fields = fields_of(path.kind, &verification)?;
    Ok(TypedFields {
        fields: fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| TypedField {
                name: name.to_owned(),
                value,
            })
            .collect(),
    })
}

type Fields = Vec<(&'static str, String)>;

/// By the names of the form's fields.
fn fields_of(kind: VerificationKind, verification: &PendingVerification) -> Result<Fields> {
    let phone = || verification.phone.clone().unwrap_or_default();
    Ok(match kind {
        VerificationKind::SignIn => Vec::new(),
        VerificationKind::Registration => {
            let details = &verification.details;
            let pending = Option::<PendingIdentity>::deserialize(&details["pending_identity"])?;
            registration_fields(registration_of(details)?, pending)
        }
        VerificationKind::PasswordRecovery | VerificationKind::PhoneRecovery => {
            let ClaimedAccount { login_name, email } = verification.claim()?;
            vec![
                ("identity_number", login_name.as_str().to_owned()),
                ("email", email.map(String::from).unwrap_or_default()),
            ]
        }
        VerificationKind::PhoneReplacement | VerificationKind::PhoneChange => {
            vec![("phone", phone())]
        }
        VerificationKind::EmailChange => {
            vec![("email", verification.email.clone().unwrap_or_default())]
        }
    })
}

/// What somebody else has vouched for was not typed, and is not told.
fn registration_fields(registration: Registration, pending: Option<PendingIdentity>) -> Fields {
    let identity = pending.map(|pending| pending.identity);
    let identity = identity.as_ref();
    let owner_vouched = identity.is_some();
    let legal_name_vouched = identity
        .and_then(|identity| identity.organisation.as_ref())
        .is_some_and(|organisation| organisation.name.is_some());
    let number_vouched = identity.is_some_and(|identity| identity.identity_number.is_some());
    let name_vouched = identity.is_some_and(|identity| identity.full_name.is_some());
    let birth_vouched = identity.is_some_and(|identity| identity.birth_date.is_some());
    let Registration {
        owner,
        identity_number,
        full_name,
        birth_date,
        phone,
        email,
    } = registration;
    let typed = |vouched: bool, value: String| if vouched { String::new() } else { value };
    let (kind, tax_code, legal_name, unit_code) = match owner {
        Owner::Citizen => ("citizen", String::new(), String::new(), String::new()),
        Owner::Enterprise {
            tax_code,
            legal_name,
        } => (
            "enterprise",
            tax_code.as_str().to_owned(),
            legal_name.as_str().to_owned(),
            String::new(),
        ),
        Owner::Agency { unit_code } => ("agency", String::new(), String::new(), unit_code),
    };
    vec![
        ("account_kind", typed(owner_vouched, kind.to_owned())),
        ("tax_code", typed(owner_vouched, tax_code)),
        ("legal_name", typed(legal_name_vouched, legal_name)),
        ("unit_code", unit_code),
        (
            "identity_number",
            typed(number_vouched, identity_number.as_str().to_owned()),
        ),
        (
            "full_name",
            typed(name_vouched, full_name.as_str().to_owned()),
        ),
        ("birth_date", typed(birth_vouched, birth_date.to_string())),
        ("phone", phone.as_str().to_owned()),
        ("email", email.map(String::from).unwrap_or_default()),
        ("terms:bool", "on".to_owned()),
    ]
}
