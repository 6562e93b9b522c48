//! `/bien-lai/{code}`: what the QR code on a receipt leads to.

use crate::{
    api::{
        Empty,
        receipts::{CheckPath, CheckReceipt, ReceiptCheck},
    },
    components::{Fact, Loaded, notice::load},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// A receipt as the portal issued it, to be compared with the paper.
#[component]
pub fn ReceiptCheckPage() -> impl IntoView {
    let params = use_params_map();
    let check = load::<CheckReceipt>(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        (CheckPath { code }, Empty {})
    });
    view! {
        <Title text="Kiểm tra biên lai" />
        <h1>"Kiểm tra biên lai"</h1>
        <Loaded resource=check view=|check: ReceiptCheck| view! { <Check check /> } />
    }
}

#[component]
fn Check(check: ReceiptCheck) -> impl IntoView {
    view! {
        <div class="notice notice-success">
            <p class="notice-title">"Cổng đã phát hành biên lai này."</p>
            <p>"So từng dòng dưới đây với biên lai trên tay."</p>
        </div>
        <dl class="facts">
            <Fact name="Ký hiệu mẫu" value=check.form_symbol />
            <Fact name="Ký hiệu biên lai" value=check.serial />
            <Fact name="Số" value=check.number />
            <Fact name="Cơ quan thu" value=check.agency_name />
            <Fact name="Hồ sơ" value=check.dossier_reference />
            <Fact name="Phí" value=check.totals.fees.to_string() />
            <Fact name="Lệ phí" value=check.totals.charges.to_string() />
            <div class="total"><dt>"Tổng cộng"</dt><dd class="amount">{check.total.to_string()}</dd></div>
            <Fact name="Ngày lập" value=check.issued_at />
        </dl>
        <section>
            <h2>"Kết quả này cho biết gì"</h2>
            <ul>
                <li>"Khoản tiền trên đã được thu, nếu mọi dòng trùng với biên lai."</li>
                <li>"Có dòng khác thì biên lai đã bị sửa: chỉ tin nội dung trên trang này."</li>
                <li>"Trang này không cho biết ai cầm biên lai, cũng không cho biết kết quả giải quyết hồ sơ."</li>
                <li>"Xem kỹ địa chỉ trang: mã QR giả có thể dẫn đến trang khác."</li>
            </ul>
        </section>
    }
}
