//! Registration of a citizen, an enterprise or a state agency: five steps, one page each.

mod choose_password;
mod code;
mod confirm;
mod details;
mod kind;
mod method;
mod under_way;
mod waiting;

pub use choose_password::ChoosePassword;
pub use code::Code;
pub use confirm::Confirm;
pub use details::{AgencyDetails, CitizenDetails, EnterpriseDetails};
pub use kind::Kind;
pub use method::{CitizenMethod, EnterpriseMethod};
pub use waiting::Waiting;

use crate::{
    components::Stepper,
    locales::{Text, register::*, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

const START: &str = "/dang-ky";

const STEPS: [Text; 5] = [
    STEP_KIND,
    STEP_METHOD,
    STEP_DETAILS,
    STEP_CODE,
    STEP_PASSWORD,
];

#[component]
fn StepHead(
    /// Index in [`STEPS`].
    step: usize,
    heading: Text,
) -> impl IntoView {
    view! {
        <Title text=format!("{} – {}", t(heading), t(REGISTER)) />
        <Stepper steps=&STEPS current=step />
        <h1>{t(heading)}</h1>
    }
}

#[component]
fn SignInInstead() -> impl IntoView {
    view! {
        <p class="small">{t(HAVE_ACCOUNT)} " " <a href="/dang-nhap" rel="nofollow">{t(SIGN_IN)}</a></p>
    }
}
