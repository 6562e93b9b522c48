//! What an entry of the log says besides its event, for people.

use app::{
    api::{accounts::Role, audit::AuditChange, federated_login::Issuer, sessions::Method},
    locales::{localized, t},
};
use domain::{
    calendar::{VIETNAM, format_date, format_date_time},
    language::{Text, text},
    money::Vnd,
    payment::AttemptState,
    refund::RefundState,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The members of an entry's detail in a line; empty where there are none.
pub(super) fn detail(detail: &Value) -> String {
    let members = detail.as_object().into_iter().flatten();
    members
        .map(|(name, value)| {
            let (label, value) = (name_of(name), words(name, value));
            match name.as_str() {
                // These read as a phrase.
                "assurance" | "method" => format!("{label} {value}"),
                _ => format!("{label}: {value}"),
            }
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What changed, member by member.
pub(super) fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<AuditChange> {
    let mut members: BTreeMap<&str, (String, String)> = BTreeMap::new();
    for (name, value) in before.and_then(Value::as_object).into_iter().flatten() {
        members.entry(name).or_default().0 = words(name, value);
    }
    for (name, value) in after.and_then(Value::as_object).into_iter().flatten() {
        members.entry(name).or_default().1 = words(name, value);
    }
    members
        .into_iter()
        // What was not there before and is not there now.
        .filter(|(_, (before, after))| !(before.is_empty() && after.is_empty()))
        .map(|(name, (before, after))| AuditChange {
            name: name_of(name),
            before,
            after,
        })
        .collect()
}

/// `dd/mm/yyyy HH:MM:SS`, Vietnam time.
pub(super) fn to_the_second(at: OffsetDateTime) -> String {
    let local = at.to_offset(VIETNAM);
    let (hour, minute, second) = local.to_hms();
    format!(
        "{} {hour:02}:{minute:02}:{second:02}",
        format_date(local.date())
    )
}

fn name_of(name: &str) -> String {
    label(name).map_or_else(|| name.to_owned(), |label| t(label).to_owned())
}

/// What a member is called; one that this version does not know goes by its own name.
fn label(name: &str) -> Option<Text> {
    Some(match name {
        "method" => text("bằng", "with"),
        "assurance" => text("mức độ xác minh", "identity check level"),
        "step" => text("bước", "step"),
        "why" => text("nguyên nhân kỹ thuật", "technical cause"),
        "flow" => text("việc", "flow"),
        "by" => text("bằng", "by"),
        "unit" => text("đơn vị", "office"),
        "unit_before" => text("đơn vị cũ", "office before"),
        "roles" => text("vai trò", "roles"),
        "roles_before" => text("vai trò cũ", "roles before"),
        "reason" => text("lý do", "reason"),
        "at_work" => text("có quyền cán bộ", "has officer access"),
        "agency_state" => text("tài khoản cơ quan", "agency’s account"),
        "attempt_state" => text("giao dịch", "payment"),
        "refund_state" => text("khoản hoàn", "refund"),
        "correction" => text("đính chính", "correction"),
        "outcome" => text("kết quả", "outcome"),
        "amount" => text("số tiền", "amount"),
        "surplus" => text("số nộp thừa", "overpayment"),
        "fees" => text("phí", "fees"),
        "charges" => text("lệ phí", "charges"),
        "fee_stays_due" => text("khoản phí vẫn phải nộp", "fee still due"),
        "total" => text("tổng số tiền", "total"),
        "receipt" => text("số biên lai giấy", "paper receipt"),
        "transaction" => text("mã giao dịch của ngân hàng", "bank’s transaction"),
        "proposed_by" => text("người đề nghị", "proposed by"),
        "bank_bin" => text("ngân hàng", "bank"),
        "account_number" => text("số tài khoản", "account number"),
        "account_holder" => text("chủ tài khoản", "account holder"),
        "batch" => text("số lô", "batch"),
        "downloads" => text("số lần tải", "downloads"),
        "refunds" => text("số khoản hoàn", "refunds"),
        "done" => text("đã chuyển", "transferred"),
        "failed" => text("không chuyển được", "failed"),
        "known" => text("đã nhập trước đó", "imported before"),
        "unknown" => text("không rõ", "unknown"),
        "document" => text("mã tài liệu", "document’s number"),
        "file" => text("mã băm của tệp", "hash of the file"),
        "enabled" => text("công dân thấy kênh", "offered to citizens"),
        "kind" => text("loại", "kind"),
        "text_vi" => text("tiếng Việt", "in Vietnamese"),
        "text_en" => text("tiếng Anh", "in English"),
        "link" => text("liên kết", "link"),
        "starts_at" => text("từ", "from"),
        "ends_at" => text("đến", "until"),
        "procedures" => text("số thủ tục", "procedures"),
        "differences" => text("số chỗ sai khác", "differences"),
        "entries" => text("số dòng", "entries"),
        "accounts_closed" => text("số tài khoản đã đóng", "accounts closed"),
        "accounts_kept" => text("số tài khoản giữ lại", "accounts kept"),
        "officers_ended" => text(
            "số cán bộ bị thu hồi quyền",
            "officers whose access was removed",
        ),
        "messages_deleted" => text("số tin nhắn chưa gửi đã xóa", "unsent messages deleted"),
        "event" => text("sự kiện đã lọc", "event asked for"),
        "account" => text("tài khoản đã lọc", "account asked for"),
        "actor" => text("người thực hiện đã lọc", "actor asked for"),
        "from" => text("từ ngày", "from"),
        "until" => text("đến ngày", "until"),
        _ => return None,
    })
}

/// A value of a member of this name.
fn words(name: &str, value: &Value) -> String {
    fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
        T::deserialize(value).ok()
    }
    let known = match name {
        "amount" | "surplus" | "fees" | "charges" | "total" => {
            read::<i64>(value).map(|dong| localized(&Vnd::new(dong)).into_owned())
        }
        "refund_state" => read::<RefundState>(value).map(|state| t(state.label()).to_owned()),
        "attempt_state" => {
            read::<AttemptState>(value).map(|state| t(desk::attempt_state(state)).to_owned())
        }
        "method" => read::<Method>(value).map(|method| t(method.label()).to_owned()),
        "outcome" => value
            .as_str()
            .and_then(desk::correction_outcome)
            .map(|outcome| t(outcome).to_owned()),
        "starts_at" | "ends_at" => value
            .as_str()
            .and_then(|at| OffsetDateTime::parse(at, &Rfc3339).ok())
            .map(format_date_time),
        _ => None,
    };
    known.unwrap_or_else(|| match value {
        Value::String(text) => {
            named(value).map_or_else(|| text.clone(), |words| t(words).to_owned())
        }
        Value::Array(values) => values
            .iter()
            .map(|value| words(name, value))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Bool(true) => t(text("có", "yes")).to_owned(),
        Value::Bool(false) => t(text("không", "no")).to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    })
}

/// The words for a role, a way in, or a step.
fn named(value: &Value) -> Option<Text> {
    fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
        T::deserialize(value).ok()
    }
    if let Some(role) = read::<Role>(value) {
        return Some(role.label());
    }
    // The step named `password` is the password alone, unlike the way in of that name.
    if let Some(method) = read::<Method>(value).filter(|method| *method != Method::Password) {
        return Some(method.label());
    }
    // As a step it goes by its name in addresses.
    if let Some(issuer) = read::<Issuer>(value) {
        return Some(issuer.method().label());
    }
    Some(match value.as_str()? {
        "password" => text("mật khẩu", "password"),
        "code" => text("mã OTP", "one-time code"),
        "signature" => text("chữ ký số", "digital signature"),
        "proof" => text("xác nhận lại", "confirming once more"),
        "recovery" => text("lấy lại tài khoản", "recovery"),
        "registration" => text("đăng ký", "registration"),
        "sign_in" => text("đăng nhập", "sign-in"),
        "sms" => text("tin nhắn", "text message"),
        "voice" => text("cuộc gọi", "call"),
        "email" => text("email", "email"),
        "password_recovery" => text("quên mật khẩu", "forgotten password"),
        "phone_recovery" => text("mất số điện thoại", "lost phone number"),
        "phone_replacement" => text("thay số điện thoại", "replacing the phone number"),
        "phone_change" => text("đổi số điện thoại", "changing the phone number"),
        "email_change" => text("đổi email", "changing the email address"),
        "waiting" => text("chờ duyệt", "waiting"),
        "active" => text("được dùng", "active"),
        "refused" => text("bị từ chối", "rejected"),
        "proposed" => text("chờ duyệt", "proposed"),
        "approved" => text("đã duyệt", "approved"),
        "rejected" => text("không duyệt", "rejected"),
        "info" => text("thông tin", "information"),
        "warning" => text("cảnh báo", "warning"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use time::macros::datetime;

    #[test]
    fn what_changed_is_told_side_by_side() {
        let before = json!({ "refund_state": "proposed", "enabled": true });
        let after = json!({ "refund_state": "listed", "enabled": false, "amount": 200_000, "link": null, "ends_at": "2020-07-22T01:00:00Z" });
        let told: Vec<_> = changes(Some(&before), Some(&after))
            .into_iter()
            .map(|change| (change.name, change.before, change.after))
            .collect();
        let row = |name: &str, before: &str, after: &str| {
            (name.to_owned(), before.to_owned(), after.to_owned())
        };
        assert_eq!(
            told,
            [
                row("số tiền", "", "200.000 đ"),
                row("công dân thấy kênh", "có", "không"),
                row("đến", "", "22/07/2020 08:00"),
                row("khoản hoàn", "Chờ duyệt", "Chờ chuyển khoản"),
            ]
        );
        assert_eq!(changes(None, None), []);
        assert_eq!(
            to_the_second(datetime!(2026-03-16 17:00:07 UTC)),
            "17/03/2026 00:00:07"
        );
    }

    #[test]
    fn what_is_known_is_told_in_words_and_what_is_not_as_it_stands() {
        let [administrator, auditor] =
            [Role::Administrator, Role::Auditor].map(|role| t(role.label()));
        let reason_and_roles = format!("lý do: QĐ 12; vai trò: {administrator}, {auditor}");
        for (detail, expected) in [
            (json!({}), ""),
            (json!(null), ""),
            (
                json!({ "method": "password", "assurance": 2 }),
                "bằng mật khẩu và OTP; mức độ xác minh 2",
            ),
            (json!({ "step": "password" }), "bước: mật khẩu"),
            (json!({ "step": "vietnam-post" }), "bước: Bưu điện Việt Nam"),
            (json!({ "outcome": "paid" }), "kết quả: Đã nhận tiền"),
            (
                json!({ "roles": ["administrator", "auditor"], "reason": "QĐ 12" }),
                reason_and_roles.as_str(),
            ),
            (json!({ "later": "thing" }), "later: thing"),
        ] {
            let mut parts: Vec<_> = super::detail(&detail)
                .split("; ")
                .map(str::to_owned)
                .collect();
            parts.sort();
            assert_eq!(parts.join("; "), expected, "{detail}");
        }
    }
}
