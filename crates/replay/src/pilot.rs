//! What was chosen and what was due in Bình Định's pilot of June 2020: the 39 rows of Appendix I of its report.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PilotPayment {
    /// The portal's code of the channel.
    pub channel: &'static str,
    /// In đồng.
    pub amount: i64,
}

const fn row(channel: &'static str, amount: i64) -> PilotPayment {
    PilotPayment { channel, amount }
}

/// All of them, in the order of the appendix.
pub const PAYMENTS: [PilotPayment; 39] = [
    row("vietcombank", 215_000),
    row("ngan-luong", 200_000),
    row("momo", 200_000),
    row("vnpt-pay", 205_000),
    row("vnpt-pay", 200_000),
    row("agribank", 200_000),
    row("vnpt-pay", 200_000),
    row("vnpt-pay", 200_000),
    row("vnpt-pay", 200_000),
    row("vietinbank", 205_000),
    row("vietinbank", 205_000),
    row("momo", 200_000),
    row("momo", 200_000),
    row("vnpt-pay", 200_000),
    row("vietcombank", 205_000),
    row("vietcombank", 200_000),
    row("agribank", 205_000),
    row("agribank", 200_000),
    row("agribank", 200_000),
    row("vietcombank", 200_000),
    row("vietinbank", 200_000),
    row("vietcombank", 200_000),
    row("vietcombank", 205_000),
    row("vietcombank", 205_000),
    row("vietcombank", 200_000),
    row("momo", 210_000),
    row("vietcombank", 200_000),
    row("vietinbank", 210_000),
    row("vietcombank", 210_000),
    row("vietinbank", 210_000),
    row("vnpt-pay", 205_000),
    row("vnpt-pay", 200_000),
    row("vietcombank", 210_000),
    row("vnpt-pay", 205_000),
    row("vnpt-pay", 205_000),
    row("vietcombank", 200_000),
    row("vnpt-pay", 100_000),
    row("momo", 205_000),
    row("momo", 205_000),
];

#[cfg(test)]
mod tests {
    use super::PAYMENTS;

    #[test]
    fn the_appendix_is_copied_whole() {
        let of = |channel| PAYMENTS.iter().filter(|row| row.channel == channel).count();
        let channels = "vietcombank vietinbank agribank vnpt-pay momo ngan-luong";
        let by_channel: Vec<_> = channels.split(' ').map(of).collect();
        assert_eq!(by_channel, [12, 5, 4, 11, 6, 1]);
        let sum: i64 = PAYMENTS.iter().map(|row| row.amount).sum();
        assert_eq!(sum, 7_825_000);
    }
}
