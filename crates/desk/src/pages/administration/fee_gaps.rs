use crate::locales::administration::{FEE_GAPS, FEE_GAPS_MEAN};
use app::{
    api::{
        Empty,
        fee_gaps::{FeeGaps, ListFeeGaps},
    },
    client::load,
    locales::t,
};
use leptos::prelude::*;

/// Procedures that nobody can file today, if there are any.
#[component]
pub(super) fn FeeGapsNotice() -> impl IntoView {
    let gaps = load::<ListFeeGaps>(|| ((), Empty {}));
    view! {
        <Transition>
            {move || gaps.get().and_then(Result::ok).filter(|gaps| !gaps.items.is_empty()).map(notice)}
        </Transition>
    }
}

fn notice(gaps: FeeGaps) -> impl IntoView {
    view! {
        <div class="notice notice-warning" role="status">
            <p class="notice-title">{t(FEE_GAPS)}</p>
            <p>{t(FEE_GAPS_MEAN)}</p>
            <ul>
                {gaps.items.into_iter().map(|gap| view! {
                    <li><span class="number">{gap.procedure_code}</span> " " <span lang="vi">{gap.procedure_name}</span></li>
                }).collect_view()}
            </ul>
        </div>
    }
}
