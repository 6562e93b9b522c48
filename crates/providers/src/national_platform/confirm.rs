//! CONFIRM, the platform's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::{Config, code, wire};
use crate::flat::Flat;
use crate::text::{amount, joinable};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict, seal};

/// Far above any message the platform sends by itself, far below what costs anything to read.
pub(super) const LARGEST_BODY: usize = 64 * 1024;

/// The signed fields in the order of the digest.
const SIGNED: [&str; 10] = [
    "LoaiBanTin",
    "MaLoi",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "MaTienTe",
    "MaGiaoDich",
    "MaNganHang",
    "ThoiGianGD",
    "ThongTinGiaoDich",
];

/// A CONFIRM whose digest is good.
#[derive(Debug)]
pub(super) struct Confirm {
    message: String,
    code: String,
    partner: String,
    reference: String,
    amount: String,
    currency: String,
    transaction: String,
    bank: String,
    at: String,
    digest: String,
}

/// Reads a body and checks its digest, over the values as received.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Confirm, CallbackError> {
    if body.len() > LARGEST_BODY {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Flat::parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let signed = signed_values(&fields)?;
    let digest = fields
        .text(wire::DIGEST)
        .ok_or(CallbackError::Malformed("no digest"))?;
    if !is_ours(config, signed.iter().map(String::as_str), digest) {
        return Err(CallbackError::BadDigest);
    }
    let [
        message,
        code,
        partner,
        reference,
        amount,
        currency,
        transaction,
        bank,
        at,
        _,
    ] = signed;
    Ok(Confirm {
        message,
        code,
        partner,
        reference,
        amount,
        currency,
        transaction,
        bank,
        at,
        digest: digest.to_owned(),
    })
}

/// The values under the digest. What the platform leaves out counts as empty; whether it may is for [`Confirm::report`].
fn signed_values(fields: &Flat) -> Result<[String; SIGNED.len()], CallbackError> {
    let mut values: [String; SIGNED.len()] = Default::default();
    for (name, value) in SIGNED.iter().zip(&mut values) {
        if fields.is_absent(name) {
            continue;
        }
        let received = match *name {
            "SoTien" => fields.characters(name),
            _ => fields.text(name).map(str::to_owned),
        };
        *value = received.ok_or(CallbackError::Malformed(
            "a signed field has the wrong type",
        ))?;
        if !joinable(value) {
            return Err(CallbackError::Malformed(
                "a signed field holds '|' or a control character",
            ));
        }
    }
    Ok(values)
}

/// Whether the digest was made with the current secret or, while the platform changes over, the previous one.
pub(super) fn is_ours<'a>(
    config: &Config,
    signed: impl Iterator<Item = &'a str> + Clone,
    digest: &str,
) -> bool {
    let secrets = std::iter::once(&config.secret).chain(&config.previous_secret);
    let expected = secrets.map(|secret| wire::digest(signed.clone(), secret));
    seal::is_one_of(digest, expected)
}

impl Confirm {
    /// What it says, if it says something that can be settled.
    pub(super) fn report(&self, config: &Config) -> Result<Report, CallbackError> {
        if self.message != "CONFIRM" {
            return Err(CallbackError::Malformed("not a CONFIRM"));
        }
        if self.partner != config.partner_code {
            return Err(CallbackError::Malformed("for another partner"));
        }
        if self.currency != wire::CURRENCY {
            return Err(CallbackError::Malformed("currency is not VND"));
        }
        if self.code.is_empty() || self.reference.is_empty() {
            return Err(CallbackError::Malformed("no code or no reference"));
        }
        let amount =
            amount(&self.amount).ok_or(CallbackError::Malformed("amount is not plain digits"))?;
        let outcome = match self.code.as_str() {
            code::OK => Outcome::Paid,
            undecided if code::is_undecided(undecided) => Outcome::Pending,
            failed => Outcome::Failed {
                code: failed.to_owned(),
            },
        };
        Ok(Report {
            reference: self.reference.clone(),
            outcome,
            amount,
            provider_transaction: Some(self.transaction.clone()).filter(|id| !id.is_empty()),
            bank_code: Some(self.bank.clone()).filter(|code| !code.is_empty()),
            paid_at: parse_compact_time(&self.at).ok(),
            digest: self.digest.clone(),
        })
    }
}

/// The acknowledgement. Its own digest is the received one: every portal known to be connected echoes it, and no formula for
/// another is published. A body that does not verify gets nothing of itself back.
pub(super) fn acknowledge(config: &Config, body: &[u8], verdict: Verdict) -> Acknowledgement {
    let authentic = authenticate(config, body);
    let verdict = match authentic.as_ref().map(|confirm| confirm.report(config)) {
        Ok(Ok(_)) => verdict,
        Ok(Err(error)) => error.verdict(),
        Err(error) => error.verdict(),
    };
    let recorded = matches!(verdict, Verdict::Accepted | Verdict::AlreadyProcessed);
    let mut answer = json!({
        "MaLoi": if recorded { code::OK } else { "99" },
        "MoTaLoi": words(verdict),
        "MaDoiTac": config.partner_code,
    });
    if let Ok(confirm) = authentic {
        answer["MaThamChieu"] = confirm.reference.into();
        answer["ThoiGianGD"] = confirm.at.into();
        answer[wire::DIGEST] = confirm.digest.into();
    }
    Acknowledgement {
        status: 200,
        content_type: "application/json; charset=utf-8",
        body: answer.to_string().into_bytes(),
    }
}

fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "Đã ghi nhận",
        Verdict::AlreadyProcessed => "Đã ghi nhận trước đó",
        Verdict::UnknownReference => "Không tìm thấy mã tham chiếu",
        Verdict::BadDigest => "Mã xác thực không đúng",
        Verdict::AmountMismatch => "Số tiền không khớp",
        Verdict::Malformed => "Bản tin không đúng định dạng",
        Verdict::TryAgain => "Hệ thống bận, vui lòng gửi lại",
    }
}
