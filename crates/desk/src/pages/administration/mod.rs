//! `/can-bo/quan-tri`: officers and agencies, and `/can-bo/nhat-ky`: what was done with accounts. One file per page.

mod agencies;
mod agency;
mod audit_log;
mod fee_gaps;
mod new_officer;
mod officer;
mod officer_acts;
mod officers;
mod post_fields;

pub use agencies::AgenciesPage;
pub use agency::AgencyPage;
pub use audit_log::AuditLogPage;
pub use new_officer::NewOfficerPage;
pub use officer::OfficerPage;
pub use officer_acts::{EndOfficerPage, ResetOfficerPasswordPage};
pub use officers::OfficersPage;

use super::done::Done;
use crate::locales::administration::{AGENCIES, OFFICERS, SECTIONS};
use app::{
    api::{agencies::PAGE as AGENCIES_PAGE, finance::IdPath, officers::PAGE as OFFICERS_PAGE},
    locales::t,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

const NEW_OFFICER_PAGE: &str = "/can-bo/quan-tri/can-bo-moi";

/// The ways between the lists.
#[component]
fn Parts(
    /// Address of the one that is open.
    current: &'static str,
) -> impl IntoView {
    let parts = [(OFFICERS_PAGE, OFFICERS), (AGENCIES_PAGE, AGENCIES)];
    view! {
        <nav aria-label=t(SECTIONS)>
            <ul class="tabs">
                {parts.map(|(address, name)| {
                    let is_current = address == current;
                    view! {
                        <li>
                            <a
                                class="tab"
                                class:tab-current=is_current
                                aria-current=is_current.then_some("page")
                                href=address
                            >
                                {t(name)}
                            </a>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// Whom the address names. What is no id names nobody, and is not found as anybody else who is not there.
fn id_in_address() -> Memo<IdPath> {
    let params = use_params_map();
    Memo::new(move |_| IdPath {
        id: params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
            .unwrap_or_default(),
    })
}
