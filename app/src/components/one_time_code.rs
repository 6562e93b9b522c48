//! The step in which the code from an SMS is typed: “Xác thực mã OTP” of the guide.

use super::{
    countdown::ResendCountdown,
    field::TextField,
    flow::StartAgain,
    form::{ApiForm, FormAction, SubmitButton},
};
use crate::{api::accounts::Flow, shell::Session};
use domain::one_time_code::{LIFETIME, OneTimeCode};
use leptos::prelude::*;

/// Long enough for a code pasted with a space after each digit.
const LONGEST_CODE: u32 = 12;

/// Where the code went, the field for it, and what to do when it does not come.
#[component]
pub fn OneTimeCodeStep(
    /// The registration or sign-in that the code is for.
    flow: Flow,
    /// Checks the code.
    verify: FormAction,
    /// Sends another.
    resend: FormAction,
    /// Where the flow begins.
    start: &'static str,
    /// Where another way is chosen.
    #[prop(into)]
    other_way: String,
) -> impl IntoView {
    view! {
        <p role="status">
            "Mã xác thực đã được gửi qua số điện thoại: "
            <strong data-testid="masked-phone">{flow.masked_phone}</strong>
            {format!(". Mã gồm {} chữ số, dùng được trong {} phút.", OneTimeCode::DIGITS, LIFETIME.whole_minutes())}
        </p>
        <SandboxPhone />
        {(flow.tries_left == 0).then(|| view! {
            <p class="notice notice-warning">"Mã này đã hết lượt nhập. Xin gửi lại OTP để nhận mã mới."</p>
        })}
        <ApiForm actions=vec![verify]>
            <TextField
                name="code"
                label="Nhập mã OTP"
                class="otp-input"
                autocomplete="one-time-code"
                inputmode="numeric"
                maxlength=LONGEST_CODE
            />
            <StartAgain start />
            <SubmitButton label="Xác nhận" busy="Đang kiểm tra…" class="button-wide" />
        </ApiForm>
        <Resend action=resend after_s=flow.resend_after_s start />
        <p class="small"><a href=other_way>"Chọn phương thức xác thực khác"</a></p>
        <details class="small">
            <summary>"Mất số điện thoại nhận OTP?"</summary>
            <p>
                "Gọi " <a href="tel:02763813363">"0276 3813 363"</a>
                " hoặc mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh để đổi số."
            </p>
        </details>
    }
}

/// Where the SMS can be read in a demonstration.
#[component]
fn SandboxPhone() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).and_then(|view| view.sandbox_url).map(|url| view! {
                <p class="demo-hint">
                    "Bản dùng thử, tin nhắn nằm ở "
                    <a href=format!("{url}/sandbox/phone") target="_blank" rel="noopener">"điện thoại thử nghiệm"</a>
                    "."
                </p>
            })}
        </Transition>
    }
}

/// Asks for another code. The server decides when one may be sent.
#[component]
fn Resend(action: FormAction, after_s: u64, start: &'static str) -> impl IntoView {
    view! {
        <ApiForm actions=vec![action] class="resend">
            <p class="hint">"Bạn chưa nhận được mã? " <ResendCountdown seconds=after_s /></p>
            <StartAgain start />
            <SubmitButton label="Gửi lại OTP" busy="Đang gửi…" class="button-secondary" />
        </ApiForm>
    }
}
