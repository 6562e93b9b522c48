//! What is known of one order: what providers said, what officers did, and what the ledger holds.

use crate::messages::Meaning;
use time::OffsetDateTime;

/// What a provider said about an attempt or a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What it says of the money.
    pub meaning: Meaning,
    /// The provider's number of the charge, or of the refund.
    pub number: Option<String>,
    /// Whole đồng; `None` where it does not say how much.
    pub amount: Option<i64>,
    /// When it came.
    pub received_at: OffsetDateTime,
    /// Whether the books must have taken it in by now.
    pub is_due: bool,
}

/// What officers did to an attempt. Officers are named by account id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Two of them found in the bank's papers that money was taken.
    FoundPaid {
        /// The number in the papers.
        number: String,
        /// Whole đồng.
        amount: i64,
        /// Who proposed it.
        proposed_by: Option<String>,
        /// Who approved it.
        approved_by: Option<String>,
    },
    /// Two of them found that no money was taken.
    FoundUnpaid,
    /// Two of them accepted what had arrived in the place of the amount due.
    Accepted {
        /// What had arrived by then, in whole đồng.
        received: i64,
        /// Who proposed it.
        proposed_by: Option<String>,
        /// Who approved it.
        approved_by: Option<String>,
    },
    /// One took cash at the desk.
    Cash {
        /// Number of the receipt.
        receipt: String,
        /// Whole đồng.
        amount: i64,
    },
}

/// One try to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: String,
    /// The provider that it was made at.
    pub provider: String,
    /// What it was opened over, in whole đồng.
    pub due: i64,
    /// The state that the payer is told, as it is stored.
    pub state: String,
    /// What its provider said.
    pub heard: Vec<Heard>,
    /// What officers did.
    pub acts: Vec<Act>,
}

/// What happened to a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundAct {
    /// Proposed; by the system where nobody is named.
    Proposed(Option<String>),
    /// The account was named that it goes to.
    AccountNamed(Option<String>),
    /// Approved, to be sent by the provider.
    Approved(Option<String>),
    /// Approved, to be transferred by the bank.
    ApprovedForTransfer(Option<String>),
    /// Turned down, or taken back by the system.
    Rejected,
    /// It counts as done.
    Done {
        /// The number of the transaction that gave it back.
        number: Option<String>,
        /// The officer who said so; nobody where the provider did.
        by: Option<String>,
    },
    /// It will not go back this way.
    Failed,
    /// Anything that decides nothing.
    Other,
}

/// Money that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Its id.
    pub id: String,
    /// The attempt whose money it is.
    pub attempt: String,
    /// The charge that it gives back; empty where that had no number.
    pub charge: String,
    /// Whole đồng.
    pub amount: i64,
    /// What happened to it, oldest first.
    pub acts: Vec<RefundAct>,
    /// What the provider said.
    pub heard: Vec<Heard>,
}

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Proposed,
    Refused,
    OnItsWay,
    Done,
}

/// One entry of the ledger: positive on the debit side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What moved the money, such as `received:7`.
    pub cause: String,
    /// Such as `clearing:momo`.
    pub account: String,
    /// Whole đồng.
    pub amount: i64,
}

/// Everything about one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// What had to be paid, in whole đồng.
    pub due: i64,
    /// Its attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// Its refunds.
    pub refunds: Vec<Refund>,
    /// Its entries of the ledger.
    pub entries: Vec<Entry>,
}

/// Where an order's money is, in whole đồng, by messages and acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// What providers and the desk took.
    pub taken: i64,
    /// What of it is neither given back nor on its way back.
    pub kept: i64,
    /// What went back.
    pub given_back: i64,
    /// What was approved to go back and has not arrived.
    pub on_its_way: i64,
}

impl Refund {
    pub(crate) fn stage(&self) -> Stage {
        let mut stage = Stage::Proposed;
        for act in &self.acts {
            match act {
                RefundAct::Done { .. } => return Stage::Done,
                RefundAct::Approved(_) | RefundAct::ApprovedForTransfer(_) => {
                    stage = Stage::OnItsWay;
                }
                RefundAct::Rejected | RefundAct::Failed => stage = Stage::Refused,
                RefundAct::Proposed(_) | RefundAct::AccountNamed(_) | RefundAct::Other => {}
            }
        }
        stage
    }

    /// Whether its money has left the order.
    pub(crate) fn is_live(&self) -> bool {
        matches!(self.stage(), Stage::OnItsWay | Stage::Done)
    }

    pub(crate) fn done_number(&self) -> Option<&str> {
        self.acts.iter().find_map(|act| match act {
            RefundAct::Done { number, .. } => number.as_deref(),
            _ => None,
        })
    }

    /// Whether by this message the provider gave back its money.
    pub(crate) fn is_told_by(&self, heard: &Heard) -> bool {
        heard.meaning == Meaning::GaveBack
            && heard.amount.is_none_or(|amount| amount == self.amount)
    }

    pub(crate) fn is_transferred(&self) -> bool {
        let transferred = |act: &RefundAct| matches!(act, RefundAct::ApprovedForTransfer(_));
        self.acts.iter().any(transferred)
    }
}
