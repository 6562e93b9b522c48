//! `/dang-nhap/dvc-quoc-gia`: who issued the account.

use super::{
    RegisterInstead,
    next::{carry_on, next_path},
};
use crate::components::{ChoiceCard, ClosedChoice};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 3.
#[component]
pub fn Issuer() -> impl IntoView {
    let next = next_path();
    view! {
        <Title text="Chọn loại tài khoản – Đăng nhập" />
        <h1>"Chọn loại tài khoản"</h1>
        <p>"Chọn loại tài khoản bạn muốn sử dụng để đăng nhập Cổng Dịch vụ công quốc gia."</p>
        <ul class="card-list">
            {move || view! {
                <ChoiceCard
                    title="Tài khoản cấp bởi Cổng DVC Quốc gia"
                    text="Đăng nhập bằng số CMND/CCCD, mật khẩu và mã OTP."
                    href=next.with(|next| carry_on("/dang-nhap/dvc-quoc-gia/tai-khoan", next.as_deref()))
                />
            }}
            <ClosedChoice
                title="Tài khoản cấp bởi Bưu điện Việt Nam"
                text="Cổng chưa kết nối với tài khoản của Bưu điện. Xin đăng ký tài khoản bằng thuê bao di động."
            />
        </ul>
        <RegisterInstead />
    }
}
