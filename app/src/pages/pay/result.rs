//! `/thanh-toan/ket-qua?data={reference}`: where the payer comes back to, with or without a session.
//!
//! Providers add their own parameters to the address. None is read: a browser's return proves nothing.

use crate::{
    api::{
        Empty, Problem,
        payments::{GetPaymentResult, PaymentResult, ReferencePath},
        percent_encoded,
    },
    client,
    components::{Fact, Loaded},
    locales::{
        dossier::{DOSSIER, SEE_HISTORY},
        frame::*,
        language,
        payment::*,
        t,
    },
    place::{Link, Place, href, place},
};
use domain::payment::Outcome;
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What became of an attempt.
#[component]
pub fn PaymentResultPage() -> impl IntoView {
    let query = use_query_map();
    let reference = Memo::new(move |_| query.with(|query| query.get("data").unwrap_or_default()));
    let first = Resource::new(move || reference.get(), ask);
    view! {
        <Title text=t(RESULT_TITLE) />
        <h1>{t(RESULT_TITLE)}</h1>
        <Loaded resource=first view=move |first: PaymentResult| view! {
            <Live first reference=reference.get_untracked() />
        } />
    }
}

async fn ask(reference: String) -> Result<PaymentResult, Problem> {
    if reference.is_empty() {
        return Err(Problem::not_found());
    }
    client::call::<GetPaymentResult>(&ReferencePath { reference }, &Empty {}).await
}

/// The latest answer, asked for again while there is none that is final.
#[island]
fn Live(first: PaymentResult, reference: String) -> impl IntoView {
    let latest = RwSignal::new(first);
    #[cfg(feature = "hydrate")]
    polling::start(reference.clone(), latest);
    let view = move || {
        let result = latest.get();
        match result.outcome {
            Outcome::Waiting => {
                let again = href(&format!(
                    "/thanh-toan/ket-qua?data={}",
                    percent_encoded(&reference)
                ));
                EitherOf3::A(
                    view! { <Waiting next_query_at=result.next_query_at again provider=result.redirect_url /> },
                )
            }
            Outcome::Succeeded => {
                EitherOf3::B(view! { <Succeeded number=result.dossier_number /> })
            }
            Outcome::Failed => EitherOf3::C(view! { <Failed number=result.dossier_number /> }),
        }
    };
    let facts = latest.get_untracked();
    view! {
        <div role="status" data-outcome=move || outcome_name(latest.get().outcome)>{view}</div>
        <dl class="facts">
            <div><dt>{t(AMOUNT)}</dt><dd class="amount">{facts.amount.to_string()}</dd></div>
            <Fact name=t(DOSSIER) value=facts.dossier_number.to_string() />
            <Fact name=t(CHANNEL) value=facts.channel_name />
            <Fact name=t(BEGUN_AT) value=facts.requested_at />
        </dl>
    }
}

/// For style sheets and tests.
const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "waiting",
        Outcome::Succeeded => "succeeded",
        Outcome::Failed => "failed",
    }
}

#[component]
fn Waiting(
    next_query_at: Option<String>,
    again: String,
    /// The provider's page, while one may still pay there.
    provider: Option<String>,
) -> impl IntoView {
    let framed = place() == Place::Frame;
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{t(WAITING_FOR_BANK)}</p>
            <p>{t(MONEY_IS_SAFE)}</p>
            {next_query_at.map(|at| view! { <p>{next_question(language(), &at)}</p> })}
            {(framed && provider.is_some()).then(|| view! { <p>{t(PAY_IN_OTHER_WINDOW)}</p> })}
            {provider.map(|url| view! {
                <a class="button button-small" href=url target=framed.then_some("_blank") rel="noopener">{t(OPEN_PROVIDER)}</a>
            })}
            <a class="button button-small button-secondary" href=again>{t(CHECK_AGAIN)}</a>
        </div>
    }
}

#[component]
fn Succeeded(number: i64) -> impl IntoView {
    let history = match place() {
        Place::Portal => "/tai-khoan?giao-dich=1",
        Place::Frame => "/giao-dich",
    };
    view! {
        <div class="notice notice-success">
            <p class="notice-title">{t(Outcome::Succeeded.label())} "."</p>
            <p>{t(RECEIPT_IN_HISTORY)}</p>
            <div class="actions">
                <Link class="button button-small" to=history>{t(SEE_HISTORY)}</Link>
                <Link class="button button-small button-secondary" to=format!("/ho-so/{number}")>{t(SEE_DOSSIER)}</Link>
            </div>
        </div>
    }
}

#[component]
fn Failed(number: i64) -> impl IntoView {
    view! {
        <div class="notice notice-error">
            <p class="notice-title">{t(Outcome::Failed.label())} "."</p>
            <p>{t(TRY_AGAIN)}</p>
            <Link class="button button-small" to=format!("/ho-so/{number}/thanh-toan")>{t(CHOOSE_AGAIN)}</Link>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod polling {
    use super::{Outcome, PaymentResult, ask};
    use gloo_timers::future::TimeoutFuture;
    use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

    /// The confirmation is usually on its way when the payer comes back.
    const FIRST_MS: u32 = 1_000;
    const QUICK_MS: u32 = 3_000;
    const SLOW_MS: u32 = 10_000;
    /// Questions at the quick pace: one minute of them.
    const QUICK_QUESTIONS: u32 = 60_000 / QUICK_MS;

    /// Asks until the answer is final or the page is left. An unanswered question is asked again: it says
    /// nothing about the payment.
    pub fn start(reference: String, latest: RwSignal<PaymentResult>) {
        spawn_local_scoped_with_cancellation(async move {
            let mut questions = 0;
            while latest.get_untracked().outcome == Outcome::Waiting {
                TimeoutFuture::new(match questions {
                    0 => FIRST_MS,
                    1..=QUICK_QUESTIONS => QUICK_MS,
                    _ => SLOW_MS,
                })
                .await;
                questions += 1;
                if let Ok(answer) = ask(reference.clone()).await
                    && answer != latest.get_untracked()
                {
                    latest.set(answer);
                }
            }
        });
    }
}
