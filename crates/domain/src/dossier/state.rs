use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, FromRepr};

/// Where a dossier stands. The numbers 1–10 are national (`TrangThaiHoSo` of the national portal's
/// data services) and stored; 0 is ours, for what has not been sent yet. JSON: `not_received`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumIter, EnumString, FromRepr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[repr(i16)]
pub enum DossierState {
    /// Nháp: the citizen is still writing it.
    Draft = 0,
    /// Mới đăng ký: sent, not looked at yet.
    Sent = 1,
    /// Được tiếp nhận.
    Received = 2,
    /// Không được tiếp nhận.
    NotReceived = 3,
    /// Đang xử lý.
    Processing = 4,
    /// Yêu cầu bổ sung.
    SupplementRequested = 5,
    /// Yêu cầu nghĩa vụ tài chính: a fee is due before work goes on.
    PaymentRequested = 6,
    /// Công dân rút.
    Withdrawn = 7,
    /// Dừng xử lý.
    Stopped = 8,
    /// Đã xử lý xong.
    Finished = 9,
    /// Đã trả kết quả.
    Returned = 10,
}

use DossierState as S;

use crate::language::{Text, text};

impl DossierState {
    /// The name citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            S::Draft => text("Bản nháp", "Draft"),
            S::Sent => text("Đã gửi, chờ tiếp nhận", "Submitted"),
            S::Received => text("Đã tiếp nhận", "Accepted"),
            S::NotReceived => text("Không tiếp nhận", "Not accepted"),
            S::Processing => text("Đang xử lý", "Being processed"),
            S::SupplementRequested => text("Yêu cầu bổ sung hồ sơ", "More documents needed"),
            S::PaymentRequested => text("Chờ nộp phí, lệ phí", "Payment needed"),
            S::Withdrawn => text("Người nộp đã rút", "Withdrawn"),
            S::Stopped => text("Dừng xử lý", "Processing stopped"),
            S::Finished => text("Đã có kết quả", "Result ready"),
            S::Returned => text("Đã trả kết quả", "Result collected"),
        }
    }

    /// The states that may follow this one. A supplement asked for before the dossier was received
    /// leads back to the desk (sent), one asked for later leads back to the work.
    #[must_use]
    pub const fn successors(self) -> &'static [Self] {
        match self {
            S::Draft => &[S::Sent],
            S::Sent => &[
                S::Received,
                S::NotReceived,
                S::SupplementRequested,
                S::Withdrawn,
            ],
            S::Received => &[
                S::Processing,
                S::SupplementRequested,
                S::PaymentRequested,
                S::Withdrawn,
                S::Stopped,
            ],
            S::Processing => &[
                S::SupplementRequested,
                S::PaymentRequested,
                S::Withdrawn,
                S::Stopped,
                S::Finished,
            ],
            S::SupplementRequested => &[
                S::Sent,
                S::Processing,
                S::NotReceived,
                S::Withdrawn,
                S::Stopped,
            ],
            S::PaymentRequested => &[S::Processing, S::Withdrawn, S::Stopped],
            S::Finished => &[S::Returned],
            S::NotReceived | S::Withdrawn | S::Stopped | S::Returned => &[],
        }
    }

    /// Whether a dossier in this state may go on to `next`.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        self.successors().contains(&next)
    }

    /// Whether nothing follows any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        self.successors().is_empty()
    }
}
