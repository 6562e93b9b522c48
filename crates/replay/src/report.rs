//! The last line of a run.

use serde_json::json;

use crate::compare::Comparison;

#[derive(Debug)]
pub struct Report {
    /// Payments that were to be made.
    pub payments: u32,
    pub comparison: Comparison,
    /// What nobody has answered for: attempts, refunds, orders, and payments that could not be made as planned.
    pub unresolved: u32,
    /// The sum of all entries of the ledger, in đồng.
    pub ledger_sum: i64,
    pub seconds: f64,
}

impl Report {
    /// Whether both sides agree and nothing is left open.
    pub fn is_clean(&self) -> bool {
        self.comparison.differences.is_empty()
            && self.comparison.charged_twice_unrefunded == 0
            && self.unresolved == 0
            && self.ledger_sum == 0
    }

    pub fn json(&self) -> String {
        let compared = &self.comparison;
        json!({
            "payments": self.payments,
            "paid_at_bank": compared.paid_at_bank,
            "paid_here": compared.paid_here,
            "disagree": compared.differences.len(),
            "unresolved": self.unresolved,
            "charged_twice_unrefunded": compared.charged_twice_unrefunded,
            "ledger_sum": self.ledger_sum,
            "settle_p50_s": rounded(percentile(&compared.settle_s, 50)),
            "settle_p99_s": rounded(percentile(&compared.settle_s, 99)),
            "seconds": rounded(self.seconds),
        })
        .to_string()
    }
}

/// The value that so many percent do not exceed (nearest rank) of an ascending list; 0 of an empty one.
fn percentile(ascending: &[f64], percent: usize) -> f64 {
    let rank = (ascending.len() * percent).div_ceil(100);
    let value = ascending.get(rank.saturating_sub(1));
    value.copied().unwrap_or(0.0)
}

/// To three places.
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 50), 50.0);
        assert_eq!(percentile(&hundred, 99), 99.0);
        assert_eq!(percentile(&[7.0], 99), 7.0);
        assert_eq!(percentile(&[], 99), 0.0);
    }

    #[test]
    fn one_open_end_is_enough_not_to_be_clean() {
        let report = |unresolved| Report {
            payments: 1,
            comparison: Comparison::default(),
            unresolved,
            ledger_sum: 0,
            seconds: 1.0,
        };
        assert!(report(0).is_clean());
        assert!(!report(1).is_clean());
    }
}
