//! Paying by dossier code: the platform asks what is due, we answer with the bill.
//!
//! The names are those of OpenCPS v2. How the platform proves itself in this message is published nowhere; assumed is its digest
//! of everything else, over `MaHoSo|MaDoiTac|ThoiGianGD|secret`.

use domain::calendar::{compact_time, parse_compact_time};
use domain::money::Vnd;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{Config, confirm, wire};
use crate::flat::Flat;
use crate::text::{is_code, joinable, plain};
use crate::{Acknowledgement, BillInformation, CallbackError};

/// The signed fields in the order of the digest.
const SIGNED: [&str; 3] = ["MaHoSo", "MaDoiTac", "ThoiGianGD"];
/// Longer than any dossier code.
const LONGEST_CODE: usize = 64;

/// The platform's question what is due for a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLookup {
    /// The code as the citizen typed it at the platform: 1–64 characters, not necessarily one of ours.
    pub dossier_code: String,
    /// When the platform asked. The question carries nothing that is used once, so refuse it when it is old.
    pub asked_at: OffsetDateTime,
}

/// What is due for a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupResult {
    /// Something is.
    Due {
        /// Our reference of the attempt that this answer opens, which CONFIRM will name: 1–64 letters, digits, `-` or `_`.
        reference: String,
        /// Amount in whole đồng, equal to the sum of the bill's lines.
        amount: Vnd,
        /// What the receipt will be made from.
        bill: Box<BillInformation>,
        /// When the attempt was made.
        requested_at: OffsetDateTime,
    },
    /// Nothing, or it has been paid.
    NothingDue,
    /// There is no such dossier.
    NotFound,
}

/// Reads a body and checks its digest, over the values as received.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<BillLookup, CallbackError> {
    if body.len() > confirm::LARGEST_BODY {
        return Err(CallbackError::Malformed("larger than 64 kB"));
    }
    let fields = Flat::parse(body).ok_or(CallbackError::Malformed(
        "not one JSON object with each name once",
    ))?;
    let text = |name| {
        fields
            .text(name)
            .filter(|value| joinable(value))
            .ok_or(CallbackError::Malformed(
                "a field is missing, no text, or holds '|' or a control character",
            ))
    };
    let [dossier_code, partner, asked_at] = [text(SIGNED[0])?, text(SIGNED[1])?, text(SIGNED[2])?];
    let signed = [dossier_code, partner, asked_at];
    if !confirm::is_ours(config, signed.into_iter(), text(wire::DIGEST)?) {
        return Err(CallbackError::BadDigest);
    }
    if partner != config.partner_code {
        return Err(CallbackError::Malformed("for another partner"));
    }
    if !(1..=LONGEST_CODE).contains(&dossier_code.chars().count()) {
        return Err(CallbackError::Malformed(
            "dossier code is not 1–64 characters long",
        ));
    }
    Ok(BillLookup {
        dossier_code: dossier_code.to_owned(),
        asked_at: parse_compact_time(asked_at)
            .map_err(|_| CallbackError::Malformed("time cannot be read"))?,
    })
}

/// Writes the answer: `error_code` 1 with the bill, 0 where nothing is due, -1 where the dossier is not known.
pub(super) fn answer(
    config: &Config,
    lookup: &BillLookup,
    result: LookupResult,
) -> Acknowledgement {
    let message = match result {
        LookupResult::NothingDue => Some(without_bill(0, "Hồ sơ không có khoản phải nộp")),
        LookupResult::NotFound => Some(without_bill(-1, "Không tìm thấy hồ sơ")),
        LookupResult::Due {
            reference,
            amount,
            bill,
            requested_at,
        } => due(config, lookup, &reference, amount, &bill, requested_at),
    };
    match message {
        Some(message) => Acknowledgement {
            status: 200,
            content_type: "application/json; charset=utf-8",
            body: message.to_string().into_bytes(),
        },
        // A bill that does not add up is a mistake of ours: the platform is told nothing that could be paid.
        None => Acknowledgement {
            status: 500,
            content_type: "",
            body: Vec::new(),
        },
    }
}

fn without_bill(error_code: i8, words: &str) -> Value {
    json!({ "error_code": error_code, "message": words })
}

fn due(
    config: &Config,
    lookup: &BillLookup,
    reference: &str,
    amount: Vnd,
    bill: &BillInformation,
    requested_at: OffsetDateTime,
) -> Option<Value> {
    if !is_code(reference, 64) || wire::check_amount(amount, bill).is_err() {
        return None;
    }
    let at = compact_time(requested_at);
    let description = format!("THANH TOAN HO SO {}", bill.dossier_code);
    Some(json!({
        "error_code": 1,
        "message": "Hồ sơ có khoản phải nộp",
        "MaHoSo": lookup.dossier_code,
        "MaDoiTac": config.partner_code,
        "MaTraCuuTT": format!("{}{at}", bill.dossier_code),
        "MaThamChieu": reference,
        "SoTien": plain(amount),
        "MaTienTe": wire::CURRENCY,
        "ThoiGianGD": at,
        "ThongTinBienLai": wire::bill_information(config, bill, &description),
    }))
}
