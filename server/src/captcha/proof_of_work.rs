//! How much a browser works for a captcha: unseen for people, and dear for whoever wants thousands. It grows with what came from
//! the address, and with how often answers from there were wrong.

use crate::{
    client_address::counted_as,
    http::{RequestContext, Result},
    rate_limit::{self, Limit, address_limit},
};
use time::Duration;
use uuid::Uuid;

/// About 65,000 tries: a quarter of a second on a good telephone.
const LEAST: u8 = 16;
/// About four million tries: a quarter of a minute there.
const MOST: u8 = 22;
/// What working in place of reading costs more: an eighth of what a program would pay that reads no picture.
const INSTEAD_OF_READING: u8 = 2;
/// Captchas that one address asks for. A person turns a few pictures over; a program wants thousands.
const ASKED: Limit = Limit {
    name: "captcha",
    burst: 120,
    per: Duration::minutes(10),
};
/// Wrong answers from one address. Nobody works more because of others'.
const WRONG: Limit = Limit {
    name: "captcha-wrong",
    burst: 20,
    per: Duration::minutes(10),
};

/// Counts that this address asks for a captcha, and says how many bits it has to work for.
///
/// # Errors
/// 429, or a database error.
pub(super) async fn asked(cx: &RequestContext, picture: bool) -> Result<u8> {
    address_limit::take(cx, ASKED).await?;
    let address = counted_as(cx.client_ip).to_string();
    let left = rate_limit::left(cx.db(), ASKED, &address, cx.now).await?;
    let unanswered = rate_limit::left(cx.db(), WRONG, &address, cx.now).await?;
    Ok(bits(
        f64::from(ASKED.burst) - left,
        unanswered / f64::from(WRONG.burst),
        picture,
    ))
}

/// Counts a wrong answer.
pub(super) async fn wrong(cx: &RequestContext) -> Result<()> {
    let address = counted_as(cx.client_ip).to_string();
    rate_limit::try_take(cx.db(), WRONG, &address, cx.now).await?;
    Ok(())
}

/// The bits for the `asked`th captcha of an address, while this share of its usual wrong answers is left.
fn bits(asked: f64, quiet: f64, picture: bool) -> u8 {
    let of_address = match asked {
        ..7.0 => 0,
        ..13.0 => 1,
        ..25.0 => 2,
        ..49.0 => 3,
        _ => 4,
    };
    let of_wrong = match quiet {
        0.5.. => 0,
        0.25.. => 1,
        _ => 2,
    };
    let alone = if picture { 0 } else { INSTEAD_OF_READING };
    (LEAST + of_address + of_wrong + alone).min(MOST)
}

pub(super) fn worked(id: Uuid, number: &str, bits: i16) -> bool {
    let number = number.trim();
    if number.is_empty() || number.len() > 20 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    app::proof_of_work::leading_zeros(&format!("{id}:{number}")) >= u32::from(bits.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::bits;

    #[test]
    fn work_grows_with_what_comes_from_an_address_and_with_wrong_answers_up_to_a_quarter_minute() {
        for (asked, quiet, picture, expected) in [
            (1.0, 1.0, true, 16),
            (6.0, 1.0, true, 16),
            (7.0, 1.0, true, 17),
            (20.0, 1.0, true, 18),
            (40.0, 1.0, true, 19),
            (120.0, 1.0, true, 20),
            (1.0, 0.4, true, 17),
            (1.0, 0.0, true, 18),
            (1.0, 1.0, false, 18),
            (120.0, 0.0, true, 22),
            (120.0, 0.0, false, 22),
        ] {
            assert_eq!(
                bits(asked, quiet, picture),
                expected,
                "{asked} {quiet} {picture}"
            );
        }
    }
}
