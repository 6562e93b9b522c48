//! Where one is in a verification of several steps.

use crate::locales::{Text, components::STEPS, t};
use leptos::prelude::*;

#[component]
pub fn Stepper(steps: &'static [Text], current: usize) -> impl IntoView {
    view! {
        <ol class="stepper" aria-label=t(STEPS)>
            {steps.iter().enumerate().map(|(index, name)| {
                let state = match index.cmp(&current) {
                    std::cmp::Ordering::Less => "step step-done",
                    std::cmp::Ordering::Equal => "step step-current",
                    std::cmp::Ordering::Greater => "step",
                };
                view! {
                    <li class=state aria-current=(index == current).then_some("step")>
                        <span class="step-number">{index + 1}</span>
                        <span class="step-name">{t(*name)}</span>
                    </li>
                }
            }).collect_view()}
        </ol>
    }
}
