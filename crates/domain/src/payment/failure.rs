use serde::{Deserialize, Serialize};
use strum::EnumIter;

use crate::language::{Text, text};

/// Why no money moved, as far as a provider's code says it. JSON: `insufficient_funds`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// The balance was less than the amount.
    InsufficientFunds,
    /// Over what may be paid at once, in a day or in a month.
    LimitExceeded,
    /// The payer turned back or declined.
    CancelledByPayer,
    /// Card, account or wallet is locked, restricted or inactive.
    AccountLocked,
    /// A wrong one-time code, password or sign-in.
    WrongCode,
    /// What identifies card or account was wrong, too often.
    WrongDetails,
    /// Card or account is not registered for internet banking.
    NotRegistered,
    /// The wallet's owner has not proved who they are.
    NotVerified,
    /// The bank that issued the card said no.
    Declined,
    /// The promotion that was chosen does not apply.
    Promotion,
    /// The payer took too long.
    Expired,
    /// Bank or wallet is under maintenance.
    Maintenance,
}

impl FailureReason {
    /// A sentence for the payer.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::InsufficientFunds => text(
                "Tài khoản không đủ tiền.",
                "There is not enough money in the account.",
            ),
            Self::LimitExceeded => text(
                "Số tiền vượt hạn mức của thẻ hoặc tài khoản.",
                "The amount is over the limit of the card or account.",
            ),
            Self::CancelledByPayer => text("Bạn đã hủy thanh toán.", "You cancelled the payment."),
            Self::AccountLocked => text(
                "Thẻ hoặc tài khoản đang bị khóa.",
                "The card or account is locked.",
            ),
            Self::WrongCode => text(
                "Mã OTP hoặc mật khẩu thanh toán không đúng.",
                "The one-time code or payment password was wrong.",
            ),
            Self::WrongDetails => text(
                "Thông tin thẻ hoặc tài khoản không đúng.",
                "The card or account details were wrong.",
            ),
            Self::NotRegistered => text(
                "Thẻ hoặc tài khoản chưa đăng ký ngân hàng điện tử.",
                "The card or account is not registered for internet banking.",
            ),
            Self::NotVerified => text(
                "Tài khoản ví chưa xác minh danh tính.",
                "The wallet account has not been verified.",
            ),
            Self::Declined => text(
                "Ngân hàng từ chối giao dịch.",
                "The bank declined the payment.",
            ),
            Self::Promotion => text(
                "Khuyến mãi đã chọn không áp dụng được.",
                "The promotion you chose does not apply.",
            ),
            Self::Expired => text("Đã hết thời gian thanh toán.", "The time to pay has ended."),
            Self::Maintenance => text(
                "Ngân hàng hoặc ví điện tử đang bảo trì.",
                "The bank or e-wallet is under maintenance.",
            ),
        }
    }
}
