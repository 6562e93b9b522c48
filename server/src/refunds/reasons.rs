//! Why the system proposes refunds. A refund keeps the Vietnamese; who reads English is told the same in English.

use domain::language::{Language, Text, text};

const CHARGED_AGAIN: Text = text(
    "Ngân hàng thu nhiều lần cho một lần thanh toán",
    "The bank charged one payment several times",
);
const PAID_BY_ANOTHER: Text = text(
    "Hồ sơ đã được thanh toán bằng giao dịch khác",
    "The fees were paid by another payment",
);
const NOT_REFUNDED: Text = text(
    "Lần hoàn trước không thành công",
    "The refund before it failed",
);
const REFUNDED_AFTER_ALL: Text = text(
    "Lần hoàn trước đã thành công",
    "The refund before it succeeded after all",
);

/// Why a charge is too much: of the payment that settled the order, or of another.
pub(super) const fn surplus(is_settler: bool) -> &'static str {
    stored(if is_settler {
        CHARGED_AGAIN
    } else {
        PAID_BY_ANOTHER
    })
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
        PAID_BY_ANOTHER,
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
        for reason in [surplus(true), surplus(false), again(), refunded_after_all()] {
            let told = |language| told(reason.to_owned(), language);
            assert_eq!(told(Language::Vietnamese), reason);
            assert!(told(Language::English).is_ascii(), "{reason}");
        }
        let other = "Theo phiếu 7";
        assert_eq!(told(other.to_owned(), Language::English), other);
    }
}
