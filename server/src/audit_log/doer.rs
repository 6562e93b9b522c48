//! Who did what an entry tells, in words.

use crate::audit::Event;
use app::locales::{language, t};
use domain::language::{Language, Text, text};

const OWNER: Text = text("Chủ tài khoản", "Account owner");
const UNVERIFIED: Text = text("Người chưa xác minh", "Someone not verified");
const UNKNOWN: Text = text("Không rõ", "Unknown");

/// Who did it where an entry names neither an officer nor an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// Whoever had proved to be the account's owner: by signing in, or by a code sent to the telephone the account had.
    Owner,
    /// Anybody who knows a number, or can reach the portal.
    Unverified,
    /// Only officers and operators do it, and entries of theirs name them; some old ones do not.
    Unknown,
}

impl Event {
    /// Who did it where the entry names neither an officer nor an operator.
    #[must_use]
    pub(super) const fn unnamed_doer(self) -> Unnamed {
        match self {
            Self::Registered
            | Self::SignedIn
            | Self::SignedOut
            | Self::SignedOutElsewhere
            | Self::PasswordChanged
            | Self::PhoneReplacementObjected
            | Self::PhoneChanged
            | Self::EmailChanged
            | Self::IdentityNumberChanged
            | Self::IdentityLinked
            | Self::IdentityUnlinked
            | Self::CertificateBound
            | Self::CertificateUnbound
            | Self::PasskeyAdded
            | Self::PasskeyRemoved => Unnamed::Owner,
            Self::RegistrationBegan
            | Self::SignInFailed
            | Self::Throttled
            | Self::RecoveryBegan
            | Self::PhoneReplacementBegan => Unnamed::Unverified,
            Self::OfficerMade
            | Self::OfficerChanged
            | Self::OfficerEnded
            | Self::OfficerPasswordReset
            | Self::AgencyApproved
            | Self::AgencyRefused
            | Self::AttemptAsked
            | Self::CashTaken
            | Self::CorrectionProposed
            | Self::CorrectionApproved
            | Self::CorrectionRejected
            | Self::RefundProposed
            | Self::RefundAccountNamed
            | Self::RefundApproved
            | Self::RefundRejected
            | Self::RefundAsked
            | Self::TransfersDownloaded
            | Self::TransferResultsTaken
            | Self::ProjectionsRebuilt
            | Self::ChannelSwitched
            | Self::AnnouncementMade
            | Self::AnnouncementEnded
            | Self::CatalogueImported
            | Self::DemonstrationLeft
            | Self::DossierViewed
            | Self::AuditLogExported
            | Self::DocumentOpened => Unnamed::Unknown,
        }
    }
}

/// What an entry says of who did it.
pub(super) struct Named<'a> {
    pub actor: Option<&'a str>,
    /// A user of the machine that the portal runs on.
    pub operator: Option<&'a str>,
    pub has_account: bool,
    /// Where the request came from; empty where there was none.
    pub address: &'a str,
}

/// In the language of the request.
pub(super) fn doer(event: Event, named: &Named<'_>) -> String {
    if let Some(name) = named.actor {
        return name.to_owned();
    }
    if let Some(user) = named.operator {
        return at_command_line(language(), user);
    }
    let by_owner = named.has_account && !named.address.is_empty();
    let words = match event.unnamed_doer() {
        Unnamed::Owner if by_owner => OWNER,
        // Without a request, such as the number that takes effect when nobody has objected: nobody has proved anything.
        Unnamed::Owner | Unnamed::Unverified => UNVERIFIED,
        Unnamed::Unknown => UNKNOWN,
    };
    t(words).to_owned()
}

fn at_command_line(language: Language, user: &str) -> String {
    match language {
        Language::Vietnamese => format!("Máy chủ, dòng lệnh: {user}"),
        Language::English => format!("At the server’s command line: {user}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_who_has_not_proved_to_be_the_one() {
        let named = |actor, operator, has_account, address| Named {
            actor,
            operator,
            has_account,
            address,
        };
        for (event, named, told) in [
            (
                Event::SignedIn,
                named(None, None, true, "203.0.113.7"),
                "Chủ tài khoản",
            ),
            (
                Event::PhoneReplacementBegan,
                named(None, None, true, "203.0.113.7"),
                "Người chưa xác minh",
            ),
            (
                Event::SignInFailed,
                named(None, None, true, "203.0.113.7"),
                "Người chưa xác minh",
            ),
            (
                Event::Throttled,
                named(None, None, false, "203.0.113.7"),
                "Người chưa xác minh",
            ),
            (
                // The number of whoever reported the old one lost, after the wait.
                Event::PhoneChanged,
                named(None, None, true, ""),
                "Người chưa xác minh",
            ),
            (Event::OfficerEnded, named(None, None, true, ""), "Không rõ"),
            (
                Event::OfficerEnded,
                named(None, Some("an (uid 1000)"), true, ""),
                "Máy chủ, dòng lệnh: an (uid 1000)",
            ),
            (
                Event::OfficerEnded,
                named(Some("Vũ Quốc Hưng"), None, true, "203.0.113.7"),
                "Vũ Quốc Hưng",
            ),
        ] {
            assert_eq!(doer(event, &named), told, "{event:?}");
        }
    }
}
