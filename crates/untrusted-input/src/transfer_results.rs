//! What a bank made of the refunds that it was to transfer, as CSV.

use serde::Deserialize;

/// Lines of results. Each is looked up.
pub const MOST_LINES: usize = 2_000;
/// Columns. Four are read; banks have more of their own.
pub const MOST_COLUMNS: usize = 64;
/// Of a reference or a number of the bank, in bytes.
pub const LONGEST_NUMBER: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferStatus {
    /// The money arrived.
    Done,
    /// The money is back with the agency.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TransferResult {
    /// Our reference of the refund.
    pub refund_reference: String,
    pub status: TransferStatus,
    /// The bank's number of the transfer; empty where there is none.
    #[serde(default)]
    pub bank_transaction: String,
    /// The bank's words; of any length.
    #[serde(default)]
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransferResultsError {
    /// More than [`MOST_LINES`].
    #[error("more than {MOST_LINES} lines")]
    TooManyLines,
    #[error("not results of transfers")]
    Unreadable,
}

/// Reads a whole file: at least one line below the line of names. Whoever takes it from a connection limits its length.
pub fn read(file: &str) -> Result<Vec<TransferResult>, TransferResultsError> {
    let unreadable = |_| TransferResultsError::Unreadable;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    if reader.headers().map_err(unreadable)?.len() > MOST_COLUMNS {
        return Err(TransferResultsError::Unreadable);
    }
    let mut results = Vec::new();
    for result in reader.deserialize() {
        if results.len() == MOST_LINES {
            return Err(TransferResultsError::TooManyLines);
        }
        let result: TransferResult = result.map_err(unreadable)?;
        let numbers = [&result.refund_reference, &result.bank_transaction];
        if numbers.iter().any(|number| number.len() > LONGEST_NUMBER) {
            return Err(TransferResultsError::Unreadable);
        }
        results.push(result);
    }
    if results.is_empty() {
        return Err(TransferResultsError::Unreadable);
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "refund_reference,status,bank_transaction,message";

    #[test]
    fn a_bank_may_have_columns_of_its_own_and_a_byte_order_mark() {
        let file = "\u{feff}refund_reference, branch ,status,message\nR1,TN, done ,\"a, b\"\n";
        let results = read(file).unwrap();
        assert_eq!(
            results,
            [TransferResult {
                refund_reference: "R1".into(),
                status: TransferStatus::Done,
                bank_transaction: String::new(),
                message: "a, b".into(),
            }]
        );
    }

    #[test]
    fn a_file_that_is_none_is_refused_whole() {
        for file in [
            String::new(),
            NAMES.to_owned(),
            "a,b\n1,2".to_owned(),
            format!("{NAMES}\nR1,perhaps,,\n"),
            format!("{NAMES}\nR1,done"),
            format!("{NAMES}\n\"R1,done,FT1,\n"),
            format!("{NAMES}{}\n", ",".repeat(MOST_COLUMNS)),
            format!("{0}\n{0}\n", ",".repeat(30_000)),
            format!("{NAMES}\n{},done,,\n", "R".repeat(LONGEST_NUMBER + 1)),
            format!("{NAMES}\nR1,done,\"{}\",\n", "x".repeat(60_000)),
            "\"".repeat(60_001),
        ] {
            assert_eq!(
                read(&file),
                Err(TransferResultsError::Unreadable),
                "{file:.80}"
            );
        }
    }

    #[test]
    fn lines_are_limited() {
        let lines = |count: usize| format!("{NAMES}\n{}", "R1,done,,\n".repeat(count));
        assert_eq!(read(&lines(MOST_LINES)).unwrap().len(), MOST_LINES);
        assert_eq!(
            read(&lines(MOST_LINES + 1)),
            Err(TransferResultsError::TooManyLines)
        );
    }
}
