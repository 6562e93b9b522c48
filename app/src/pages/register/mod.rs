//! Registration of a citizen by mobile subscriber: five steps, one page each.

mod choose_password;
mod code;
mod details;
mod kind;
mod method;

pub use choose_password::ChoosePassword;
pub use code::Code;
pub use details::Details;
pub use kind::Kind;
pub use method::Method;

use crate::components::Stepper;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where a registration begins.
const START: &str = "/dang-ky";

/// The steps, in order.
const STEPS: [&str; 5] = [
    "Loại tài khoản",
    "Phương thức",
    "Thông tin",
    "Mã OTP",
    "Mật khẩu",
];

/// What every step has on top.
#[component]
fn StepHead(
    /// Index in [`STEPS`].
    step: usize,
    /// Heading of the page.
    heading: &'static str,
) -> impl IntoView {
    view! {
        <Title text=format!("{heading} – Đăng ký") />
        <Stepper steps=&STEPS current=step />
        <h1>{heading}</h1>
    }
}

/// The way for those who have an account already.
#[component]
fn SignInInstead() -> impl IntoView {
    view! {
        <p class="small">"Đã có tài khoản? " <a href="/dang-nhap" rel="nofollow">"Đăng nhập"</a></p>
    }
}
