//! VNPAY 2.1.0: a signed address opens the payment; querydr and refund are JSON.

pub(crate) mod api;
pub(crate) mod pay;

use std::collections::BTreeMap;

use crate::{
    clock,
    config::Config,
    digest::hmac_sha512,
    faults::Distortion,
    payments::with_query,
    protocol::Call,
    world::{Payment, Verdict},
};

const VERSION: &str = "2.1.0";

/// The bank every payer here pays with, VNPAY's own test bank.
pub(crate) const BANK: &str = "NCB";

/// VNPAY counts in hundredths of a đồng.
const UNITS: u64 = 100;

/// `vnp_SecureHash` of the fields of an address: empty ones dropped, sorted by name, form-encoded.
fn hash<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>, secret: &str) -> String {
    let unsigned = ["vnp_SecureHash", "vnp_SecureHashType"];
    let sorted: BTreeMap<_, _> = fields
        .into_iter()
        .filter(|(name, value)| !value.is_empty() && !unsigned.contains(name))
        .collect();
    let text = serde_urlencoded::to_string(sorted).expect("pairs of text can be written");
    hmac_sha512(secret, &text)
}

/// đồng of a `vnp_Amount`.
fn amount(text: &str) -> Option<u64> {
    let amount = crate::json::amount(text)?;
    amount.is_multiple_of(UNITS).then_some(amount / UNITS)
}

/// `vnp_TransactionStatus`: 00 paid, 01 not completed, 02 failed.
fn status(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Paid) => "00",
        None => "01",
        Some(_) => "02",
    }
}

/// `address` with the signed fields of the outcome.
fn outcome(address: &str, config: &Config, payment: &Payment, distortion: Distortion) -> String {
    let opening = &payment.opening;
    let outcome = payment.outcome.as_ref();
    let transaction = outcome.map_or("0", |outcome| &outcome.transaction);
    let amount = (distortion.amount(opening.amount) * UNITS).to_string();
    let at = clock::compact(payment.changed_at());
    // The number of the bank exists where money moved.
    let bank_transaction = payment
        .paid()
        .map_or_else(String::new, |_| format!("VNP{transaction}"));
    // 99, "other", is what a payer brings back who left the page before it was decided.
    let code = payment.verdict().map_or("99", Verdict::code);
    let mut fields = vec![
        ("vnp_Amount", amount.as_str()),
        ("vnp_BankCode", outcome.map_or("", |outcome| &outcome.bank)),
        ("vnp_BankTranNo", &bank_transaction),
        ("vnp_CardType", "ATM"),
        ("vnp_OrderInfo", &opening.description),
        ("vnp_PayDate", &at),
        ("vnp_ResponseCode", code),
        ("vnp_TmnCode", &config.credentials.vnpay_terminal),
        ("vnp_TransactionNo", transaction),
        ("vnp_TransactionStatus", status(payment.verdict())),
        ("vnp_TxnRef", &opening.order),
    ];
    fields.retain(|(_, value)| !value.is_empty());
    let secret = distortion.secret(&config.credentials.vnpay_secret);
    let digest = hash(fields.iter().copied(), secret);
    fields.push(("vnp_SecureHash", &digest));
    with_query(address, &fields)
}

/// The IPN, to the address agreed once for the terminal; `None` while the payment has not ended.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    payment.outcome.as_ref()?;
    let address = format!("{}/callbacks/vnpay", config.portal_url);
    Some(Call::Get(outcome(&address, config, payment, distortion)))
}

/// Back to the portal, with what the callback says.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let address = &payment.opening.return_url;
    outcome(address, config, payment, Distortion(None))
}

#[cfg(test)]
mod tests {
    use super::hash;
    use crate::digest::hmac_sha512;

    #[test]
    fn the_hash_of_an_address_matches_the_published_vector() {
        let fields = [
            ("vnp_TxnRef", "1716257871703"),
            ("vnp_Amount", "1000000"),
            ("vnp_BankCode", "NCB"),
            ("vnp_BankTranNo", "VNP14422574"),
            ("vnp_CardType", "ATM"),
            (
                "vnp_OrderInfo",
                "Thanh toan don hang 2024-05-21T02:17:31.249Z",
            ),
            ("vnp_PayDate", "20240521091806"),
            ("vnp_ResponseCode", "00"),
            ("vnp_TmnCode", "TEST_TMN_CODE"),
            ("vnp_TransactionNo", "14422574"),
            ("vnp_TransactionStatus", "00"),
            ("vnp_SecureHash", "not part of it"),
        ];
        assert_eq!(
            hash(fields, "test_secret"),
            "649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361dbf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895"
        );
    }

    #[test]
    fn the_hashes_of_questions_match_the_vectors() {
        for (text, expected) in [
            (
                "R1|2.1.0|querydr|TESTTMN1|TN0001|20250601101010|20250601102020|127.0.0.1|Truy van",
                "0a5c6225168a1c02d01b0ff68bfa39b1be5a9d542893aee209e8d75513ab32dab5247b14a1aa6730c9521f09a0c96c0b89b503687c45a2f175bf31139cf6b592",
            ),
            (
                "R2|2.1.0|refund|TESTTMN1|02|TN0001|5000000|14422574|20250601101010|canbo01|20250601103030|127.0.0.1|Hoan phi",
                "48d6ad4712f06655aacc28dacb8b4ca83e38fc1bc196fd64bba09de03a6a402ee3adbccb5f18f007257d1e3a92de1c0667105f0369249e238994859260b12008",
            ),
        ] {
            assert_eq!(hmac_sha512("test_secret", text), expected);
        }
    }
}
