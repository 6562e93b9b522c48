//! What can go wrong, and where.

use serde::{Deserialize, Serialize};

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Point {
    /// Opening a payment; the national platform calls it INIT.
    #[serde(alias = "init")]
    Create,
    Query,
    Refund,
    /// Telling the portal the outcome; the national platform calls it CONFIRM.
    #[serde(alias = "confirm")]
    Callback,
    Sms,
    /// A call that reads a message out.
    Voice,
    /// Taking in a letter, after all of it has come.
    Mail,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) enum Fault {
    /// Answered politely with "under maintenance"; nothing is done.
    Refuse,
    /// Answered with a bare HTTP 500; nothing is done.
    Http500,
    /// The connection breaks before anything is done.
    LoseRequest,
    /// Done, but the connection breaks before the answer.
    LoseAnswer,
    /// Done, and answered only after so many milliseconds.
    Slow(u64),
    /// Never sent, though the sender believes it was.
    Lose,
    /// Sent twice.
    Duplicate,
    /// Sent with a digest that does not fit.
    BadDigest,
    /// Sent with another amount, correctly signed.
    WrongAmount,
    /// Sent with another amount, and a digest that does not fit it.
    Forged,
    /// Sent only after so many milliseconds.
    Late(u64),
    /// Sent after what happened later, or after two seconds where nothing did.
    OutOfOrder,
}

impl TryFrom<String> for Fault {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (name, number) = match text.split_once(':') {
            Some((name, number)) => (name, number.parse().ok()),
            None => (text.as_str(), None),
        };
        match (name, number) {
            ("refuse", None) => Ok(Self::Refuse),
            ("http_500", None) => Ok(Self::Http500),
            ("lose_request", None) => Ok(Self::LoseRequest),
            ("lose_answer", None) => Ok(Self::LoseAnswer),
            ("lose", None) => Ok(Self::Lose),
            ("duplicate", None) => Ok(Self::Duplicate),
            ("bad_digest", None) => Ok(Self::BadDigest),
            ("wrong_amount", None) => Ok(Self::WrongAmount),
            ("forged", None) => Ok(Self::Forged),
            ("out_of_order", None) => Ok(Self::OutOfOrder),
            ("slow_ms", Some(ms)) => Ok(Self::Slow(ms)),
            ("late_ms", Some(ms)) => Ok(Self::Late(ms)),
            _ => Err(format!("unknown fault {text:?}")),
        }
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refuse => "refuse".to_owned(),
            Fault::Http500 => "http_500".to_owned(),
            Fault::LoseRequest => "lose_request".to_owned(),
            Fault::LoseAnswer => "lose_answer".to_owned(),
            Fault::Lose => "lose".to_owned(),
            Fault::Duplicate => "duplicate".to_owned(),
            Fault::BadDigest => "bad_digest".to_owned(),
            Fault::WrongAmount => "wrong_amount".to_owned(),
            Fault::Forged => "forged".to_owned(),
            Fault::OutOfOrder => "out_of_order".to_owned(),
            Fault::Slow(ms) => format!("slow_ms:{ms}"),
            Fault::Late(ms) => format!("late_ms:{ms}"),
        }
    }
}

impl Point {
    /// Whether `fault` means anything here.
    pub(super) fn knows(self, fault: Fault) -> bool {
        use Fault::*;
        let answer = matches!(fault, Refuse | Http500 | LoseRequest | LoseAnswer | Slow(_));
        match self {
            Self::Create | Self::Refund => answer,
            Self::Query => answer || fault == WrongAmount,
            Self::Callback => matches!(
                fault,
                LoseAnswer
                    | Lose
                    | Duplicate
                    | BadDigest
                    | WrongAmount
                    | Forged
                    | Late(_)
                    | OutOfOrder
            ),
            Self::Sms | Self::Voice => matches!(
                fault,
                Refuse | Http500 | LoseAnswer | Slow(_) | Lose | Duplicate | Late(_)
            ),
            Self::Mail => matches!(fault, Refuse | Lose | Duplicate | Late(_)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_faults_read_back() {
        for text in [
            "refuse",
            "http_500",
            "lose_request",
            "lose_answer",
            "forged",
            "out_of_order",
            "lose",
            "duplicate",
            "bad_digest",
        ] {
            let fault = Fault::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(fault), text);
        }
        assert_eq!(
            Fault::try_from("late_ms:250".to_owned()),
            Ok(Fault::Late(250))
        );
        for text in ["late_ms", "late_ms:soon", "refuse:3", "explode"] {
            assert!(Fault::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
