//! What the owner of an account is told about it, on the telephone and by e-mail.

pub mod delivery;

use crate::{http::Result, jobs};
use app::{
    api::sessions::Method,
    locales::{language, t},
};
use delivery::Message;
use domain::{
    language::{Language, Text, text},
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
    WayInAdded(Method),
    /// The account goes by the CCCD from now on, and not by the CMND.
    IdentityNumberChanged,
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
    /// What it says, but for the way in that was added.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::AlreadyRegistered => text(
                "Có người vừa đăng ký trên Cổng Dịch vụ công tỉnh Tây Ninh bằng thông tin của bạn. \
                 Bạn đã có tài khoản: hãy đăng nhập. Nếu không phải bạn, bạn không cần làm gì.",
                "Someone has just used your details to register with Tây Ninh Public Services. \
                 You already have an account: sign in. If this was not you, you do not need to do anything.",
            ),
            Self::PasswordChanged => text(
                "Mật khẩu tài khoản của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa được đổi. \
                 Không phải bạn? Bấm “Quên mật khẩu?” trên trang đăng nhập để đặt lại ngay.",
                "The password of your account with Tây Ninh Public Services has just been changed. \
                 Not you? Select “Forgot your password?” on the sign-in page to reset it now.",
            ),
            Self::PhoneChanged => text(
                "Số điện thoại tài khoản của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa được đổi. \
                 Không phải bạn? Gọi {hotline} ngay.",
                "The phone number of your account with Tây Ninh Public Services has just been changed. \
                 Not you? Call {hotline} now.",
            ),
            Self::EmailChanged => text(
                "Email tài khoản của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa được đổi. \
                 Không phải bạn? Đăng nhập và đổi mật khẩu ngay.",
                "The email address of your account with Tây Ninh Public Services has just been changed. \
                 Not you? Sign in and change your password now.",
            ),
            Self::WayInAdded(_) => text(
                "Tài khoản của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa có thêm cách đăng nhập: {way}. \
                 Không phải bạn? Đăng nhập, gỡ cách này và đổi mật khẩu ngay.",
                "A way to sign in has just been added to your account with Tây Ninh Public Services: {way}. \
                 Not you? Sign in, remove it and change your password now.",
            ),
            Self::IdentityNumberChanged => text(
                "Tài khoản theo số CMND của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa được chuyển sang số CCCD. \
                 Không phải bạn? Gọi {hotline} ngay.",
                "Your account with Tây Ninh Public Services has just been moved from your CMND number to your CCCD number. \
                 Not you? Call {hotline} now.",
            ),
            Self::AgencyApproved => text(
                "Tài khoản cơ quan của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh đã được duyệt. Bạn có thể đăng nhập.",
                "Your agency’s account with Tây Ninh Public Services has been approved. You can sign in.",
            ),
            Self::AgencyRefused => text(
                "Tài khoản cơ quan của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh không được duyệt.",
                "Your agency’s account with Tây Ninh Public Services was not approved.",
            ),
            Self::OfficerMade => text(
                "Bạn đã có tài khoản cán bộ trên Cổng Dịch vụ công tỉnh Tây Ninh. \
                 Bấm “Quên mật khẩu?” trên trang đăng nhập để đặt mật khẩu.",
                "You have an officer account with Tây Ninh Public Services. \
                 Select “Forgot your password?” on the sign-in page to set your password.",
            ),
            Self::OfficerAppointed => text(
                "Tài khoản của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh vừa được giao vai trò cán bộ. \
                 Bạn đăng nhập như trước. Nếu không đúng, báo quản trị viên.",
                "Your account with Tây Ninh Public Services now has officer access. \
                 Sign in as before. If this is wrong, tell the administrator.",
            ),
            Self::PasswordTaken => text(
                "Mật khẩu cán bộ của bạn trên Cổng Dịch vụ công tỉnh Tây Ninh đã được hủy theo yêu cầu. \
                 Bấm “Quên mật khẩu?” trên trang đăng nhập để đặt mật khẩu mới. Bạn không yêu cầu? Báo quản trị viên.",
                "Your officer password for Tây Ninh Public Services has been cancelled as requested. \
                 Select “Forgot your password?” on the sign-in page to set a new one. Not you? Tell the administrator.",
            ),
            Self::AskAdministrator => text(
                "Mật khẩu cán bộ trên Cổng Dịch vụ công tỉnh Tây Ninh chỉ đặt lại được sau khi quản trị viên của đơn vị cho phép. \
                 Bạn không yêu cầu? Báo quản trị viên.",
                "An officer password for Tây Ninh Public Services can be reset only after your office’s administrator allows it. \
                 Not you? Tell the administrator.",
            ),
        }
    }

    /// What the message says. [`HELPLINE`] is put in when it goes out.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let words = self.text().to(language);
        match self {
            Self::WayInAdded(method) => words.replace("{way}", method.label().to(language)),
            _ => words.to_owned(),
        }
    }

    /// What an e-mail has above it.
    #[must_use]
    pub const fn subject(self) -> Text {
        match self {
            Self::AlreadyRegistered => text("Bạn đã có tài khoản", "You already have an account"),
            Self::PasswordChanged => text("Mật khẩu vừa được đổi", "Your password was changed"),
            Self::PhoneChanged => text(
                "Số điện thoại vừa được đổi",
                "Your phone number was changed",
            ),
            Self::EmailChanged => text("Email vừa được đổi", "Your email address was changed"),
            Self::WayInAdded(_) => text(
                "Tài khoản vừa có thêm cách đăng nhập",
                "A way to sign in was added to your account",
            ),
            Self::AgencyApproved => text(
                "Tài khoản cơ quan đã được duyệt",
                "Your agency’s account has been approved",
            ),
            Self::AgencyRefused => text(
                "Tài khoản cơ quan không được duyệt",
                "Your agency’s account was not approved",
            ),
            Self::IdentityNumberChanged => text(
                "Tài khoản đã chuyển sang số CCCD",
                "Your account has moved to your CCCD number",
            ),
            Self::OfficerMade => text("Bạn đã có tài khoản cán bộ", "You have an officer account"),
            Self::OfficerAppointed => text(
                "Bạn vừa được giao vai trò cán bộ",
                "Your account now has officer access",
            ),
            Self::PasswordTaken => text(
                "Mật khẩu cán bộ đã được hủy",
                "Your officer password has been cancelled",
            ),
            Self::AskAdministrator => text(
                "Yêu cầu đặt lại mật khẩu cán bộ",
                "Request to reset your officer password",
            ),
        }
    }
}

/// Stands for the number of the helpline in the words of a message.
pub const HELPLINE: &str = "{hotline}";

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
        let words = notice.words(language());
        self.send_words(db, notice.subject(), &words, now).await
    }

    /// The same with words of one's own.
    pub async fn send_words(
        &self,
        db: &mut PgConnection,
        subject: Text,
        words: &str,
        now: OffsetDateTime,
    ) -> Result<()> {
        jobs::enqueue(&mut *db, &sms(&self.phone, words), now, now).await?;
        if let Some(to) = &self.email {
            let email = email(to, t(subject), words, language());
            jobs::enqueue(&mut *db, &email, now, now).await?;
        }
        Ok(())
    }
}

/// A text message: without diacritics and printers' marks, which halve what fits into one.
#[must_use]
pub fn sms(to: &str, words: &str) -> Message {
    Message::SendSms {
        to: to.to_owned(),
        text: without_diacritics(words)
            .replace('’', "'")
            .replace(['“', '”'], "\""),
    }
}

/// An e-mail, greeted and signed.
#[must_use]
pub fn email(to: &str, subject: &str, words: &str, language: Language) -> Message {
    let text = match language {
        Language::Vietnamese => format!(
            "Chào bạn,\n\n{words}\n\nCổng Dịch vụ công tỉnh Tây Ninh\nTổng đài {HELPLINE}. Email tự động, không trả lời."
        ),
        Language::English => format!(
            "Hello,\n\n{words}\n\nTây Ninh Public Services\nHelpline {HELPLINE}. This is an automatic email; do not reply."
        ),
    };
    Message::SendEmail {
        to: to.to_owned(),
        subject: subject.to_owned(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Notification, delivery::Message, email, sms};
    use app::{
        api::sessions::Method,
        locales::{Language, labels::FORGOT_PASSWORD},
    };

    #[test]
    fn what_is_to_be_pressed_is_called_as_on_the_page() {
        for notice in [
            Notification::PasswordChanged,
            Notification::OfficerMade,
            Notification::PasswordTaken,
        ] {
            for language in Language::ALL {
                let label = FORGOT_PASSWORD.to(language);
                let said = notice.text().to(language);
                assert!(said.contains(label), "{said}");
            }
        }
    }

    #[test]
    fn a_notice_says_which_way_in_was_added() {
        let words = Notification::WayInAdded(Method::UsbToken).words(Language::Vietnamese);
        assert!(words.contains("cách đăng nhập: USB ký số."), "{words}");
        for language in Language::ALL {
            let words = Notification::WayInAdded(Method::Passkey).words(language);
            assert!(!words.contains('{'), "{words}");
        }
    }

    #[test]
    fn text_messages_have_no_letter_that_halves_what_fits_into_one() {
        let notice = Notification::AgencyRefused.words(Language::English);
        let Message::SendSms { text, .. } = sms("0900000017", &notice) else {
            panic!("a text message");
        };
        assert_eq!(
            text,
            "Your agency's account with Tay Ninh Public Services was not approved."
        );
    }

    #[test]
    fn e_mails_say_who_writes_and_whom_to_call() {
        for (language, helpline) in [
            (Language::Vietnamese, "Tổng đài {hotline}."),
            (Language::English, "Helpline {hotline}."),
        ] {
            let Message::SendEmail { text, .. } = email("an@example.org", "1", "2", language)
            else {
                panic!("an e-mail");
            };
            assert!(text.contains("\n\n2\n\n"), "{text}");
            assert!(text.contains(helpline), "{text}");
        }
    }
}
