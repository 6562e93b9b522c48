//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod memos;
mod payloads;

use super::DESCRIPTOR;
use crate::testing::*;

const MEMO: &str = "DVCA2B3C4D5E6F7G2H3I4J5K6";
const SECRET: &str = "testsecret";

static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[
        ("VIETQR_HOLDER", "Kho bạc Nhà nước Tây Ninh"),
        ("VIETQR_SECRET", SECRET),
    ],
    refused_settings: &[
        ("VIETQR_BANK_BIN", "97043"),
        ("VIETQR_BANK_BIN", "97043a"),
        ("VIETQR_ACCOUNT", ""),
        ("VIETQR_ACCOUNT", "12345678901234567890"),
        ("VIETQR_ACCOUNT", "1020-304"),
    ],
    // Opening a payment needs no network.
    exchanges: &[Exchange(
        Call::Query,
        "/transactions",
        "content-type: application/json; charset=utf-8",
        r#""requestId":"R1""#,
    )],
    invalid: &[
        |request| request.amount = Vnd::new(10_000_000_000_000),
        |request| request.reference = "A2B3C4D5E6F7G2H3I4J5K6".to_owned(),
        |request| request.reference = "a2b3c4d5e6f7g2h3i4j5k".to_owned(),
        |request| request.reference = "a2b3c4d5e6f7g2h3i4j5k-".to_owned(),
    ],
    invalid_refunds: &[],
    opened: None,
};

calls_conform!(EXAMPLE);

/// The digest of values of the bank's.
fn digest(values: &[&str], secret: &str) -> String {
    hex::encode(hmac_sha256(&values.join("|"), &Secret::any(secret)))
}
