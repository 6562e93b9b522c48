//! Results of transfers, as CSV.

use untrusted_input::transfer_results::{LONGEST_NUMBER, MOST_LINES, read};

pub fn run(bytes: &[u8]) {
    let Ok(file) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(results) = read(file) {
        assert!((1..=MOST_LINES).contains(&results.len()));
        for result in results {
            assert!(result.refund_reference.len() <= LONGEST_NUMBER);
            assert!(result.bank_transaction.len() <= LONGEST_NUMBER);
        }
    }
}
