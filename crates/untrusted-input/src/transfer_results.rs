//! What a bank made of the refunds that it was to transfer, as CSV: as a bank's program writes it, and as it is after somebody
//! opened it in a spreadsheet and saved or pasted it again.

use domain::{account_number::has_exponent, typed};
use std::collections::HashMap;

/// Lines of results. Each is looked up.
pub const MOST_LINES: usize = 2_000;
/// Columns. Four are read; banks have more of their own.
pub const MOST_COLUMNS: usize = 64;
/// Of a reference or a number of the bank, in bytes.
pub const LONGEST_NUMBER: usize = 100;

const REFERENCE: &str = "refund_reference";
const STATUS: &str = "status";
const TRANSACTION: &str = "bank_transaction";
const MESSAGE: &str = "message";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStatus {
    /// The money arrived.
    Done,
    /// The money is back with the agency.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferResult {
    /// Our reference of the refund.
    pub refund_reference: String,
    pub status: TransferStatus,
    /// The bank's number of the transfer; empty where there is none.
    pub bank_transaction: String,
    /// The bank's words; of any length.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransferResultsError {
    /// More than [`MOST_LINES`].
    #[error("more than {MOST_LINES} lines")]
    TooManyLines,
    #[error("not results of transfers")]
    Unreadable,
    /// Has other columns than the line of names. Lines are counted from 1.
    #[error("line {line} has other columns than the first")]
    Row { line: u64 },
    /// Two lines about one refund, of which one says that it was made and one that it failed.
    #[error("line {line} says another thing than line {contradicted}")]
    Contradiction { line: u64, contradicted: u64 },
    #[error("line {line}, column {column}: {fault}")]
    Cell {
        line: u64,
        column: &'static str,
        fault: Fault,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("empty")]
    Missing,
    /// A spreadsheet made a number of it, whose last digits are gone: `2.63301E+11`.
    #[error("a number with an exponent")]
    Exponent,
    /// More than [`LONGEST_NUMBER`].
    #[error("longer than {LONGEST_NUMBER} bytes")]
    TooLong,
    #[error("neither done nor failed")]
    UnknownStatus,
}

/// Reads a whole file: at least one line below the line of names. Commas, semicolons or tabs divide it; capitals, blanks and the
/// order of names do not matter, nor lines in which nothing stands. Whoever takes it from a connection limits its length.
///
/// # Errors
/// The first thing that is wrong; then nothing of the file counts.
pub fn read(file: &str) -> Result<Vec<TransferResult>, TransferResultsError> {
    let file = file.trim_start_matches('\u{feff}');
    let (divider, skipped, table) = divided(file);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(divider)
        .flexible(true)
        .has_headers(false)
        .from_reader(table.as_bytes());
    let mut rows = reader
        .records()
        .map(|row| {
            let row = row.map_err(|_| TransferResultsError::Unreadable)?;
            let line = row.position().map_or(0, |at| line_of(table, at));
            Ok((line + skipped, row))
        })
        .filter(|row: &Result<_, _>| !matches!(row, Ok((_, row)) if is_empty(row)));
    let (_, names) = rows.next().ok_or(TransferResultsError::Unreadable)??;
    let columns = Columns::of(&names)?;
    let mut results = Vec::new();
    let mut lines = HashMap::new();
    for row in rows {
        let (line, row) = row?;
        if results.len() == MOST_LINES {
            return Err(TransferResultsError::TooManyLines);
        }
        let result = columns.result(line, &row)?;
        if let Some(contradicted) = lines.insert(
            typed::reference(&result.refund_reference),
            (line, result.status),
        ) && contradicted.1 != result.status
        {
            return Err(TransferResultsError::Contradiction {
                line,
                contradicted: contradicted.0,
            });
        }
        results.push(result);
    }
    if results.is_empty() {
        return Err(TransferResultsError::Unreadable);
    }
    Ok(results)
}

/// What divides the columns, how many lines stand before the table, and the table. Excel writes `sep=;` into a first line of its
/// own; else what there is most of in the line of names divides.
fn divided(file: &str) -> (u8, u64, &str) {
    let (first, rest) = file.split_once('\n').unwrap_or((file, ""));
    let named = first.trim_matches(['"', '\r', ' ']).strip_prefix("sep=");
    if let Some(&[divider @ (b',' | b';' | b'\t')]) = named.map(str::as_bytes) {
        return (divider, 1, rest);
    }
    let names = file.trim_start().lines().next().unwrap_or_default();
    let count = |divider: u8| names.bytes().filter(|byte| *byte == divider).count();
    let divider = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|divider| count(*divider))
        .unwrap_or(b',');
    (divider, 0, file)
}

/// The line on which a row begins. The reader says where it began to look for it, and skips lines that are empty.
fn line_of(table: &str, at: &csv::Position) -> u64 {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = table.as_bytes().get(from..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let lines = skipped.filter(|byte| **byte == b'\n').count();
    at.line() + u64::try_from(lines).unwrap_or_default()
}

fn is_empty(row: &csv::StringRecord) -> bool {
    row.iter().all(|cell| typed::line(cell).is_empty())
}

/// Where the columns stand.
struct Columns {
    width: usize,
    reference: usize,
    status: usize,
    transaction: Option<usize>,
    message: Option<usize>,
}

impl Columns {
    fn of(names: &csv::StringRecord) -> Result<Self, TransferResultsError> {
        let names: Vec<String> = names.iter().map(folded).collect();
        // What hangs over at the end of the line names nothing.
        let width = names
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |last| last + 1);
        if width > MOST_COLUMNS {
            return Err(TransferResultsError::Unreadable);
        }
        let at = |wanted: &str| {
            let mut found = (0..width).filter(|at| names[*at] == wanted);
            match (found.next(), found.next()) {
                // Which of two is meant is not to be guessed.
                (_, Some(_)) => Err(TransferResultsError::Unreadable),
                (first, None) => Ok(first),
            }
        };
        let needed = |wanted: &str| at(wanted)?.ok_or(TransferResultsError::Unreadable);
        Ok(Self {
            width,
            reference: needed(REFERENCE)?,
            status: needed(STATUS)?,
            transaction: at(TRANSACTION)?,
            message: at(MESSAGE)?,
        })
    }

    fn result(
        &self,
        line: u64,
        row: &csv::StringRecord,
    ) -> Result<TransferResult, TransferResultsError> {
        let beyond = row.iter().skip(self.width);
        if row.len() < self.width || beyond.into_iter().any(|cell| !typed::line(cell).is_empty()) {
            return Err(TransferResultsError::Row { line });
        }
        let wrong = |column, fault| TransferResultsError::Cell {
            line,
            column,
            fault,
        };
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        let number = |column, at| {
            let number = typed::code(&as_text(&typed::line(cell(at))));
            if has_exponent(&number) {
                Err(wrong(column, Fault::Exponent))
            } else if number.len() > LONGEST_NUMBER {
                Err(wrong(column, Fault::TooLong))
            } else {
                Ok(number)
            }
        };
        let refund_reference = number(REFERENCE, Some(self.reference))?;
        if refund_reference.is_empty() {
            return Err(wrong(REFERENCE, Fault::Missing));
        }
        let status = match typed::code(cell(Some(self.status)))
            .to_ascii_lowercase()
            .as_str()
        {
            "done" => TransferStatus::Done,
            "failed" => TransferStatus::Failed,
            "" => return Err(wrong(STATUS, Fault::Missing)),
            _ => return Err(wrong(STATUS, Fault::UnknownStatus)),
        };
        Ok(TransferResult {
            refund_reference,
            status,
            bank_transaction: number(TRANSACTION, self.transaction)?,
            message: typed::line(cell(self.message)),
        })
    }
}

/// A name of a column without capitals; `Refund Reference` and `refund-reference` are one.
fn folded(name: &str) -> String {
    typed::line(name).to_lowercase().replace([' ', '-'], "_")
}

/// Without what programs write around digits so that spreadsheets take them for text: `="0071"`, `'0071`.
fn as_text(cell: &str) -> String {
    cell.strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'))
        .or_else(|| cell.strip_prefix('\''))
        .unwrap_or(cell)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "refund_reference,status,bank_transaction,message";

    fn result(
        reference: &str,
        status: TransferStatus,
        transaction: &str,
        message: &str,
    ) -> TransferResult {
        TransferResult {
            refund_reference: reference.into(),
            status,
            bank_transaction: transaction.into(),
            message: message.into(),
        }
    }

    #[test]
    fn a_bank_may_have_columns_of_its_own_and_a_byte_order_mark() {
        let file = "\u{feff}refund_reference, branch ,status,message\nR1,TN, done ,\"a, b\"\n";
        let expected = result("R1", TransferStatus::Done, "", "a, b");
        assert_eq!(read(file), Ok(vec![expected]));
    }

    #[test]
    fn what_spreadsheets_make_of_a_file_is_read_as_it_was() {
        let expected = vec![
            result("R1", TransferStatus::Done, "263301000123", ""),
            result("R2", TransferStatus::Failed, "", "account closed"),
        ];
        for file in [
            format!("{NAMES}\nR1,done,263301000123,\nR2,failed,,account closed\n"),
            "refund_reference;status;bank_transaction;message\nR1;done;263301000123;\nR2;failed;;account closed".into(),
            "refund_reference\tstatus\tbank_transaction\tmessage\nR1\tdone\t263301000123\t\nR2\tfailed\t\taccount closed".into(),
            "REFUND_REFERENCE,STATUS,BANK_TRANSACTION,MESSAGE\r\nR1,DONE,263301000123,\r\nR2,Failed,,account closed\r\n".into(),
            "Refund Reference, Status ,Bank-Transaction,Message\nR1,Done,263301000123,\nR2,failed,,account closed".into(),
            "\u{feff}sep=;\r\nrefund_reference;status;bank_transaction;message\r\nR1;done;263301000123;\r\nR2;failed;;account closed\r\n".into(),
            "\"sep=,\"\nrefund_reference,status,bank_transaction,message\nR1,done,263301000123,\nR2,failed,,account closed".into(),
            format!("{NAMES}\nR1,done,263301000123,\nR2,failed,,account closed\n,,,\n,,,\n"),
            format!("{NAMES}\nR1,done,263301000123,\n\n \nR2,failed,,account closed\n\n\n"),
            format!("\n{NAMES}\n;;;\nR1,done,263301000123,\nR2,failed,,account closed").replace(";;;", ",,,"),
            format!("{NAMES},,\nR1,done,263301000123,,,\nR2,failed,,account closed,,\n,,,,,\n"),
            "\"refund_reference\";\"status\";\"bank_transaction\";\"message\"\n\"R1\";\"done\";\"263301000123\";\"\"\n\"R2\";\"failed\";\"\";\"account closed\"".into(),
            format!("{NAMES}\n\"\tR1\",done,\"\t263301000123\",\nR2,failed,,account closed"),
            format!("{NAMES}\nR1,done,\"=\"\"263301000123\"\"\",\nR2,failed,,account closed"),
            format!("{NAMES}\nR1,done,'263301000123,\n'R2,failed,,account closed"),
            format!("{NAMES}\n\u{200b}R1\u{a0}, done ,263301000123\u{202c},\nR2,failed,, account\u{a0}closed "),
            "message;status;branch;bank_transaction;refund_reference\n;done;TN;263301000123;R1\naccount closed;failed;TN;;R2".into(),
        ] {
            assert_eq!(read(&file), Ok(expected.clone()), "{file:?}");
        }
    }

    #[test]
    fn two_lines_that_contradict_each_other_are_named() {
        let contradiction =
            |line, contradicted| Err(TransferResultsError::Contradiction { line, contradicted });
        for (lines, expected) in [
            ("R1,failed,,\nR1,done,FT1,", contradiction(3, 2)),
            (
                "R1,done,FT1,\nR2,done,FT2,\nr1.,FAILED,,",
                contradiction(4, 2),
            ),
        ] {
            assert_eq!(read(&format!("{NAMES}\n{lines}")), expected, "{lines}");
        }
        let same = read(&format!("{NAMES}\nR1,done,FT1,\nR1,done,FT1,"));
        assert_eq!(same.map(|results| results.len()), Ok(2));
    }

    #[test]
    fn a_cell_that_cannot_be_is_named_with_its_line_and_column() {
        let wrong = |line, column, fault| TransferResultsError::Cell {
            line,
            column,
            fault,
        };
        let exponent = |line, column| wrong(line, column, Fault::Exponent);
        for (lines, expected) in [
            ("R1,done,2.63301E+11,", exponent(2, TRANSACTION)),
            ("R1,done,\"2,63301E+11\",", exponent(2, TRANSACTION)),
            ("R1,done,263301e+9,", exponent(2, TRANSACTION)),
            ("R1,done,1E-05,", exponent(2, TRANSACTION)),
            ("R1,done,2.63301E11,", exponent(2, TRANSACTION)),
            ("R1,done,\"\t2.63301E+11\",", exponent(2, TRANSACTION)),
            (
                "R1,done,FT1,\nR2,done,2.63301E+11,",
                exponent(3, TRANSACTION),
            ),
            (
                "R1,done,FT1,\n,,,\n\nR2,done,2.63301E+11,",
                exponent(5, TRANSACTION),
            ),
            (
                "R1,done,FT1,\"a\nb\"\nR2,done,2.6E+11,",
                exponent(4, TRANSACTION),
            ),
            ("1.00E+21,done,,", exponent(2, REFERENCE)),
            (",done,FT1,", wrong(2, REFERENCE, Fault::Missing)),
            ("R1,,FT1,", wrong(2, STATUS, Fault::Missing)),
            ("R1,perhaps,,", wrong(2, STATUS, Fault::UnknownStatus)),
            (
                "R1,done,,\nR1,perhaps,,",
                wrong(3, STATUS, Fault::UnknownStatus),
            ),
            ("R1,done", TransferResultsError::Row { line: 2 }),
            ("R1,done,FT1,,x", TransferResultsError::Row { line: 2 }),
            (
                "R1,done,FT1,\nR2,done",
                TransferResultsError::Row { line: 3 },
            ),
        ] {
            assert_eq!(
                read(&format!("{NAMES}\n{lines}")),
                Err(expected),
                "{lines:?}"
            );
        }
        let after_excels_line =
            "sep=;\nrefund_reference;status;bank_transaction\nR1;done;2,63301E+11";
        assert_eq!(read(after_excels_line), Err(exponent(3, TRANSACTION)));
        // References and numbers of banks that have an e among their digits.
        for number in ["1e10", "4e5a", "E+1", "FT1E+11", "12e", "1e+"] {
            let read = read(&format!("{NAMES}\n{number},done,{number},"));
            assert_eq!(read.map(|read| read.len()), Ok(1), "{number}");
        }
        let long = "R".repeat(LONGEST_NUMBER + 1);
        assert_eq!(
            read(&format!("{NAMES}\n{long},done,,\n")),
            Err(wrong(2, REFERENCE, Fault::TooLong))
        );
    }

    #[test]
    fn a_file_that_is_none_is_refused_whole() {
        for file in [
            String::new(),
            "\u{feff}".to_owned(),
            "sep=;".to_owned(),
            NAMES.to_owned(),
            format!("{NAMES}\n,,,\n"),
            "a,b\n1,2".to_owned(),
            "refund_reference,status,status\nR1,done,failed".to_owned(),
            format!("{NAMES}{}\n", ",x".repeat(MOST_COLUMNS)),
            format!("{0}\n{0}\n", ",".repeat(30_000)),
            "\"".repeat(60_001),
        ] {
            assert_eq!(
                read(&file),
                Err(TransferResultsError::Unreadable),
                "{file:.80}"
            );
        }
        for file in [
            format!("{NAMES}\n\"R1,done,FT1,\n"),
            format!("{NAMES}\nR1,done"),
            format!("{NAMES}\nR1 done FT1"),
        ] {
            assert_eq!(
                read(&file),
                Err(TransferResultsError::Row { line: 2 }),
                "{file}"
            );
        }
    }

    #[test]
    fn a_message_may_be_long() {
        let long = "x".repeat(60_000);
        let read = read(&format!("{NAMES}\nR1,done,,\"{long}\"\n")).expect("results");
        assert_eq!(read[0].message, long);
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
