//! `/ho-so/{number}/thanh-toan`: “Thanh toán trên Cổng DVCQG”.

use super::{order::ReceiptLink, summary::OrderSummary};
use crate::{
    api::{
        Empty,
        payments::{Attempt, Channel, GetPaymentOrder, OrderPath, PaymentOrder, StartAttempt},
        percent_encoded,
    },
    components::{ApiForm, ChannelField, Loaded, SubmitButton, form::FormAction, notice::load},
    pages::dossier::dossier_in_address,
};
use domain::payment::{OrderState, Outcome};
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;

/// Summary of the order, then the choice of a channel.
#[component]
pub fn Pay() -> impl IntoView {
    let path = dossier_in_address();
    let order = load::<GetPaymentOrder>(move || (path.get(), Empty {}));
    view! {
        <Title text="Thanh toán trên Cổng DVCQG" />
        <nav class="breadcrumb" aria-label="Đường dẫn">
            <a href=move || format!("/ho-so/{}", path.get().number)>"Hồ sơ " {move || path.get().number}</a>
        </nav>
        <h1>"Thanh toán trên Cổng DVCQG"</h1>
        <Loaded resource=order view=|order: PaymentOrder| view! { <Order order /> } />
    }
}

#[component]
fn Order(order: PaymentOrder) -> impl IntoView {
    let next = match order.state {
        OrderState::Paid => {
            EitherOf3::A(view! { <Paid number=order.dossier_number receipt=order.receipt /> })
        }
        OrderState::NeedsReview => EitherOf3::B(view! {
            <div class="notice notice-warning">
                <p class="notice-title">"Số tiền nhận được khác số phải nộp."</p>
                <p>"Cán bộ đang kiểm tra. Tiền của bạn vẫn an toàn, không cần nộp lại."</p>
            </div>
        }),
        OrderState::Due | OrderState::InProgress => EitherOf3::C(view! {
            {order.latest_attempt.clone().map(|attempt| view! { <Latest attempt /> })}
            <Choice order=order.id channels=order.channels.clone() />
        }),
    };
    view! {
        <OrderSummary order />
        {next}
    }
}

#[component]
fn Paid(number: i64, receipt: Option<uuid::Uuid>) -> impl IntoView {
    view! {
        <div class="notice notice-success">
            <p class="notice-title">"Đã thanh toán xong."</p>
            <div class="actions">
                {receipt.map(|receipt| view! { <ReceiptLink receipt /> })}
                <a class="button button-small button-secondary" href=format!("/ho-so/{number}")>"Xem hồ sơ"</a>
            </div>
        </div>
    }
}

/// What became of the try before, so that nobody pays twice for want of knowing.
#[component]
fn Latest(attempt: Attempt) -> impl IntoView {
    let result = format!(
        "/thanh-toan/ket-qua?data={}",
        percent_encoded(&attempt.reference)
    );
    let begun = format!(
        "Lần thanh toán qua {} lúc {}",
        attempt.channel_name, attempt.requested_at
    );
    match attempt.outcome {
        Outcome::Waiting => EitherOf3::A(view! {
            <div class="notice notice-warning">
                <p class="notice-title">"Một lần thanh toán đang chờ kết quả."</p>
                <p>{begun} ". Nếu tài khoản của bạn đã bị trừ tiền, không cần nộp lại: chúng tôi đang hỏi ngân hàng."</p>
                <div class="actions">
                    {attempt.redirect_url.map(|url| view! {
                        <a class="button button-small" rel="external" href=url>"Tiếp tục thanh toán"</a>
                    })}
                    <a class="button button-small button-secondary" href=result>"Kiểm tra kết quả"</a>
                </div>
                <p class="small">"Chưa trả tiền? Chọn kênh bên dưới để bắt đầu lại; lần mới thay cho lần này."</p>
            </div>
        }),
        Outcome::Failed => EitherOf3::B(view! {
            <div class="notice notice-warning">
                <p class="notice-title">{begun} " không thành công."</p>
                <p>"Tiền chưa được chuyển. Chọn lại kênh thanh toán bên dưới."</p>
            </div>
        }),
        Outcome::Succeeded => EitherOf3::C(view! {
            <div class="notice">
                <p class="notice-title">{begun} " đã thành công."</p>
                <p>"Đơn hàng đang được cập nhật. " <a href=result>"Kiểm tra kết quả"</a></p>
            </div>
        }),
    }
}

#[component]
fn Choice(order: uuid::Uuid, channels: Vec<Channel>) -> impl IntoView {
    if channels.is_empty() {
        return view! {
            <div class="notice notice-warning">
                <p class="notice-title">"Hiện chưa có kênh thanh toán nào hoạt động."</p>
                <p>"Hồ sơ của bạn vẫn được giữ. Quay lại sau ít phút."</p>
            </div>
        }
        .into_any();
    }
    view! {
        <ApiForm actions=vec![FormAction::of::<StartAttempt>(&OrderPath { order })] keyed=true class="payment-form">
            <ChannelField channels />
            <SubmitButton label="Thanh toán" busy="Đang kết nối ngân hàng…" class="button-wide" />
        </ApiForm>
    }
    .into_any()
}
