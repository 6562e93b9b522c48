//! How the payments of Bình Định's pilot ended, counted from the 39 rows of Appendix I of its report (June 2020).

use crate::provider::Provider;

/// Payments of one channel by how they ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    /// "Thành công"
    pub succeeded: u32,
    pub failed: u32,
    /// "Đang xử lý", for ever
    pub unanswered: u32,
}

const fn row(succeeded: u32, failed: u32, unanswered: u32) -> Row {
    Row {
        succeeded,
        failed,
        unanswered,
    }
}

const VIETCOMBANK: Row = row(2, 0, 10);
const VIETINBANK: Row = row(0, 1, 4);
const AGRIBANK: Row = row(0, 0, 4);
const VNPT_PAY: Row = row(0, 1, 10);
const MOMO: Row = row(4, 1, 1);
const NGAN_LUONG: Row = row(1, 0, 0);

/// Every channel together: what a channel behaves like that the pilot did not have.
pub(super) const TOTAL: Row = row(7, 3, 29);

impl Row {
    /// How many payments the row stands for.
    pub(super) fn count(self) -> u32 {
        self.succeeded + self.failed + self.unanswered
    }
}

/// The channel's row; `bank` tells the national platform's channels apart.
pub(super) fn channel(provider: Provider, bank: &str) -> Row {
    match (provider, bank) {
        (Provider::NationalPlatform, "VCB") => VIETCOMBANK,
        (Provider::NationalPlatform, "ICB") => VIETINBANK,
        (Provider::NationalPlatform, "VBA") => AGRIBANK,
        (Provider::VnptPay, _) => VNPT_PAY,
        (Provider::Momo, _) => MOMO,
        (Provider::NganLuong, _) => NGAN_LUONG,
        _ => TOTAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_channels_add_up_to_the_39_payments_of_the_appendix() {
        let all = [
            VIETCOMBANK,
            VIETINBANK,
            AGRIBANK,
            VNPT_PAY,
            MOMO,
            NGAN_LUONG,
        ];
        let sum = all.iter().fold(row(0, 0, 0), |sum, channel| {
            row(
                sum.succeeded + channel.succeeded,
                sum.failed + channel.failed,
                sum.unanswered + channel.unanswered,
            )
        });
        assert_eq!((sum, sum.count()), (TOTAL, 39));
    }
}
