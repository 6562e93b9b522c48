//! What ZaloPay's codes mean (its table of status codes). `return_code` says success, failure or processing; behind a failure
//! `sub_return_code` says which. Some failures come as a negative `return_code`.

use domain::payment::{Answer, FailureReason};

/// What a detail says of a payment that failed.
pub(super) const FAILURE_REASONS: [(&str, FailureReason); 14] = [
    ("-54", FailureReason::Expired),
    ("-63", FailureReason::InsufficientFunds),
    ("-217", FailureReason::Declined),
    ("-332", FailureReason::Promotion),
    ("-333", FailureReason::Promotion),
    ("-999", FailureReason::Maintenance),
    ("-1330", FailureReason::LimitExceeded),
    ("-1331", FailureReason::LimitExceeded),
    ("-1332", FailureReason::LimitExceeded),
    ("-1333", FailureReason::LimitExceeded),
    ("-1340", FailureReason::LimitExceeded),
    ("-1341", FailureReason::LimitExceeded),
    ("-1342", FailureReason::LimitExceeded),
    ("-1343", FailureReason::LimitExceeded),
];

/// What a `return_code` and its detail say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Done.
    Success,
    /// Not paid yet, or being processed.
    Open,
    /// A refund is being processed (-1).
    RefundOpen,
    /// The message was not accepted or could not be handled: format (-401, -92), application or signature (-402, -403, -2, -3,
    /// -53), client (-405), too many (-429), maintenance (-999). Nothing happened, and nothing is said about what was asked.
    BadMessage(i64),
    /// System error (-500): anything may have happened.
    SystemError,
    /// The id was used before (-68 order, -23 refund): an earlier message of the same had arrived.
    Repeated,
    /// There is no such order or refund (-101).
    NotFound,
    /// One try to pay went wrong, and the order can be paid until it expires: balance (-63), bank (-217), limit of a day
    /// (-1330 to -1333) or a month (-1340 to -1343).
    TryFailed,
    /// Failed, without a detail or with one that is final: cancelled (-49), expired (-54, -55), authentication (-117), promotion
    /// (-332, -333).
    Failed(i64),
    /// A refund that is not made: too late (-13), of a wrong amount (-14), no longer possible (-32).
    RefundFailed(i64),
    /// In no table, also where only the detail is in none: a failure may be one of the message.
    Unknown,
}

impl Meaning {
    pub(super) fn of(return_code: i64, sub_return_code: Option<i64>) -> Self {
        match return_code {
            1 => Self::Success,
            2 => Self::of_failure(sub_return_code.unwrap_or(return_code)),
            3 => Self::Open,
            ..=-1 => Self::of_failure(return_code),
            _ => Self::Unknown,
        }
    }

    fn of_failure(detail: i64) -> Self {
        match detail {
            -405..=-401 | -429 | -999 | -92 | -53 | -3 | -2 => Self::BadMessage(detail),
            -1 => Self::RefundOpen,
            -500 => Self::SystemError,
            -68 | -23 => Self::Repeated,
            -101 => Self::NotFound,
            -63 | -217 | -1333..=-1330 | -1343..=-1340 => Self::TryFailed,
            2 | -49 | -54 | -55 | -117 | -332 | -333 => Self::Failed(detail),
            -13 | -14 | -32 => Self::RefundFailed(detail),
            _ => Self::Unknown,
        }
    }

    /// What it says of a payment's money. `processing` is ZaloPay's word for whether it is at work on the payment; where it leaves
    /// that open, "processing" (3) is believed.
    pub(super) fn says(self, processing: Option<bool>) -> Answer {
        match (self, processing) {
            (Self::Success | Self::Failed(_) | Self::TryFailed, Some(true)) => Answer::InFlight,
            (Self::Success, _) => Answer::Paid,
            (Self::Failed(_), _) => Answer::Failed,
            (Self::TryFailed, _) | (Self::Open, Some(false)) => Answer::NotPaid,
            (Self::Open, _) => Answer::InFlight,
            (Self::NotFound, _) => Answer::NotKnown,
            (
                Self::BadMessage(_)
                | Self::SystemError
                | Self::Repeated
                | Self::RefundOpen
                | Self::RefundFailed(_)
                | Self::Unknown,
                _,
            ) => Answer::Undecided,
        }
    }
}
