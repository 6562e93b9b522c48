//! What finance officers do: refunds, attempts that nobody answers for, corrections by two people, cash, channels.

pub mod attempts;
pub mod cash;
pub mod channels;
pub mod corrections;
mod history;
pub mod refunds;

use crate::http::Result;
use app::api::Problem;
use domain::{
    language::{Text, text},
    money::Vnd,
};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// Why an amount is refused that is none.
const NOT_POSITIVE: Text = text("Nhập số tiền lớn hơn 0.", "Enter an amount above 0.");

/// An amount as it was typed: digits, with or without the dots between thousands.
///
/// # Errors
/// 422 naming the field.
pub(crate) fn amount_of(field: &str, typed: &str) -> Result<Vnd, Problem> {
    let digits: String = typed
        .trim()
        .trim_end_matches('đ')
        .chars()
        .filter(|letter| !matches!(letter, '.' | ' ' | '\u{a0}'))
        .collect();
    digits.parse().map_err(|_| {
        Problem::field(
            field,
            text(
                "Nhập số tiền bằng chữ số, ví dụ 150000.",
                "Enter an amount in digits, such as 150000.",
            ),
        )
    })
}

/// A reason as it was typed, trimmed.
///
/// # Errors
/// 422 where it is missing or too long.
pub(crate) fn reason_of(typed: &str) -> Result<String> {
    let reason = typed.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(Problem::field(
            "reason",
            text(
                "Ghi lý do, tối đa 500 ký tự.",
                "Give a reason of at most 500 characters.",
            ),
        )
        .into());
    }
    Ok(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::amount_of;
    use domain::money::Vnd;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for typed in ["150000", "150.000", " 150.000 đ", "150 000"] {
            assert_eq!(
                amount_of("amount", typed).ok(),
                Some(Vnd::new(150_000)),
                "{typed}"
            );
        }
        for typed in ["", "-1", "1,5", "một trăm", "99999999999999999999", "١٢٣"] {
            assert!(amount_of("amount", typed).is_err(), "{typed}");
        }
    }
}
