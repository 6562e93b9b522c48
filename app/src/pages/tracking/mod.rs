//! `/tra-cuu`: where a dossier stands, without an account. In frames too.

mod found;
mod question;

use crate::{
    api::{
        Problem, ProblemCode,
        tracking::{GetTracking, TicketQuery, Tracking},
    },
    client,
    components::Loaded,
    embedding::Link,
    locales::{
        shell, t,
        tracking::{ANOTHER, EXPIRED},
    },
};
use found::Found;
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use question::Question;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Answer {
    Nothing,
    /// A ticket that has expired, or never was.
    Expired,
    Found(Box<Tracking>),
}

/// The question, and with a ticket in the address its answer: reloading asks again where the dossier stands.
#[component]
pub fn TrackingPage() -> impl IntoView {
    let query = use_query_map();
    let answer = Resource::new(
        move || query.with(|query| query.get("phieu").unwrap_or_default()),
        look_up,
    );
    view! {
        <Title text=t(shell::TRACKING) />
        <h1>{t(shell::TRACKING)}</h1>
        <Loaded resource=answer view=|answer: Answer| match answer {
            Answer::Nothing => EitherOf3::A(view! { <Question /> }),
            Answer::Expired => EitherOf3::B(view! {
                <p class="notice notice-warning" role="status">{t(EXPIRED)}</p>
                <Question />
            }),
            Answer::Found(tracking) => EitherOf3::C(view! {
                <Found tracking=*tracking />
                <p><Link to="/tra-cuu">{t(ANOTHER)}</Link></p>
            }),
        } />
    }
}

async fn look_up(ticket: String) -> Result<Answer, Problem> {
    if ticket.is_empty() {
        return Ok(Answer::Nothing);
    }
    match client::call::<GetTracking>(&(), &TicketQuery { ticket }).await {
        Ok(tracking) => Ok(Answer::Found(Box::new(tracking))),
        Err(problem) if problem.code == ProblemCode::NotFound => Ok(Answer::Expired),
        Err(problem) => Err(problem),
    }
}
