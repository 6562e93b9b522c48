//! `MaXacThuc` of each message: which values, in which order.

use super::message::{Confirm, Init, Inquiry};
use crate::sign::sha256_joined as digest;

/// Digest of an INIT message; `ThongTinBienLai` is not part of it.
pub(crate) fn init(m: &Init, secret: &str) -> String {
    digest(
        &[
            &m.kind,
            &m.version,
            &m.partner,
            &m.reference,
            &m.amount,
            &m.payment_type,
            &m.channel,
            &m.device,
            &m.language,
            &m.currency,
            &m.bank,
            &m.description,
            &m.time,
            &m.ip,
        ],
        secret,
    )
}

/// Digest of a QUERY or GET_BILL message.
pub(crate) fn inquiry(m: &Inquiry, secret: &str) -> String {
    digest(
        &[&m.kind, &m.version, &m.partner, &m.reference, &m.time],
        secret,
    )
}

/// Digest of a CONFIRM message; the card's fields and the token are not part of it.
pub(crate) fn confirm(m: &Confirm, secret: &str) -> String {
    digest(
        &[
            &m.kind,
            &m.code,
            &m.partner,
            &m.reference,
            &m.amount,
            &m.currency,
            &m.transaction,
            &m.bank,
            &m.time,
            &m.description,
        ],
        secret,
    )
}

/// `secureCode` of the browser's return. The real formula is not published; this one is the obvious guess, which is one
/// more reason why a portal must not believe the return.
pub(crate) fn browser_return(reference: &str, response_code: &str, secret: &str) -> String {
    digest(&[reference, response_code], secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "testsecret";

    #[test]
    fn init_digest_matches_the_vector() {
        let message = Init {
            kind: "INIT".into(),
            version: "1.0.6".into(),
            partner: "TESTDT".into(),
            reference: "TN0001".into(),
            amount: "50000".into(),
            payment_type: "PAY".into(),
            channel: "1".into(),
            device: "1".into(),
            language: "vi-VN".into(),
            currency: "VND".into(),
            bank: "PAYMENT".into(),
            description: "Thanh toan le phi".into(),
            time: "20250601101010".into(),
            ip: "127.0.0.1".into(),
            receipt: serde_json::Value::Null,
            digest: String::new(),
        };
        assert_eq!(
            init(&message, SECRET),
            "439012eac63c6a06a103c1e6e9204acfaa40a40acd84b8f9c9122187eeb42863"
        );
    }

    #[test]
    fn confirm_digest_matches_the_vector() {
        let message = Confirm {
            kind: "CONFIRM".into(),
            code: "00".into(),
            meaning: "Thành công".into(),
            partner: "TESTDT".into(),
            reference: "TN0001".into(),
            amount: "50000".into(),
            currency: "VND".into(),
            transaction: "GD0001".into(),
            bank: "VCB".into(),
            time: "20250601101212".into(),
            description: "Thanh toan le phi".into(),
            token: String::new(),
            card_number: String::new(),
            card_month: String::new(),
            card_year: String::new(),
            digest: String::new(),
        };
        assert_eq!(
            confirm(&message, SECRET),
            "40d53ce5ceca98640e4484e4f3eda6ec60b9b8ab13f93024ef63e6b05d5bb9de"
        );
    }

    #[test]
    fn query_digest_matches_the_vector() {
        let message = Inquiry {
            kind: "QUERY".into(),
            version: "1.0.6".into(),
            partner: "TESTDT".into(),
            reference: "TN0001".into(),
            time: "20250601101010".into(),
            digest: String::new(),
        };
        assert_eq!(
            inquiry(&message, SECRET),
            "0ea88c54d0ff242d9eaf1ec1ff7cdc73d030efd2fcfde6a5bbec4c6177d0f37f"
        );
    }
}
