//! What the owner of an account is told about it, on the telephone and by e-mail.

pub mod delivery;

use crate::{http::Result, jobs};
use app::locales::t;
use delivery::Message;
use domain::{
    language::{Text, text},
    without_diacritics,
};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notification {
    /// Somebody tried to register on the number.
    AlreadyRegistered,
    PasswordChanged,
    /// The number is another; told to the old one.
    PhoneChanged,
    /// The e-mail address is another; told to the old one.
    EmailChanged,
    /// A passkey, certificate or account elsewhere opens the account from now on.
    WayInAdded,
    AgencyApproved,
    AgencyRefused,
    /// An account was made for an officer.
    OfficerMade,
    /// Whoever has an account is an officer from now on.
    OfficerAppointed,
    /// An officer may set another password by telephone.
    PasswordTaken,
    /// An officer's password is set anew only with an administrator.
    AskAdministrator,
}

impl Notification {
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::AlreadyRegistered => text(
                "Có người vừa dùng số giấy tờ của bạn để đăng ký trên Cổng dịch vụ công Tây Ninh. \
                 Bạn đã có tài khoản: hãy đăng nhập. Nếu không phải bạn, không cần làm gì.",
                "Somebody has just used your identity number to register at Tay Ninh Public Services. \
                 You have an account already: sign in. If it was not you, there is nothing to do.",
            ),
            Self::PasswordChanged => text(
                "Mật khẩu tài khoản của bạn trên Cổng dịch vụ công Tây Ninh vừa được đổi. \
                 Nếu không phải bạn, bấm Quên mật khẩu để đặt lại ngay.",
                "The password of your account at Tay Ninh Public Services has just been changed. \
                 If it was not you, choose Forgot your password to set another at once.",
            ),
            Self::PhoneChanged => text(
                "Số điện thoại tài khoản của bạn trên Cổng dịch vụ công Tây Ninh vừa được đổi sang số khác. \
                 Nếu không phải bạn, gọi tổng đài ngay.",
                "The telephone number of your account at Tay Ninh Public Services has just been changed. \
                 If it was not you, call the hotline at once.",
            ),
            Self::EmailChanged => text(
                "Thư điện tử tài khoản của bạn trên Cổng dịch vụ công Tây Ninh vừa được đổi. \
                 Nếu không phải bạn, đăng nhập và đổi mật khẩu ngay.",
                "The e-mail address of your account at Tay Ninh Public Services has just been changed. \
                 If it was not you, sign in and change your password at once.",
            ),
            Self::WayInAdded => text(
                "Tài khoản của bạn trên Cổng dịch vụ công Tây Ninh vừa có thêm một cách đăng nhập. \
                 Nếu không phải bạn, đăng nhập, gỡ bỏ và đổi mật khẩu ngay.",
                "A way to sign in was just added to your account at Tay Ninh Public Services. \
                 If it was not you, sign in, remove it and change your password at once.",
            ),
            Self::AgencyApproved => text(
                "Tài khoản cơ quan của bạn trên Cổng dịch vụ công Tây Ninh đã được duyệt. Bạn có thể đăng nhập.",
                "Your agency's account at Tay Ninh Public Services has been approved. You can sign in.",
            ),
            Self::AgencyRefused => text(
                "Tài khoản cơ quan của bạn trên Cổng dịch vụ công Tây Ninh không được duyệt.",
                "Your agency's account at Tay Ninh Public Services was not approved.",
            ),
            Self::OfficerMade => text(
                "Bạn đã có tài khoản cán bộ trên Cổng dịch vụ công Tây Ninh. \
                 Bấm Quên mật khẩu trên trang đăng nhập để đặt mật khẩu.",
                "You have an officer's account at Tay Ninh Public Services. \
                 Choose Forgot your password on the sign-in page to set it.",
            ),
            Self::OfficerAppointed => text(
                "Tài khoản của bạn trên Cổng dịch vụ công Tây Ninh vừa được giao vai trò cán bộ. \
                 Bạn đăng nhập như trước. Nếu không đúng, báo người quản trị.",
                "Your account at Tay Ninh Public Services is an officer's from now on. \
                 Sign in as before. If that is wrong, tell the administrator.",
            ),
            Self::PasswordTaken => text(
                "Mật khẩu tài khoản cán bộ của bạn trên Cổng dịch vụ công Tây Ninh đã được hủy theo yêu cầu. \
                 Bấm Quên mật khẩu trên trang đăng nhập để đặt mật khẩu mới. Nếu bạn không yêu cầu, báo người quản trị.",
                "The password of your officer's account at Tay Ninh Public Services was taken back as asked for. \
                 Choose Forgot your password on the sign-in page to set another. If you did not ask for it, tell the administrator.",
            ),
            Self::AskAdministrator => text(
                "Mật khẩu tài khoản cán bộ trên Cổng dịch vụ công Tây Ninh chỉ đặt lại được khi người quản trị của đơn vị cho phép. \
                 Nếu không phải bạn yêu cầu, báo người quản trị.",
                "The password of an officer's account at Tay Ninh Public Services is set anew only once the unit's administrator allows it. \
                 If it was not you who asked, tell the administrator.",
            ),
        }
    }
}

const SUBJECT: Text = text(
    "Thông báo về tài khoản trên Cổng dịch vụ công Tây Ninh",
    "About your account at Tay Ninh Public Services",
);

/// Where an account's owner is notified.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub phone: String,
    pub email: Option<String>,
}

pub async fn recipient(db: &mut PgConnection, account_id: Uuid) -> Result<Recipient> {
    Ok(sqlx::query_as!(
        Recipient,
        "select phone, email from accounts where id = $1",
        account_id
    )
    .fetch_one(db)
    .await?)
}

impl Recipient {
    /// Sends it by the telephone and by e-mail, in the language of the request.
    pub async fn notify(
        &self,
        db: &mut PgConnection,
        notice: Notification,
        now: OffsetDateTime,
    ) -> Result<()> {
        self.send_words(db, t(notice.text()), now).await
    }

    /// The same with words of one's own.
    pub async fn send_words(
        &self,
        db: &mut PgConnection,
        words: &str,
        now: OffsetDateTime,
    ) -> Result<()> {
        jobs::enqueue(&mut *db, &sms(&self.phone, words), now, now).await?;
        if let Some(to) = &self.email {
            let email = Message::SendEmail {
                to: to.clone(),
                subject: t(SUBJECT).to_owned(),
                text: words.to_owned(),
            };
            jobs::enqueue(&mut *db, &email, now, now).await?;
        }
        Ok(())
    }
}

/// A text message: without diacritics, which halve what fits into one.
#[must_use]
pub fn sms(to: &str, words: &str) -> Message {
    Message::SendSms {
        to: to.to_owned(),
        text: without_diacritics(words),
    }
}

#[cfg(test)]
mod tests {
    use super::Notification;
    use app::locales::{Language, labels::FORGOT_PASSWORD};

    #[test]
    fn what_is_to_be_pressed_is_called_as_on_the_page() {
        for notice in [
            Notification::PasswordChanged,
            Notification::OfficerMade,
            Notification::PasswordTaken,
        ] {
            for language in Language::ALL {
                // In a sentence it is no question.
                let label = FORGOT_PASSWORD.to(language).trim_end_matches('?');
                let said = notice.text().to(language);
                assert!(said.contains(label), "{said}");
            }
        }
    }
}
