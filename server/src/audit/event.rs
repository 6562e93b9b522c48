//! What is written down, by the names that are stored.

use domain::language::{Text, text};
use strum::{Display, EnumIter, EnumString};

/// Its name can be asked for in place of an event's.
#[derive(Clone, Copy, Debug, Display, EnumIter, EnumString, PartialEq, Eq)]
#[strum(serialize_all = "snake_case")]
pub enum Group {
    /// How accounts are got into.
    Accounts,
    /// Who works as what.
    Officers,
    Money,
    /// What is offered and announced.
    Settings,
    /// Who looked at, or took out, what is personal.
    PersonalData,
}

impl Group {
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Accounts => text("Tài khoản", "Accounts"),
            Self::Officers => text("Cán bộ và cơ quan", "Officers and agencies"),
            Self::Money => text("Thanh toán và hoàn phí", "Payments and refunds"),
            Self::Settings => text("Cấu hình", "Settings"),
            Self::PersonalData => text("Dữ liệu cá nhân", "Personal data"),
        }
    }
}

/// Declares the events, each with what it is called in Vietnamese and English. The name of a variant is stored.
macro_rules! events {
    ($($group:ident { $($name:ident $vietnamese:literal $english:literal;)+ })+) => {
        /// The names are stored.
        #[derive(Clone, Copy, Debug, Display, EnumIter, EnumString, PartialEq, Eq, sqlx::Type)]
        #[strum(serialize_all = "snake_case")]
        #[sqlx(type_name = "text", rename_all = "snake_case")]
        pub enum Event {
            $($(#[doc = $english] $name,)+)+
        }

        impl Event {
            #[must_use]
            pub const fn text(self) -> Text {
                match self {
                    $($(Self::$name => text($vietnamese, $english),)+)+
                }
            }

            #[must_use]
            pub const fn group(self) -> Group {
                match self {
                    $($(Self::$name)|+ => Group::$group,)+
                }
            }
        }
    };
}

events! {
    Accounts {
        Registered "Đăng ký tài khoản" "Account registered";
        RegistrationBegan "Bắt đầu đăng ký với số này" "Registration started with this number";
        SignedIn "Đăng nhập" "Signed in";
        SignInFailed "Đăng nhập không thành công" "Sign-in failed";
        Throttled "Bị chặn vì thử quá nhiều lần" "Blocked after too many attempts";
        SignedOut "Đăng xuất" "Signed out";
        SignedOutElsewhere "Đăng xuất thiết bị khác" "Signed out other devices";
        RecoveryBegan "Yêu cầu lấy lại tài khoản" "Account recovery started";
        PasswordChanged "Đổi mật khẩu" "Password changed";
        PhoneReplacementBegan "Báo mất số điện thoại" "Phone number reported lost";
        PhoneReplacementObjected "Hủy yêu cầu đổi số điện thoại" "Phone number change cancelled";
        PhoneChanged "Đổi số điện thoại" "Phone number changed";
        EmailChanged "Đổi email" "Email address changed";
        IdentityNumberChanged "Chuyển từ số CMND sang số CCCD" "Moved from CMND to CCCD number";
        IdentityLinked "Liên kết tài khoản ở nơi khác" "Account linked";
        IdentityUnlinked "Hủy liên kết tài khoản ở nơi khác" "Account unlinked";
        CertificateBound "Gắn chứng thư số" "Certificate added";
        CertificateUnbound "Gỡ chứng thư số" "Certificate removed";
        PasskeyAdded "Thêm khóa truy cập" "Passkey added";
        PasskeyRemoved "Gỡ khóa truy cập" "Passkey removed";
    }
    Officers {
        OfficerMade "Giao vai trò cán bộ" "Officer access given";
        OfficerChanged "Đổi vai trò hoặc đơn vị của cán bộ" "Officer’s roles or office changed";
        OfficerEnded "Thu hồi quyền cán bộ" "Officer access removed";
        OfficerPasswordReset "Hủy mật khẩu cán bộ" "Officer password cancelled";
        AgencyApproved "Duyệt tài khoản cơ quan" "Agency account approved";
        AgencyRefused "Từ chối tài khoản cơ quan" "Agency account rejected";
    }
    Money {
        AttemptAsked "Kiểm tra giao dịch với nhà cung cấp" "Payment checked with the provider";
        CashTaken "Thu tiền mặt" "Cash payment recorded";
        CorrectionProposed "Đề nghị đính chính giao dịch" "Correction proposed";
        CorrectionApproved "Duyệt đính chính giao dịch" "Correction approved";
        CorrectionRejected "Không duyệt đính chính giao dịch" "Correction rejected";
        RefundProposed "Đề nghị hoàn phí" "Refund proposed";
        RefundAccountNamed "Nhập tài khoản nhận hoàn phí" "Account for a refund entered";
        RefundApproved "Duyệt hoàn phí" "Refund approved";
        RefundRejected "Không duyệt hoàn phí" "Refund rejected";
        RefundAsked "Kiểm tra khoản hoàn với nhà cung cấp" "Refund checked with the provider";
        TransfersDownloaded "Tải danh sách chuyển khoản" "Transfer list downloaded";
        TransferResultsTaken "Nhập kết quả chuyển khoản" "Transfer results imported";
        ProjectionsRebuilt "Dựng lại trạng thái từ các sự kiện" "Stored states rebuilt from events";
    }
    Settings {
        ChannelSwitched "Bật hoặc tắt kênh thanh toán" "Payment method switched on or off";
        AnnouncementMade "Đăng thông báo" "Announcement published";
        AnnouncementEnded "Kết thúc thông báo" "Announcement ended";
        CatalogueImported "Nạp danh mục thủ tục" "Catalogue loaded";
        DemonstrationLeft "Kết thúc bản dùng thử" "Demonstration ended";
    }
    PersonalData {
        DossierViewed "Xem hồ sơ đã gửi" "Submitted application opened";
        AuditLogExported "Tải nhật ký" "Audit log downloaded";
        DocumentOpened "Tải tài liệu của công dân" "Citizen’s document downloaded";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{Encode, Postgres, postgres::PgArgumentBuffer};
    use strum::IntoEnumIterator;

    #[test]
    fn every_event_is_listed_and_read_back_by_its_stored_name() {
        for (at, event) in Event::iter().enumerate() {
            assert_eq!(event as usize, at, "{event:?}");
            let stored = event.to_string();
            assert!(stored.parse::<Group>().is_err(), "{stored}");
            assert_eq!(stored.parse(), Ok(event));
        }
        for group in Group::iter() {
            assert!(Event::iter().any(|event| event.group() == group));
        }
    }

    #[test]
    fn events_keep_the_names_under_which_they_are_stored() {
        let stored = "registered registration_began signed_in sign_in_failed throttled signed_out signed_out_elsewhere \
            recovery_began password_changed phone_replacement_began phone_replacement_objected phone_changed email_changed \
            identity_number_changed identity_linked identity_unlinked certificate_bound certificate_unbound passkey_added passkey_removed \
            officer_made officer_changed officer_ended officer_password_reset agency_approved agency_refused \
            attempt_asked cash_taken correction_proposed correction_approved correction_rejected refund_proposed \
            refund_account_named refund_approved refund_rejected refund_asked transfers_downloaded transfer_results_taken projections_rebuilt \
            channel_switched announcement_made announcement_ended catalogue_imported demonstration_left \
            dossier_viewed audit_log_exported document_opened";
        assert_eq!(Event::iter().len(), stored.split_whitespace().count());
        for (event, name) in Event::iter().zip(stored.split_whitespace()) {
            let mut buffer = PgArgumentBuffer::default();
            let _ = Encode::<Postgres>::encode_by_ref(&event, &mut buffer).expect("a name");
            assert_eq!(&buffer[..], name.as_bytes());
            assert_eq!(event.to_string(), name);
        }
    }
}
