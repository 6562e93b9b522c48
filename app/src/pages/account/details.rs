//! What the portal knows of the account.

use crate::{api::accounts::Account, components::Fact};
use leptos::prelude::*;

/// Name, numbers as far as they may be shown, assurance.
#[component]
pub fn Details(
    /// The account.
    account: Account,
) -> impl IntoView {
    view! {
        <dl class="facts card">
            <Fact name="Họ và tên" value=account.full_name />
            <Fact name="Số giấy tờ" value=account.masked_identity_number />
            <Fact name="Số điện thoại" value=account.masked_phone />
            <Fact name="Email" value=account.email.unwrap_or_else(|| "Chưa có".to_owned()) />
            <Fact name="Mức độ xác minh" value=assurance_label(account.assurance) />
        </dl>
    }
}

/// Identity assurance levels of NIST SP 800-63A.
fn assurance_label(level: u8) -> String {
    let name = match level {
        1 => "thấp",
        2 => "trung bình",
        _ => "cao",
    };
    format!("IAL{level} – {name}")
}
