//! Why the system proposes refunds. A refund keeps the Vietnamese; who reads English is told the same in English.

use domain::language::{Language, Text, text};

const CHARGED_AGAIN: Text = text(
    "Ngân hàng thu nhiều lần cho một lần thanh toán",
    "The bank charged one payment several times",
);
const MORE_THAN_DUE: Text = text(
    "Số tiền nhận được nhiều hơn số phải nộp",
    "More was received than was due",
);
const PAID_BY_ANOTHER: Text = text(
    "Hồ sơ đã được thanh toán bằng giao dịch khác",
    "The fees were paid by another payment",
);
const NOT_REFUNDED: Text = text(
    "Lần hoàn trước không thành công",
    "The refund before it failed",
);
const KEPT_AFTER_ALL: Text = text(
    "Tiền của giao dịch này nay dùng để nộp phí của hồ sơ",
    "This payment now pays the fees of the application",
);
const REFUNDED_AFTER_ALL: Text = text(
    "Lần hoàn trước đã thành công",
    "The refund before it succeeded after all",
);

/// Why a charge, or a part of it, is too much: of the payment that settled the order, or of another.
pub(super) const fn surplus(is_settler: bool, is_part: bool) -> &'static str {
    stored(match (is_settler, is_part) {
        (true, true) => MORE_THAN_DUE,
        (true, false) => CHARGED_AGAIN,
        (false, _) => PAID_BY_ANOTHER,
    })
}

/// Why a proposal is taken back where the money is needed: the one that had paid went back.
pub(super) const fn kept_after_all() -> &'static str {
    stored(KEPT_AFTER_ALL)
}

/// Why it is proposed once more.
pub(super) const fn again() -> &'static str {
    stored(NOT_REFUNDED)
}

/// Why a proposal is taken back.
pub(super) const fn refunded_after_all() -> &'static str {
    stored(REFUNDED_AFTER_ALL)
}

const fn stored(reason: Text) -> &'static str {
    reason.to(Language::Vietnamese)
}

/// A reason of the system's in a language; one that this version does not give, as it is stored.
#[must_use]
pub fn told(reason: String, language: Language) -> String {
    let known = [
        CHARGED_AGAIN,
        MORE_THAN_DUE,
        PAID_BY_ANOTHER,
        KEPT_AFTER_ALL,
        NOT_REFUNDED,
        REFUNDED_AFTER_ALL,
    ]
    .into_iter()
    .find(|known| stored(*known) == reason);
    match known {
        Some(known) => known.to(language).to_owned(),
        None => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_stored_in_vietnamese_and_told_in_either_language() {
        for reason in [
            surplus(true, false),
            surplus(true, true),
            surplus(false, false),
            kept_after_all(),
            again(),
            refunded_after_all(),
        ] {
            let told = |language| told(reason.to_owned(), language);
            assert_eq!(told(Language::Vietnamese), reason);
            assert!(told(Language::English).is_ascii(), "{reason}");
        }
        let other = "Theo phiếu 7";
        assert_eq!(told(other.to_owned(), Language::English), other);
    }
}
