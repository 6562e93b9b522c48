//! What a browser is told of its flow.

use super::{Reach, Stored};
use crate::masking::{masked_email, masked_phone};
use app::api::flows::{CodeMethod, Flow, FlowKind, FlowStep};
use domain::one_time_code::{MAX_TRIES, RESEND_AFTER};
use time::OffsetDateTime;

impl Stored {
    /// What the browser is told.
    #[must_use]
    pub fn view(&self, now: OffsetDateTime) -> Flow {
        let step = match self.kind {
            _ if !self.verified => FlowStep::OneTimeCode,
            FlowKind::PhoneRecovery => FlowStep::NewPhone,
            _ => FlowStep::Password,
        };
        let wait = (self.code_sent_at + RESEND_AFTER - now).whole_seconds();
        Flow {
            step,
            resend_after_s: u64::try_from(wait).unwrap_or(0),
            tries_left: u32::try_from(self.tries_left).unwrap_or(0),
            passkey: self.passkey,
            ..shown(self.kind, self.method, self.reach())
        }
    }

    /// Whether nobody has proved anything yet: what is told must be the same where there is no account.
    pub(super) const fn is_recovery(&self) -> bool {
        is_recovery(self.kind)
    }
}

pub(super) const fn is_recovery(kind: FlowKind) -> bool {
    matches!(kind, FlowKind::PasswordRecovery | FlowKind::PhoneRecovery)
}

/// Ways for a code to go. An e-mail stands in for the telephone only beside a password: a new account's number, a new number
/// and a new password are to be proved by a telephone that rings, or whoever has the mailbox has everything.
fn ways(kind: FlowKind, reach: Reach<'_>) -> &'static [CodeMethod] {
    match kind {
        FlowKind::PhoneRecovery | FlowKind::EmailChange => &[CodeMethod::Email],
        FlowKind::SignIn if reach.email.is_some() => {
            &[CodeMethod::Sms, CodeMethod::Voice, CodeMethod::Email]
        }
        FlowKind::SignIn
        | FlowKind::Registration
        | FlowKind::PasswordRecovery
        | FlowKind::PhoneReplacement
        | FlowKind::PhoneChange => &[CodeMethod::Sms, CodeMethod::Voice],
    }
}

/// A flow that has just begun, as its browser is told.
pub(super) fn shown(kind: FlowKind, method: CodeMethod, reach: Reach<'_>) -> Flow {
    let ways = ways(kind, reach);
    let told = if is_recovery(kind) {
        Reach::default()
    } else {
        reach
    };
    Flow {
        kind,
        step: FlowStep::OneTimeCode,
        method,
        masked_phone: told.phone.map(masked_phone).unwrap_or_default(),
        masked_email: told.email.map(masked_email).unwrap_or_default(),
        other_methods: ways.iter().copied().filter(|way| *way != method).collect(),
        resend_after_s: u64::try_from(RESEND_AFTER.whole_seconds()).unwrap_or(0),
        tries_left: MAX_TRIES,
        passkey: false,
    }
}
