//! What reports and answers say, in short.

use domain::payment::Answer;

use crate::{CallbackError, Outcome, QueryAnswer, QueryError, Report};

impl Outcome {
    pub(crate) fn failed(code: impl ToString) -> Self {
        Self::of(Answer::Failed, code)
    }

    pub(crate) fn in_flight(code: impl ToString) -> Self {
        Self::of(Answer::InFlight, code)
    }

    pub(crate) fn undecided(code: impl ToString) -> Self {
        Self::of(Answer::Undecided, code)
    }
}

impl QueryAnswer {
    pub(crate) fn failed(code: impl ToString) -> Self {
        let code = code.to_string();
        Self::Failed { code }
    }

    pub(crate) fn in_flight(code: impl ToString) -> Self {
        let code = code.to_string();
        Self::InFlight { code }
    }
}

/// What a report says of the money. One that cannot be read says nothing.
pub(crate) fn reported(report: Result<Report, CallbackError>) -> Answer {
    match report.map(|report| report.outcome) {
        Ok(Outcome::Paid) => Answer::Paid,
        Ok(Outcome::Failed { .. }) => Answer::Failed,
        Ok(Outcome::InFlight { .. }) => Answer::InFlight,
        Ok(Outcome::NotPaid) => Answer::NotPaid,
        Ok(Outcome::Undecided { .. }) | Err(_) => Answer::Undecided,
    }
}

/// What an answer says of the money. None, and one that cannot be believed, say nothing.
pub(crate) fn told(answer: Result<QueryAnswer, QueryError>) -> Answer {
    answer.map_or(Answer::Undecided, |answer| answer.says())
}
