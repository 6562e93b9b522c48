//! Why an attempt failed, where its provider said so.

use domain::payment::{AttemptState, FailureReason};

/// The reason that the latest of an attempt's codes gives; none where it has not failed.
pub fn reason(
    state: AttemptState,
    provider: &str,
    latest_first: &[String],
) -> Option<FailureReason> {
    let has_failed = matches!(state, AttemptState::Failed | AttemptState::Cancelled);
    latest_first
        .iter()
        .filter(|_| has_failed)
        .find_map(|code| providers::failure_reason(provider, code))
}

#[cfg(test)]
mod tests {
    use super::reason;
    use domain::payment::{
        AttemptState::{self, *},
        FailureReason::{self, *},
    };

    #[test]
    fn the_latest_code_that_says_why_is_believed_while_the_attempt_has_failed() {
        type Row = (
            AttemptState,
            &'static str,
            &'static [&'static str],
            Option<FailureReason>,
        );
        let rows: [Row; 9] = [
            (Failed, "vnpay", &["51"], Some(InsufficientFunds)),
            // A question after the report is answered by the status alone.
            (Failed, "vnpay", &["02", "51"], Some(InsufficientFunds)),
            (Failed, "vnpay", &["24", "51"], Some(CancelledByPayer)),
            (Failed, "vnpay", &["99"], None),
            (Failed, "vnpay", &[], None),
            (Failed, "momo", &["51"], None),
            (Cancelled, "momo", &["1006"], Some(CancelledByPayer)),
            // The money came after all, or nothing is known yet.
            (Paid, "vnpay", &["51"], None),
            (Superseded, "vnpay", &["51"], None),
        ];
        for (state, provider, codes, expected) in rows {
            let latest_first: Vec<String> = codes.iter().map(ToString::to_string).collect();
            let told = reason(state, provider, &latest_first);
            assert_eq!(told, expected, "{state} {provider} {codes:?}");
        }
    }
}
