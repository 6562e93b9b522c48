//! Fees: dated rules, and the lines they yield for one dossier.
//!
//! Phí and lệ phí are two legal kinds of money (Law on Fees and Charges 97/2015/QH13): they are
//! shown together but never added up without being kept apart.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::Date;

use crate::calendar::iso_date;
use crate::catalogue::ProcedureCode;
use crate::language::{Text, text};
use crate::money::Vnd;

/// The most copies that can be asked for in one dossier.
pub const MAX_COPIES: u32 = 20;

/// The legal kind of a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type))]
#[cfg_attr(feature = "sqlx", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum FeeKind {
    /// Phí: covers the cost of a service.
    Fee,
    /// Lệ phí: a fixed amount for an act of the state.
    Charge,
}

impl FeeKind {
    /// The name citizens read.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Fee => text("Phí", "Fee"),
            Self::Charge => text("Lệ phí", "Charge"),
        }
    }
}

/// What a procedure costs during a period. Amounts in đồng, dates in JSON as `yyyy-mm-dd`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRule {
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The fee's own code, unique within the procedure at any date.
    pub code: String,
    /// The fee's Vietnamese name, as printed on receipts.
    pub name: String,
    /// What the name means in English, where it is known.
    pub name_en: Option<String>,
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// The first day in force.
    #[serde(with = "iso_date")]
    pub valid_from: Date,
    /// The last day in force, inclusive; `None` while no end is known.
    #[serde(default, with = "iso_date::option")]
    pub valid_to: Option<Date>,
    /// What everybody pays.
    pub amount: Vnd,
    /// What the reduced groups pay instead; `None` where there is no reduction, zero where they
    /// are exempt.
    pub reduced_amount: Option<Vnd>,
    /// How many copies of the result the amount covers. Given together with `extra_copy_amount`,
    /// or neither is.
    pub included_copies: Option<u32>,
    /// What each further copy costs.
    pub extra_copy_amount: Option<Vnd>,
    /// The document the rule comes from.
    pub legal_basis: String,
}

impl FeeRule {
    /// Whether the rule holds on a date.
    #[must_use]
    pub fn is_in_force(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.code == other.code
            && other.valid_to.is_none_or(|last| self.valid_from <= last)
            && self.valid_to.is_none_or(|last| other.valid_from <= last)
    }

    fn is_sound(&self) -> bool {
        let amounts = [
            Some(self.amount),
            self.reduced_amount,
            self.extra_copy_amount,
        ];
        amounts.into_iter().flatten().all(|a| !a.is_negative())
            && self
                .reduced_amount
                .is_none_or(|reduced| reduced <= self.amount)
            && self.included_copies.is_some() == self.extra_copy_amount.is_some()
            && self.valid_to.is_none_or(|last| self.valid_from <= last)
    }
}

/// What the applicant's form says about the fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeInput {
    /// The applicant belongs to one of the reduced groups.
    pub reduced: bool,
    /// How many copies of the result are asked for, 1–20.
    pub copies: u32,
}

impl Default for FeeInput {
    /// One copy at the full amount.
    fn default() -> Self {
        Self {
            reduced: false,
            copies: 1,
        }
    }
}

/// One line of what is due. `amount` is `quantity` × `unit_amount`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// The rule's code; the line of further copies carries the same one.
    pub code: String,
    /// What is paid for, in Vietnamese.
    pub name: String,
    /// The same in English, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub unit_amount: Vnd,
    /// The price of all.
    pub amount: Vnd,
}

/// Why a fee cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FeeError {
    /// The number of copies is zero or above [`MAX_COPIES`]: the applicant's mistake.
    #[error("the number of copies is not from 1 to {MAX_COPIES}")]
    CopiesOutOfRange,
    /// No rule holds on the date. A procedure that costs nothing has no rules and is not asked.
    #[error("no fee rule is in force on that date")]
    NoRuleInForce,
    /// A fee was due before the date and will be due after it, but not on it: nobody has decided that it costs nothing between.
    #[error("fee {code} has rules before and after that date and none on it")]
    Gap {
        /// The code of the rules.
        code: String,
    },
    /// Two rules of the same code hold on the same day.
    #[error("fee rules {code} overlap")]
    OverlappingRules {
        /// The code of both.
        code: String,
    },
    /// Rules of more than one procedure were given.
    #[error("fee rules of several procedures are mixed")]
    MixedProcedures,
    /// A negative amount, a reduction above the full amount, an end before the beginning, or only
    /// one of the two figures about copies.
    #[error("fee rule {code} contradicts itself")]
    InvalidRule {
        /// The code of the rule.
        code: String,
    },
    /// The amounts exceed 64 bits.
    #[error("the fee is too large to count")]
    Overflow,
}

/// The lines due under one procedure's `rules` for a dossier filed `on` a date, in the rules'
/// order; further copies are a line of their own after the line they belong to.
///
/// # Errors
///
/// See [`FeeError`]. Rules that contradict each other are refused whether or not they matter on
/// the date: a wrong table must not wait to be found until somebody pays by it.
pub fn compute(rules: &[FeeRule], on: Date, input: &FeeInput) -> Result<Vec<FeeLine>, FeeError> {
    if !(1..=MAX_COPIES).contains(&input.copies) {
        return Err(FeeError::CopiesOutOfRange);
    }
    check(rules)?;
    if let Some(code) = gap(rules, on) {
        return Err(FeeError::Gap { code });
    }
    let mut lines = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_in_force(on)) {
        let base = match rule.reduced_amount {
            Some(reduced) if input.reduced => reduced,
            _ => rule.amount,
        };
        lines.push(line(rule, ("", ""), 1, base)?);
        if let (Some(included), Some(extra)) = (rule.included_copies, rule.extra_copy_amount) {
            let further = input.copies.saturating_sub(included);
            if further > 0 {
                let suffix = (" (bản cấp thêm)", " (extra copies)");
                lines.push(line(rule, suffix, further, extra)?);
            }
        }
    }
    if lines.is_empty() {
        return Err(FeeError::NoRuleInForce);
    }
    Ok(lines)
}

/// The code of a fee whose rules leave the date out, while another fee's hold on it. Where none holds at all, that is told instead.
fn gap(rules: &[FeeRule], on: Date) -> Option<String> {
    if !rules.iter().any(|rule| rule.is_in_force(on)) {
        return None;
    }
    rules
        .iter()
        .map(|rule| rule.code.as_str())
        .find(|code| {
            let of_code = || rules.iter().filter(|rule| rule.code == **code);
            !of_code().any(|rule| rule.is_in_force(on))
                && of_code().any(|rule| rule.valid_from < on)
                && of_code().any(|rule| on < rule.valid_from)
        })
        .map(str::to_owned)
}

fn check(rules: &[FeeRule]) -> Result<(), FeeError> {
    for (index, rule) in rules.iter().enumerate() {
        let code = || rule.code.clone();
        if !rule.is_sound() {
            return Err(FeeError::InvalidRule { code: code() });
        }
        for earlier in &rules[..index] {
            if earlier.procedure != rule.procedure {
                return Err(FeeError::MixedProcedures);
            }
            if earlier.overlaps(rule) {
                return Err(FeeError::OverlappingRules { code: code() });
            }
        }
    }
    Ok(())
}

/// A line named after its rule, with a suffix in Vietnamese and in English.
fn line(
    rule: &FeeRule,
    (suffix, suffix_en): (&str, &str),
    quantity: u32,
    unit: Vnd,
) -> Result<FeeLine, FeeError> {
    Ok(FeeLine {
        code: rule.code.clone(),
        name: format!("{}{suffix}", rule.name),
        name_en: rule
            .name_en
            .as_ref()
            .map(|name| format!("{name}{suffix_en}")),
        kind: rule.kind,
        quantity,
        unit_amount: unit,
        amount: unit
            .checked_mul(i64::from(quantity))
            .ok_or(FeeError::Overflow)?,
    })
}

/// The sums of some lines, phí and lệ phí apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// All phí.
    pub fees: Vnd,
    /// All lệ phí.
    pub charges: Vnd,
    /// What is to be paid.
    pub total: Vnd,
}

impl Totals {
    /// Adds lines up.
    ///
    /// # Errors
    ///
    /// [`FeeError::Overflow`] where 64 bits do not hold a sum.
    pub fn of(lines: &[FeeLine]) -> Result<Self, FeeError> {
        let sum = |kind| {
            let amounts = lines.iter().filter(|line| line.kind == kind);
            Vnd::checked_sum(amounts.map(|line| line.amount)).ok_or(FeeError::Overflow)
        };
        let (fees, charges) = (sum(FeeKind::Fee)?, sum(FeeKind::Charge)?);
        let total = fees.checked_add(charges).ok_or(FeeError::Overflow)?;
        Ok(Self {
            fees,
            charges,
            total,
        })
    }
}
