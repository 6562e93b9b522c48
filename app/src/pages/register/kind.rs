//! `/dang-ky`: whose account.

use super::{SignInInstead, StepHead};
use crate::components::{ChoiceCard, ClosedChoice};
use leptos::prelude::*;

/// Citizen, enterprise, state agency.
#[component]
pub fn Kind() -> impl IntoView {
    view! {
        <StepHead step=0 heading="Chọn loại tài khoản" />
        <p>"Vui lòng chọn phương thức đăng ký"</p>
        <ul class="card-list">
            <ChoiceCard
                title="Công dân"
                text="Cần số CMND hoặc CCCD và một số điện thoại chính chủ."
                href="/dang-ky/cong-dan"
            />
            <ClosedChoice
                title="Doanh nghiệp"
                text="Hồ sơ của doanh nghiệp xin nộp tại Trung tâm Hành chính công tỉnh hoặc gọi 0276\u{a0}3813\u{a0}363 để được hướng dẫn."
            />
            <ClosedChoice
                title="Cơ quan nhà nước"
                text="Xin gửi văn bản đến Trung tâm Hành chính công tỉnh hoặc gọi 0276\u{a0}3813\u{a0}363 để được hướng dẫn."
            />
        </ul>
        <SignInInstead />
    }
}
