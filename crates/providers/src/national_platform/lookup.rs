//! Paying by dossier code: the platform asks what is due, we answer with the bill.
//!
//! The names are those of OpenCPS v2. How the platform proves itself in this message is published nowhere; assumed is its digest
//! of everything else, over `MaHoSo|MaDoiTac|ThoiGianGD|secret`.

use domain::calendar::{compact_time, parse_compact_time};
use domain::money::Vnd;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{Config, wire};
use crate::http::JSON;
use crate::signed::{self, Format};
use crate::text::{is_code, plain, require};
use crate::{Acknowledgement, BillInformation, BillLookup, CallbackError, LookupResult};

static FORMAT: Format = Format {
    fields: "MaHoSo MaDoiTac ThoiGianGD",
    numbers: "",
    complete: true,
    separator: '|',
    digest: wire::DIGEST,
};
/// Longer than any dossier code.
const LONGEST_CODE: usize = 64;

/// Reads a body and checks its digest.
pub(super) fn verify(config: &Config, body: &[u8]) -> Result<BillLookup, CallbackError> {
    let question = FORMAT.open(&signed::read(body)?, |values, digest| {
        wire::is_ours(config, values, digest)
    })?;
    question.expect("MaDoiTac", &config.partner_code, "for another partner")?;
    let dossier_code = question.get("MaHoSo");
    let length = dossier_code.chars().count();
    let fits = (1..=LONGEST_CODE).contains(&length);
    require(fits, "dossier code is not 1–64 characters long")?;
    let asked_at = parse_compact_time(question.get("ThoiGianGD"));
    Ok(BillLookup {
        dossier_code: dossier_code.to_owned(),
        asked_at: asked_at.map_err(|_| "time cannot be read")?,
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
        Some(message) => Acknowledgement::ok(JSON, &message),
        // A bill that does not add up is a mistake of ours: the platform is told nothing that could be paid.
        None => Acknowledgement::status(500),
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
