//! What finance officers do: refunds, attempts that nobody answers for, corrections by two people, channels.

pub mod attempts;
pub mod channels;
mod correctable;
pub mod corrections;
mod history;
pub mod refunds;

use app::api::Problem;
use domain::{
    language::{Text, text},
    money::Vnd,
    reason::Reason,
};

/// Why an amount is refused that is none.
const NOT_POSITIVE: Text = text("Nhập số tiền lớn hơn 0.", "Enter an amount above 0.");

/// An amount above zero as it was typed ([`Vnd::parse`]).
///
/// # Errors
/// 422 naming the field.
pub(crate) fn amount_of(field: &str, typed: &str) -> Result<Vnd, Problem> {
    match Vnd::parse(typed) {
        Ok(amount) if amount > Vnd::ZERO => Ok(amount),
        Ok(_) => Err(Problem::field(field, NOT_POSITIVE)),
        Err(error) => Err(Problem::field(field, error)),
    }
}

/// A reason as it was typed.
///
/// # Errors
/// 422 where it is missing or too long.
pub(crate) fn reason_of(typed: &str) -> Result<String, Problem> {
    Reason::parse(typed)
        .map(String::from)
        .map_err(|error| Problem::field("reason", error))
}
