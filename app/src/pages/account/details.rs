//! What the portal knows of the account.

use crate::{
    api::accounts::Account,
    components::Fact,
    locales::{account::*, t},
};
use leptos::prelude::*;

/// Name, numbers as far as they may be shown, assurance.
#[component]
pub fn Details(account: Account) -> impl IntoView {
    view! {
        <dl class="facts card">
            {account.legal_name.map(|name| view! { <Fact name=t(LEGAL_NAME) value=name lang="vi" /> })}
            {account.tax_code.map(|code| view! { <Fact name=t(TAX_CODE) value=code /> })}
            <Fact name=t(FULL_NAME) value=account.full_name lang="vi" />
            <Fact name=t(IDENTITY_NUMBER) value=account.masked_identity_number />
            <Fact name=t(PHONE) value=account.masked_phone />
            <Fact name=t(EMAIL) value=account.email.unwrap_or_else(|| t(NO_EMAIL).to_owned()) />
            <Fact name=t(ASSURANCE) value=assurance_label(account.assurance) />
        </dl>
    }
}

/// Identity assurance levels of NIST SP 800-63A.
fn assurance_label(level: u8) -> String {
    let name = match level {
        1 => LOW,
        2 => MEDIUM,
        _ => HIGH,
    };
    format!("IAL{level} – {}", t(name))
}
