//! Results of transfers, as CSV.

#![no_main]

use libfuzzer_sys::fuzz_target;
use untrusted_input::transfer_results::{LONGEST_NUMBER, MOST_LINES, read};

fuzz_target!(|file: &str| {
    if let Ok(results) = read(file) {
        assert!((1..=MOST_LINES).contains(&results.len()));
        for result in results {
            assert!(result.refund_reference.len() <= LONGEST_NUMBER);
            assert!(result.bank_transaction.len() <= LONGEST_NUMBER);
        }
    }
});
