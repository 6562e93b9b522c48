use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where a dossier stands. The numbers 1–10 are national (`TrangThaiHoSo` of the national portal's
/// data services); 0 is ours, for what has not been sent yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierState {
    /// 0, nháp: the citizen is still writing it.
    Draft,
    /// 1, mới đăng ký: sent, not looked at yet.
    Sent,
    /// 2, được tiếp nhận.
    Received,
    /// 3, không được tiếp nhận.
    NotReceived,
    /// 4, đang xử lý.
    Processing,
    /// 5, yêu cầu bổ sung.
    SupplementRequested,
    /// 6, yêu cầu nghĩa vụ tài chính: a fee is due before work goes on.
    PaymentRequested,
    /// 7, công dân rút.
    Withdrawn,
    /// 8, dừng xử lý.
    Stopped,
    /// 9, đã xử lý xong.
    Finished,
    /// 10, đã trả kết quả.
    Returned,
}

/// A number that is no dossier state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} is not a dossier state")]
pub struct UnknownDossierState(pub u8);

use DossierState::{
    Draft, Finished, NotReceived, PaymentRequested, Processing, Received, Returned, Sent, Stopped,
    SupplementRequested, Withdrawn,
};

use crate::language::{Text, text};

impl DossierState {
    /// All states in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Draft,
        Sent,
        Received,
        NotReceived,
        Processing,
        SupplementRequested,
        PaymentRequested,
        Withdrawn,
        Stopped,
        Finished,
        Returned,
    ];

    /// The number, 0–10.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Draft => 0,
            Sent => 1,
            Received => 2,
            NotReceived => 3,
            Processing => 4,
            SupplementRequested => 5,
            PaymentRequested => 6,
            Withdrawn => 7,
            Stopped => 8,
            Finished => 9,
            Returned => 10,
        }
    }

    /// The state of a number.
    ///
    /// # Errors
    ///
    /// [`UnknownDossierState`] above 10.
    pub fn from_number(number: u8) -> Result<Self, UnknownDossierState> {
        Self::ALL
            .get(usize::from(number))
            .copied()
            .ok_or(UnknownDossierState(number))
    }

    /// The name citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Draft => text("Nháp", "Draft"),
            Sent => text("Mới đăng ký", "Sent"),
            Received => text("Được tiếp nhận", "Received"),
            NotReceived => text("Không được tiếp nhận", "Not received"),
            Processing => text("Đang xử lý", "Being processed"),
            SupplementRequested => text("Yêu cầu bổ sung hồ sơ", "More documents needed"),
            PaymentRequested => text("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment needed"),
            Withdrawn => text("Công dân rút hồ sơ", "Withdrawn"),
            Stopped => text("Dừng xử lý", "Stopped"),
            Finished => text("Đã xử lý xong", "Finished"),
            Returned => text("Đã trả kết quả", "Result handed over"),
        }
    }

    /// The states that may follow this one. A supplement asked for before the dossier was received
    /// leads back to the desk (sent), one asked for later leads back to the work.
    #[must_use]
    pub const fn successors(self) -> &'static [Self] {
        match self {
            Draft => &[Sent],
            Sent => &[Received, NotReceived, SupplementRequested, Withdrawn],
            Received => &[
                Processing,
                SupplementRequested,
                PaymentRequested,
                Withdrawn,
                Stopped,
            ],
            Processing => &[
                SupplementRequested,
                PaymentRequested,
                Withdrawn,
                Stopped,
                Finished,
            ],
            SupplementRequested => &[Sent, Processing, NotReceived, Withdrawn, Stopped],
            PaymentRequested => &[Processing, Withdrawn, Stopped],
            Finished => &[Returned],
            NotReceived | Withdrawn | Stopped | Returned => &[],
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
