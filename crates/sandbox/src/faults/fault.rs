//! What can go wrong, and where.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Operation {
    /// Opening a payment; the national platform calls it INIT.
    Create,
    Query,
    Refund,
    /// Telling the portal the outcome; the national platform calls it CONFIRM.
    Callback,
    Sms,
    /// A call that reads a message out.
    Voice,
    /// Taking in an email, after all of it has come.
    Mail,
}

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

const NAMES: [(&str, Fault); 10] = [
    ("refuse", Fault::Refuse),
    ("http_500", Fault::Http500),
    ("lose_request", Fault::LoseRequest),
    ("lose_answer", Fault::LoseAnswer),
    ("lose", Fault::Lose),
    ("duplicate", Fault::Duplicate),
    ("bad_digest", Fault::BadDigest),
    ("wrong_amount", Fault::WrongAmount),
    ("forged", Fault::Forged),
    ("out_of_order", Fault::OutOfOrder),
];

impl TryFrom<String> for Fault {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let named = || Some(NAMES.iter().find(|(name, _)| *name == text)?.1);
        let timed = || {
            let (name, ms) = text.split_once(':')?;
            match name {
                "slow_ms" => ms.parse().ok().map(Self::Slow),
                "late_ms" => ms.parse().ok().map(Self::Late),
                _ => None,
            }
        };
        named()
            .or_else(timed)
            .ok_or_else(|| format!("unknown fault {text:?}"))
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Slow(ms) => format!("slow_ms:{ms}"),
            Fault::Late(ms) => format!("late_ms:{ms}"),
            named => {
                let found = NAMES.iter().find(|(_, fault)| *fault == named);
                found.expect("every other fault has a name").0.to_owned()
            }
        }
    }
}

impl Operation {
    /// Whether `fault` means anything here.
    pub(super) fn knows(self, fault: Fault) -> bool {
        use Fault::*;
        let answer = matches!(fault, Refuse | Http500 | LoseRequest | LoseAnswer | Slow(_));
        match self {
            Self::Create | Self::Refund => answer,
            Self::Query => answer || fault == WrongAmount,
            Self::Callback => {
                let distorted = matches!(fault, BadDigest | WrongAmount | Forged | OutOfOrder);
                distorted || matches!(fault, LoseAnswer | Lose | Duplicate | Late(_))
            }
            Self::Sms | Self::Voice => {
                let late = matches!(fault, Lose | Duplicate | Late(_));
                late || answer && fault != LoseRequest
            }
            Self::Mail => matches!(fault, Refuse | Lose | Duplicate | Late(_)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_faults_read_back() {
        for (text, _) in NAMES {
            let fault = Fault::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(fault), text);
        }
        let late = Fault::try_from("late_ms:250".to_owned());
        assert_eq!(late, Ok(Fault::Late(250)));
        for text in ["late_ms", "late_ms:soon", "refuse:3", "explode"] {
            assert!(Fault::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
