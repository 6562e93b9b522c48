//! CONFIRM, the platform's report of a payment, and our acknowledgement of it.

use domain::calendar::parse_compact_time;
use serde_json::json;

use super::{Config, code, wire};
use crate::codes::says;
use crate::http::JSON;
use crate::signed::{self, Format, Signed};
use crate::{Acknowledgement, CallbackError, Outcome, Report, Verdict};

static FORMAT: Format = Format {
    fields: "LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD \
             ThongTinGiaoDich",
    numbers: "SoTien MaGiaoDich ThoiGianGD",
    complete: false,
    separator: '|',
    digest: wire::DIGEST,
};

/// Reads a body and checks its digest.
pub(super) fn authenticate(config: &Config, body: &[u8]) -> Result<Signed, CallbackError> {
    FORMAT.open(&signed::read(body)?, |values, digest| {
        wire::is_ours(config, values, digest)
    })
}

/// What a CONFIRM says, if it says something that can be settled.
pub(super) fn report(config: &Config, confirm: &Signed) -> Result<Report, CallbackError> {
    confirm.expect("LoaiBanTin", "CONFIRM", "not a CONFIRM")?;
    confirm.expect("MaDoiTac", &config.partner_code, "for another partner")?;
    confirm.expect("MaTienTe", wire::CURRENCY, "currency is not VND")?;
    let code = confirm.required("MaLoi")?;
    Ok(Report {
        reference: confirm.required("MaThamChieu")?.to_owned(),
        outcome: Outcome::of(says(code::CONFIRM, code), code),
        amount: confirm.amount("SoTien")?,
        provider_transaction: confirm.given("MaGiaoDich"),
        bank_code: confirm.given("MaNganHang"),
        paid_at: parse_compact_time(confirm.get("ThoiGianGD")).ok(),
        digest: confirm.fingerprint(),
    })
}

/// The acknowledgement. Its own digest is the received one: every portal known to be connected echoes it, and no formula for
/// another is published. A body that does not verify gets nothing of itself back.
pub(super) fn acknowledge(config: &Config, body: &[u8], verdict: Verdict) -> Acknowledgement {
    let confirm = authenticate(config, body);
    let reported = confirm.as_ref().map_err(|error| *error);
    let reported = reported.and_then(|confirm| report(config, confirm));
    let verdict = verdict.unless_refused(&reported);
    let mut answer = json!({
        "MaLoi": if verdict.is_recorded() { code::OK } else { "99" },
        "MoTaLoi": words(verdict),
        "MaDoiTac": config.partner_code,
    });
    if let Ok(confirm) = confirm {
        answer["MaThamChieu"] = confirm.get("MaThamChieu").into();
        answer["ThoiGianGD"] = confirm.get("ThoiGianGD").into();
        answer[wire::DIGEST] = confirm.digest.into();
    }
    Acknowledgement::ok(JSON, &answer)
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
