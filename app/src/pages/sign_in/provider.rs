//! `/dang-nhap`: with whose account.

use super::{
    RegisterInstead,
    next::{carry_on, next_path},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 2.
#[component]
pub fn Provider() -> impl IntoView {
    let next = next_path();
    view! {
        <Title text="Đăng nhập" />
        <h1>"Đăng nhập"</h1>
        <p>"Cổng dùng tài khoản của Cổng Dịch vụ công quốc gia."</p>
        <a
            class="button button-wide"
            rel="nofollow"
            href=move || next.with(|next| carry_on("/dang-nhap/dvc-quoc-gia", next.as_deref()))
        >
            "Đăng nhập với DVC Quốc gia"
        </a>
        <RegisterInstead />
    }
}
