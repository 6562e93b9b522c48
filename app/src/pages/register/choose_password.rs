//! `/dang-ky/mat-khau`: the password of the new account.

use super::{START, StepHead};
use crate::{
    api::{
        Empty,
        accounts::{CompleteRegistration, Flow, FlowStep, GetRegistration},
    },
    components::{
        ApiForm, PasswordField, StartAgain, SubmitButton, UnderWay, form::FormAction, notice::load,
    },
};
use domain::password::Password;
use leptos::{either::Either, prelude::*};

/// The last step; it makes the account and signs in.
#[component]
pub fn ChoosePassword() -> impl IntoView {
    let registration = load::<GetRegistration>(|| ((), Empty {}));
    view! {
        <StepHead step=4 heading="Đặt mật khẩu" />
        <UnderWay flow=registration start=START view=|flow: Flow| match flow.step {
            FlowStep::Password => Either::Left(view! { <PasswordForm /> }),
            FlowStep::OneTimeCode => Either::Right(view! {
                <div class="notice">
                    <p class="notice-title">"Cần xác nhận mã OTP trước khi đặt mật khẩu."</p>
                    <a class="button" href="/dang-ky/ma-otp">"Nhập mã OTP"</a>
                </div>
            }),
        } />
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    view! {
        <p>"Mật khẩu tốt là mật khẩu dài mà bạn dễ nhớ:"</p>
        <ul>
            <li>
                {format!("Từ {} đến {} ký tự.", Password::MIN_CHARACTERS, Password::MAX_CHARACTERS)}
            </li>
            <li>"Nên dùng một câu dài; được dùng dấu cách và chữ có dấu."</li>
            <li>"Không chứa số giấy tờ hoặc số điện thoại của bạn."</li>
        </ul>
        <ApiForm actions=vec![FormAction::of::<CompleteRegistration>(&())]>
            <PasswordField name="password" label="Mật khẩu" autocomplete="new-password" />
            <PasswordField name="repeated" label="Nhập lại mật khẩu" autocomplete="new-password" />
            <StartAgain start=START />
            <SubmitButton label="Tạo tài khoản" busy="Đang tạo tài khoản…" class="button-wide" />
        </ApiForm>
    }
}
