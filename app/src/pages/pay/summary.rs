//! “Thông tin đơn hàng”: what is paid, to whom, phí and lệ phí apart.

use crate::locales::{language, localized, payment::*, t};
use crate::{
    api::payments::PaymentOrder,
    components::{Fact, Glossed, legal_name::told},
};
use domain::{
    fees::{FeeKind, FeeLine},
    money::Vnd,
    payment::OrderState,
};
use leptos::prelude::*;

/// The order as the payer must know it before choosing, and may read it again afterwards.
#[component]
pub fn OrderSummary(order: PaymentOrder) -> impl IntoView {
    let (fees, charges): (Vec<_>, Vec<_>) = order
        .lines
        .into_iter()
        .partition(|line| line.kind == FeeKind::Fee);
    let text = order_text(language(), order.text, order.dossier_number);
    let supplier = supplier(language(), order.supplier);
    let (total, class) = match order.state {
        OrderState::Paid => (AMOUNT_PAID, "total total-paid"),
        OrderState::Due | OrderState::InProgress | OrderState::NeedsReview => {
            (AMOUNT_TO_PAY, "total")
        }
    };
    view! {
        <section class="card order-summary" aria-labelledby="don-hang">
            <h2 id="don-hang">{t(ORDER)}</h2>
            <dl class="facts">
                <Fact name=t(ORDER_TEXT) value=text />
                <Fact name=t(SUPPLIER) value=supplier />
                <Lines kind=FeeKind::Fee lines=fees sum=order.totals.fees />
                <Lines kind=FeeKind::Charge lines=charges sum=order.totals.charges />
                <Fact name=t(TRANSACTION_FEE) value=localized(&order.transaction_fee) />
                <div class=class>
                    <dt>{t(total)}</dt>
                    <dd class="amount">{localized(&order.totals.total)}</dd>
                </div>
            </dl>
        </section>
    }
}

/// The lines of one legal kind, and their sum where there are several; nothing where there are none.
#[component]
fn Lines(kind: FeeKind, lines: Vec<FeeLine>, sum: Vnd) -> impl IntoView {
    let several = lines.len() > 1;
    (!lines.is_empty()).then(|| {
        view! {
            <div>
                <dt><Glossed term=kind.label() /></dt>
                {lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}
                {several.then(|| view! {
                    <dd class="line">
                        <span>{t(SUM)}</span>
                        <span class="line-amount">{localized(&sum)}</span>
                    </dd>
                })}
            </div>
        }
    })
}

#[component]
fn Line(line: FeeLine) -> impl IntoView {
    let (name, lang) = told(line.name, line.name_en);
    view! {
        <dd class="line">
            <span>
                <span lang=lang>{name}</span>
                {(line.quantity > 1).then(|| format!(" ({} × {})", line.quantity, localized(&line.unit_amount)))}
            </span>
            <span class="line-amount">{localized(&line.amount)}</span>
        </dd>
    }
}
