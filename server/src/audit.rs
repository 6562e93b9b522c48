//! What was done with accounts, and from where: insert-only, without secrets.

mod limit;
pub mod list;
mod told;

use crate::{
    http::{Cx, Result},
    payments::events::stored_name,
};
use domain::language::{Text, text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

/// What happened. The names are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An account was made.
    Registered,
    /// Somebody began to register; with an account where the name has one already.
    RegistrationBegan,
    /// A session began.
    SignedIn,
    /// A password, a code, a signature or a passkey was wrong.
    SignInFailed,
    /// Too many tries.
    Throttled,
    /// A session ended by its owner's wish.
    SignedOut,
    /// Sessions elsewhere ended by their owner's wish.
    SignedOutElsewhere,
    /// A code went out to whoever forgot a password or lost a telephone.
    RecoveryBegan,
    /// The password is another.
    PasswordChanged,
    /// A new number was named for an account whose telephone is lost.
    PhoneReplacementBegan,
    /// Whoever has the old number objected.
    PhoneReplacementObjected,
    /// The number is another.
    PhoneChanged,
    /// The e-mail address is another.
    EmailChanged,
    /// An account elsewhere leads here from now on.
    IdentityLinked,
    /// It does so no more.
    IdentityUnlinked,
    /// A certificate belongs to the account from now on.
    CertificateBound,
    /// It does so no more.
    CertificateUnbound,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// An administrator made an officer.
    OfficerMade,
    /// An administrator changed what an officer works as.
    OfficerChanged,
    /// An administrator ended an officer's work.
    OfficerEnded,
    /// An officer's password was taken, so that another can be set by telephone.
    OfficerPasswordReset,
    /// An administrator let an agency's account in.
    AgencyApproved,
    /// An administrator did not.
    AgencyRefused,
}

/// An entry to be written.
#[derive(Debug)]
pub struct Entry {
    event: Event,
    account_id: Option<Uuid>,
    actor_id: Option<Uuid>,
    detail: Value,
}

impl Event {
    /// Every event, in the order above.
    pub const ALL: [Self; 25] = [
        Self::Registered,
        Self::RegistrationBegan,
        Self::SignedIn,
        Self::SignInFailed,
        Self::Throttled,
        Self::SignedOut,
        Self::SignedOutElsewhere,
        Self::RecoveryBegan,
        Self::PasswordChanged,
        Self::PhoneReplacementBegan,
        Self::PhoneReplacementObjected,
        Self::PhoneChanged,
        Self::EmailChanged,
        Self::IdentityLinked,
        Self::IdentityUnlinked,
        Self::CertificateBound,
        Self::CertificateUnbound,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::OfficerMade,
        Self::OfficerChanged,
        Self::OfficerEnded,
        Self::OfficerPasswordReset,
        Self::AgencyApproved,
        Self::AgencyRefused,
    ];

    /// What it is called.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Registered => text("Đăng ký tài khoản", "Account registered"),
            Self::RegistrationBegan => text(
                "Bắt đầu đăng ký bằng số giấy tờ này",
                "Registration begun with this number",
            ),
            Self::SignedIn => text("Đăng nhập", "Signed in"),
            Self::SignInFailed => text("Đăng nhập không thành công", "Sign-in failed"),
            Self::Throttled => text(
                "Bị chặn vì thử quá nhiều lần",
                "Held up after too many tries",
            ),
            Self::SignedOut => text("Đăng xuất", "Signed out"),
            Self::SignedOutElsewhere => text("Đăng xuất ở nơi khác", "Signed out elsewhere"),
            Self::RecoveryBegan => text("Yêu cầu lấy lại tài khoản", "Recovery begun"),
            Self::PasswordChanged => text("Đổi mật khẩu", "Password changed"),
            Self::PhoneReplacementBegan => text("Báo mất số điện thoại", "Telephone reported lost"),
            Self::PhoneReplacementObjected => text(
                "Giữ nguyên số điện thoại cũ",
                "Objected to the new telephone number",
            ),
            Self::PhoneChanged => text("Đổi số điện thoại", "Telephone number changed"),
            Self::EmailChanged => text("Đổi thư điện tử", "E-mail address changed"),
            Self::IdentityLinked => {
                text("Liên kết tài khoản ở nơi khác", "Account elsewhere linked")
            }
            Self::IdentityUnlinked => text(
                "Gỡ liên kết tài khoản ở nơi khác",
                "Account elsewhere unlinked",
            ),
            Self::CertificateBound => text("Gắn chứng thư số", "Certificate bound"),
            Self::CertificateUnbound => text("Gỡ chứng thư số", "Certificate unbound"),
            Self::PasskeyAdded => text("Thêm khóa truy cập", "Passkey added"),
            Self::PasskeyRemoved => text("Gỡ khóa truy cập", "Passkey removed"),
            Self::OfficerMade => text("Giao vai trò cán bộ", "Made an officer"),
            Self::OfficerChanged => text(
                "Đổi vai trò hoặc đơn vị của cán bộ",
                "Officer’s roles or unit changed",
            ),
            Self::OfficerEnded => {
                text("Cho cán bộ thôi việc trên hệ thống", "Officer’s work ended")
            }
            Self::OfficerPasswordReset => text(
                "Cho cán bộ đặt lại mật khẩu",
                "Officer allowed to set another password",
            ),
            Self::AgencyApproved => text("Duyệt tài khoản cơ quan", "Agency’s account approved"),
            Self::AgencyRefused => text("Từ chối tài khoản cơ quan", "Agency’s account refused"),
        }
    }

    /// An entry about an account.
    #[must_use]
    pub fn of(self, account_id: impl Into<Option<Uuid>>) -> Entry {
        Entry {
            event: self,
            account_id: account_id.into(),
            actor_id: None,
            detail: json!({}),
        }
    }
}

impl Entry {
    /// Done by another than the account's owner.
    #[must_use]
    pub fn by(mut self, actor_id: Uuid) -> Self {
        self.actor_id = Some(actor_id);
        self
    }

    /// With what else is to be known: never a secret, and numbers only masked.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// Writes it, with where the request came from.
    ///
    /// # Errors
    /// A database error.
    pub async fn write(self, db: impl PgExecutor<'_>, cx: &Cx) -> Result<()> {
        let address = cx.client_ip.to_string();
        self.write_from(db, cx.now, &address, &cx.browser).await
    }

    /// Writes it for what came about by itself.
    ///
    /// # Errors
    /// A database error.
    pub async fn write_without_request(
        self,
        db: impl PgExecutor<'_>,
        now: OffsetDateTime,
    ) -> Result<()> {
        self.write_from(db, now, "", "").await
    }

    /// Writes it for a request that is over.
    ///
    /// # Errors
    /// A database error.
    pub async fn write_from(
        self,
        db: impl PgExecutor<'_>,
        now: OffsetDateTime,
        address: &str,
        browser: &str,
    ) -> Result<()> {
        sqlx::query!(
            "insert into audit_log (at, event, account_id, actor_id, address, browser, detail)
             values ($1, $2, $3, $4, $5, $6, $7)",
            now,
            stored_name(self.event)?,
            self.account_id,
            self.actor_id,
            address,
            browser,
            self.detail,
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_listed_and_read_back_by_its_stored_name() {
        for (at, event) in Event::ALL.into_iter().enumerate() {
            assert_eq!(event as usize, at, "{event:?}");
            let stored = stored_name(event).expect("a name");
            let read: Event = crate::payments::events::stored_state(stored).expect("the event");
            assert_eq!(read, event);
        }
        assert_eq!(
            Event::ALL.last(),
            Some(&Event::AgencyRefused),
            "the last of the enumeration, too"
        );
    }
}
