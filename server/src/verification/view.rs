//! What a browser is told of its verification.

use super::{Destinations, PendingVerification, typed::change_page};
use crate::masking::{masked_email, masked_phone};
use app::api::verifications::{CodeMethod, Verification, VerificationKind, VerificationStep};
use domain::one_time_code::{MAX_TRIES, RESEND_AFTER};
use time::OffsetDateTime;

impl PendingVerification {
    #[must_use]
    pub fn view(&self, now: OffsetDateTime) -> Verification {
        let step = match self.kind {
            _ if !self.verified => VerificationStep::OneTimeCode,
            VerificationKind::PhoneRecovery => VerificationStep::NewPhone,
            _ => VerificationStep::Password,
        };
        let newest = self.newest();
        let wait = newest.map_or(0, |code| {
            (code.sent_at + RESEND_AFTER - now).whole_seconds()
        });
        let tries_left = newest.map_or(0, |code| code.tries_left);
        Verification {
            step,
            resend_after_s: u64::try_from(wait).unwrap_or(0),
            tries_left: u32::try_from(tries_left).unwrap_or(0),
            passkey: self.passkey,
            ..shown(self.kind, &self.details, self.method, self.destinations())
        }
    }

    /// Whether nobody has proved anything yet: what is told must be the same where there is no account.
    pub(super) const fn is_recovery(&self) -> bool {
        is_recovery(self.kind)
    }
}

pub(super) const fn is_recovery(kind: VerificationKind) -> bool {
    matches!(
        kind,
        VerificationKind::PasswordRecovery | VerificationKind::PhoneRecovery
    )
}

/// Ways for a code to go. An e-mail stands in for the telephone only beside a password: a new account's number, a new number
/// and a new password are to be proved by a telephone that rings, or whoever has the mailbox has everything.
fn ways(kind: VerificationKind, destinations: Destinations<'_>) -> &'static [CodeMethod] {
    match kind {
        VerificationKind::PhoneRecovery | VerificationKind::EmailChange => &[CodeMethod::Email],
        VerificationKind::SignIn if destinations.email.is_some() => {
            &[CodeMethod::Sms, CodeMethod::Voice, CodeMethod::Email]
        }
        VerificationKind::SignIn
        | VerificationKind::Registration
        | VerificationKind::PasswordRecovery
        | VerificationKind::PhoneReplacement
        | VerificationKind::PhoneChange => &[CodeMethod::Sms, CodeMethod::Voice],
    }
}

/// A verification that has just begun, as its browser is told.
pub(super) fn shown(
    kind: VerificationKind,
    details: &serde_json::Value,
    method: CodeMethod,
    destinations: Destinations<'_>,
) -> Verification {
    let ways = ways(kind, destinations);
    let told = if is_recovery(kind) {
        Destinations::default()
    } else {
        destinations
    };
    Verification {
        kind,
        step: VerificationStep::OneTimeCode,
        method,
        masked_phone: told.phone.map(masked_phone).unwrap_or_default(),
        masked_email: told.email.map(masked_email).unwrap_or_default(),
        other_methods: ways.iter().copied().filter(|way| *way != method).collect(),
        resend_after_s: u64::try_from(RESEND_AFTER.whole_seconds()).unwrap_or(0),
        tries_left: MAX_TRIES,
        passkey: false,
        change_page: change_page(kind, details).unwrap_or_default().to_owned(),
    }
}
