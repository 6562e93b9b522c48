//! `/dang-ky/cong-dan`: by what a citizen is verified.

use super::{SignInInstead, StepHead};
use crate::components::{ChoiceCard, ClosedChoice};
use leptos::prelude::*;

/// The ways of the guide, by assurance level.
#[component]
pub fn Method() -> impl IntoView {
    view! {
        <StepHead step=1 heading="Chọn phương\u{a0}thức xác\u{a0}minh" />
        <section aria-labelledby="ial2">
            <h2 id="ial2">"Xác minh mức độ trung bình (IAL2)"</h2>
            <ul class="card-list">
                <ChoiceCard
                    title="Thuê bao di động"
                    text="Mã OTP được gửi đến số điện thoại đăng ký chính chủ."
                    href="/dang-ky/cong-dan/thue-bao-di-dong"
                />
                <ClosedChoice
                    title="Bưu điện Việt Nam"
                    text="Cổng chưa kết nối với tài khoản của Bưu điện. Xin dùng thuê bao di động."
                />
            </ul>
        </section>
        <section aria-labelledby="ial3">
            <h2 id="ial3">"Xác minh mức độ cao (IAL3)"</h2>
            <ul class="card-list">
                <ClosedChoice
                    title="USB ký số"
                    text="Cổng chưa nhận chữ ký số. Xin dùng thuê bao di động; các thủ tục trên cổng không đòi hỏi mức độ cao."
                />
                <ClosedChoice
                    title="SIM ký số"
                    text="Cổng chưa nhận chữ ký số. Xin dùng thuê bao di động; các thủ tục trên cổng không đòi hỏi mức độ cao."
                />
            </ul>
        </section>
        <p class="small"><a href=super::START rel="nofollow">"Chọn loại tài khoản khác"</a></p>
        <SignInInstead />
    }
}
