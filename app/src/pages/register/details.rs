//! `/dang-ky/cong-dan/thue-bao-di-dong`: who registers.

use super::{SignInInstead, StepHead};
use crate::{
    api::accounts::StartRegistration,
    components::{
        ApiForm, CaptchaField, CheckboxField, DateField, SubmitButton, TextField, form::FormAction,
    },
};
use leptos::prelude::*;

/// The form of the guide's step 4.
#[component]
pub fn Details() -> impl IntoView {
    view! {
        <StepHead step=2 heading="Thông tin của bạn" />
        <p>"Nhập đúng như trên giấy tờ tùy thân."</p>
        <ApiForm actions=vec![FormAction::of::<StartRegistration>(&())]>
            <TextField
                name="identity_number"
                label="Số CMND/CCCD"
                hint="CMND có 9 chữ số, CCCD có 12 chữ số."
                inputmode="numeric"
                maxlength=20
            />
            <TextField name="full_name" label="Họ tên" hint="Có dấu, như trên giấy tờ." autocomplete="name" maxlength=100 />
            <DateField name="birth_date" label="Ngày sinh" autocomplete="bday" />
            <TextField
                name="phone"
                label="Số điện thoại"
                hint="Số di động đăng ký chính chủ; mã OTP được gửi đến số này."
                kind="tel"
                autocomplete="tel"
                inputmode="tel"
                maxlength=20
            />
            <TextField
                name="email"
                label="Email"
                kind="email"
                autocomplete="email"
                inputmode="email"
                maxlength=254
                optional=true
            />
            <CaptchaField />
            <CheckboxField name="terms:bool">
                "Tôi đồng ý với "
                <a href="/dieu-khoan" target="_blank" rel="noopener">"Điều khoản và chính sách dữ liệu cá nhân"</a>
            </CheckboxField>
            <SubmitButton label="Đăng ký" busy="Đang gửi mã OTP…" class="button-wide" />
        </ApiForm>
        <SignInInstead />
    }
}
