//! `/dang-nhap/dvc-quoc-gia/tai-khoan`: identity number and password.

use super::{RegisterInstead, next::next_path};
use crate::{
    api::accounts::StartSignIn,
    components::{ApiForm, CaptchaField, PasswordField, SubmitButton, TextField, form::FormAction},
    shell::Session,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 4.
#[component]
pub fn Credentials() -> impl IntoView {
    let next = next_path();
    view! {
        <Title text="Đăng nhập" />
        <h1>"Đăng nhập"</h1>
        <ul class="tabs" aria-label="Cách đăng nhập">
            <li class="tab tab-current" aria-current="true">"CMT/CCCD"</li>
            <li class="tab">"USB ký số " <span class="small">"(chưa nhận)"</span></li>
            <li class="tab">"SIM ký số " <span class="small">"(chưa nhận)"</span></li>
        </ul>
        <DemoAccount />
        <ApiForm actions=vec![FormAction::of::<StartSignIn>(&())]>
            <input type="hidden" name="next" value=move || next.get().unwrap_or_default() />
            <TextField
                name="identity_number"
                label="Tên đăng nhập"
                hint="Số CMT/CCCD đã đăng ký."
                autocomplete="username"
                inputmode="numeric"
                maxlength=20
            />
            <PasswordField name="password" label="Mật khẩu" autocomplete="current-password" />
            <CaptchaField />
            <SubmitButton label="Đăng nhập" busy="Đang kiểm tra…" class="button-wide" />
        </ApiForm>
        <details class="small">
            <summary>"Quên mật khẩu?"</summary>
            <p>
                "Xin gọi " <a href="tel:02763813363">"0276 3813 363"</a>
                ", chuẩn bị sẵn giấy tờ tùy thân để được cấp lại mật khẩu."
            </p>
        </details>
        <RegisterInstead />
    }
}

/// An account to try the portal with; it exists in a demonstration only.
#[component]
fn DemoAccount() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).filter(|view| view.demo).map(|_| view! {
                <details class="demo-hint">
                    <summary>"Tài khoản dùng thử"</summary>
                    <dl class="facts">
                        <div><dt>"Tên đăng nhập"</dt><dd><code>"072090000017"</code></dd></div>
                        <div><dt>"Mật khẩu"</dt><dd><code>"ThuNghiem-2026"</code></dd></div>
                    </dl>
                </details>
            })}
        </Transition>
    }
}
