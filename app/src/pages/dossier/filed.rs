//! A dossier that was sent: where it stands, what is to be paid, what was filed.

use super::filing_form::DossierFacts;
use crate::{
    api::dossiers::{Dossier, OrderSummary},
    components::Fact,
    locales::t,
    pages::pay::{OrderTag, ReceiptLink},
};
use domain::payment::OrderState;
use leptos::{either::EitherOf3, prelude::*};

/// A sent dossier.
#[component]
pub fn Filed(
    /// The dossier.
    dossier: Dossier,
    /// Its receipt, once paid.
    receipt: Option<uuid::Uuid>,
) -> impl IntoView {
    let summary = dossier.summary;
    let number = summary.number;
    let reference = summary.code.clone().unwrap_or_else(|| number.to_string());
    view! {
        <nav class="breadcrumb" aria-label="Đường dẫn"><a href="/tai-khoan">"Hồ sơ đã nộp"</a></nav>
        <h1>"Hồ sơ " <span class="reference">{reference}</span></h1>
        <p class="card-meta"><span class="tag">{t(summary.state.label())}</span></p>
        {summary.order.map(|order| view! { <OrderBox number order receipt /> })}
        <dl class="facts">
            <Fact name="Thủ tục" value=summary.procedure_name />
            <Fact name="Đơn vị tiếp nhận" value=summary.unit_name />
            <Fact name="Số hồ sơ" value=number.to_string() />
            {summary.code.map(|code| view! { <Fact name="Mã hồ sơ" value=code /> })}
            <Fact name="Cập nhật ngày" value=summary.updated_on />
        </dl>
        <section>
            <h2>"Nội dung đã nộp"</h2>
            <DossierFacts form=dossier.form />
        </section>
    }
}

#[component]
fn OrderBox(number: i64, order: OrderSummary, receipt: Option<uuid::Uuid>) -> impl IntoView {
    let next = match order.state {
        OrderState::Due | OrderState::InProgress => EitherOf3::A(view! {
            <a class="button button-wide" href=format!("/ho-so/{number}/thanh-toan")>"Thanh toán trên Cổng DVCQG"</a>
        }),
        OrderState::Paid => EitherOf3::B(receipt.map(|receipt| view! { <ReceiptLink receipt /> })),
        OrderState::NeedsReview => EitherOf3::C(view! {
            <p>"Số tiền nhận được khác số phải nộp. Cán bộ đang kiểm tra, không cần nộp lại."</p>
        }),
    };
    view! {
        <section class="card order-summary" aria-labelledby="phi-le-phi">
            <h2 id="phi-le-phi">"Phí, lệ phí"</h2>
            <p class="amount">{order.amount.to_string()}</p>
            <p><OrderTag state=order.state /></p>
            {next}
            <p><a href="/tai-khoan?giao-dich=1">"Xem lịch sử giao dịch"</a></p>
        </section>
    }
}
