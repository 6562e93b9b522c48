//! `/can-bo/tai-chinh`: what finance officers do. One file per page.

mod act;
mod attempt;
mod channels;
mod chart;
mod queue;
mod refund;
mod refunds;

pub use attempt::AttemptPage;
pub(crate) use attempt::AttemptTag;
pub use channels::{ChannelsPage, SwitchChannelPage};
pub use queue::Queue;
pub use refund::RefundPage;
pub use refunds::RefundsPage;

use super::done::Done;
use crate::locales::finance::{
    ACCOUNT_ENTERED, APPROVED, ATTEMPTS, CHANNELS, REFUNDS, REJECTED, SECTIONS, SENT_FOR_APPROVAL,
};
use app::{api::percent_encoded, locales::t};
use domain::language::Text;
use leptos::prelude::*;

pub const ROOT: &str = "/can-bo/tai-chinh";

/// What an address says was just done with a payment or a refund.
const DONE: [(&str, Text); 4] = [
    ("da-de-nghi", SENT_FOR_APPROVAL),
    ("da-ghi-tai-khoan", ACCOUNT_ENTERED),
    ("da-duyet", APPROVED),
    ("khong-duyet", REJECTED),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Attempts,
    Refunds,
    Channels,
}

impl Part {
    const ALL: [Self; 3] = [Self::Attempts, Self::Refunds, Self::Channels];

    const fn name(self) -> Text {
        match self {
            Self::Attempts => ATTEMPTS,
            Self::Refunds => REFUNDS,
            Self::Channels => CHANNELS,
        }
    }

    const fn address(self) -> &'static str {
        match self {
            Self::Attempts => ROOT,
            Self::Refunds => "/can-bo/tai-chinh/hoan-phi",
            Self::Channels => "/can-bo/tai-chinh/kenh",
        }
    }
}

/// The ways between the parts.
#[component]
fn Parts(current: Part) -> impl IntoView {
    view! {
        <nav aria-label=t(SECTIONS)>
            <ul class="tabs">
                {Part::ALL.map(|part| {
                    let is_current = part == current;
                    view! {
                        <li>
                            <a
                                class="tab"
                                class:tab-current=is_current
                                aria-current=is_current.then_some("page")
                                href=part.address()
                            >
                                {t(part.name())}
                            </a>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </nav>
    }
}

fn attempt_address(reference: &str) -> String {
    format!("{ROOT}/giao-dich/{}", percent_encoded(reference))
}

/// An address with what is asked for, without what is not.
pub(super) fn address(path: &str, query: &[(&str, &str)]) -> String {
    let given: Vec<_> = query
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    match serde_urlencoded::to_string(&given) {
        Ok(given) if !given.is_empty() => format!("{path}?{given}"),
        _ => path.to_owned(),
    }
}
