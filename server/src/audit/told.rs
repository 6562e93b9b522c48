//! What an entry of the log says besides its event, for people.

use app::{
    api::{accounts::Role, sessions::Method},
    locales::t,
};
use domain::language::{Text, text};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The members of an entry's detail in a line; empty where there are none.
pub(super) fn told(detail: &Value) -> String {
    let members = detail.as_object().into_iter().flatten();
    members
        .map(|(name, value)| {
            let name = label(name).map_or_else(|| name.clone(), |label| t(label).to_owned());
            format!("{name}: {}", words(value))
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What a member is called; one that this version does not know goes by its own name.
fn label(name: &str) -> Option<Text> {
    Some(match name {
        "method" => text("cách", "way"),
        "assurance" => text("mức độ xác minh", "assurance level"),
        "step" => text("bước", "step"),
        "flow" => text("việc", "flow"),
        "by" => text("bằng", "by"),
        "unit" => text("đơn vị", "unit"),
        "unit_before" => text("đơn vị cũ", "unit before"),
        "roles" => text("vai trò", "roles"),
        "roles_before" => text("vai trò cũ", "roles before"),
        "reason" => text("lý do", "reason"),
        _ => return None,
    })
}

fn words(value: &Value) -> String {
    match value {
        Value::String(name) => {
            named(value).map_or_else(|| name.clone(), |words| t(words).to_owned())
        }
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
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
    Some(match value.as_str()? {
        "password" => text("mật khẩu", "password"),
        "code" => text("mã OTP", "one-time code"),
        "proof" => text("xác nhận lại", "confirming once more"),
        "recovery" => text("lấy lại tài khoản", "recovery"),
        "registration" => text("đăng ký", "registration"),
        "sign_in" => text("đăng nhập", "sign-in"),
        "sms" => text("tin nhắn", "text message"),
        "voice" => text("cuộc gọi", "call"),
        "email" => text("thư điện tử", "e-mail"),
        "password_recovery" => text("quên mật khẩu", "forgotten password"),
        "phone_recovery" => text("mất số điện thoại", "lost telephone"),
        "phone_replacement" => text("thay số điện thoại", "replacing the telephone number"),
        "phone_change" => text("đổi số điện thoại", "changing the telephone number"),
        "email_change" => text("đổi thư điện tử", "changing the e-mail address"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::told;
    use serde_json::json;

    #[test]
    fn what_is_known_is_told_in_words_and_what_is_not_as_it_stands() {
        for (detail, expected) in [
            (json!({}), ""),
            (json!(null), ""),
            (
                json!({ "method": "password", "assurance": 2 }),
                "cách: mật khẩu; mức độ xác minh: 2",
            ),
            (
                json!({ "roles": ["administrator", "auditor"], "reason": "QĐ 12" }),
                "lý do: QĐ 12; vai trò: Quản trị, Kiểm tra nhật ký",
            ),
            (json!({ "later": "thing" }), "later: thing"),
        ] {
            let mut parts: Vec<_> = told(&detail).split("; ").map(str::to_owned).collect();
            parts.sort();
            assert_eq!(parts.join("; "), expected, "{detail}");
        }
    }
}
