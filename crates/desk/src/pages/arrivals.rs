//! What came in since the list was opened.

use crate::locales::*;
use app::{
    api::{Empty, ProblemCode, desk::CountArrivals},
    client,
    locales::{language, t},
};
use leptos::{either::EitherOf3, prelude::*, task::spawn_local};
use std::time::Duration;

/// Between two questions.
const PAUSE: Duration = Duration::from_secs(30);

/// What is known beyond the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// So many dossiers came in; mostly none.
    Arrived(i64),
    /// Nobody is signed in any more, so nothing is known.
    SignedOut,
}

/// “3 hồ sơ mới”, asked for while the page is in view. Without scripts there is none, and loading the page again tells.
#[island]
pub fn Arrivals(
    /// How many dossiers the unit had ever been sent when the list was opened.
    arrived: i64,
) -> impl IntoView {
    let news = RwSignal::new(News::Arrived(0));
    Effect::new(move || {
        let timer = set_interval_with_handle(move || spawn_local(ask(arrived, news)), PAUSE);
        if let Ok(timer) = timer {
            on_cleanup(move || timer.clear());
        }
    });
    let told = move || match news.get() {
        News::Arrived(0) => EitherOf3::A(()),
        News::Arrived(count) => EitherOf3::B(view! {
            <p class="arrivals">
                <strong>{arrived_since(language(), count)}</strong> " " <a href="/can-bo">{t(SHOW_NEW)}</a>
            </p>
        }),
        News::SignedOut => EitherOf3::C(view! {
            <p class="arrivals">
                {t(SESSION_ENDED)} " " <a href="/dang-nhap?tiep=%2Fcan-bo">{t(SIGN_IN)}</a>
            </p>
        }),
    };
    view! { <div role="status">{told}</div> }
}

/// Asks unless nobody looks. A question without an answer is asked again later: it says nothing.
async fn ask(arrived: i64, news: RwSignal<News>) {
    if news.get_untracked() == News::SignedOut || document().hidden() {
        return;
    }
    let latest = match client::call::<CountArrivals>(&(), &Empty {}).await {
        Ok(now) => News::Arrived(now.arrived.saturating_sub(arrived).max(0)),
        Err(problem) if problem.code == ProblemCode::SignInRequired => News::SignedOut,
        Err(_) => return,
    };
    // What is told again is read out again.
    if latest != news.get_untracked() {
        news.set(latest);
    }
}
