//! The last hour of a channel: a bar for every five minutes, drawn by the server, and the same in figures.

use crate::locales::channels::*;
use app::{
    api::finance::ChannelMinutes,
    locales::{language, t},
};
use leptos::{either::Either, prelude::*};

/// Minutes that a bar stands for.
const MINUTES: usize = 5;
/// Measures of the drawing in its own units.
const HEIGHT: u32 = 40;
const BAR: u32 = 10;
const STEP: u32 = 14;

/// A bar: from the ground up what was opened, above it what failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    opened: u32,
    failed: u32,
}

/// Bars of a history, the tallest as high as the drawing. A failure is never too small to be seen.
fn bars(history: &[ChannelMinutes]) -> Vec<Bar> {
    let most = history
        .iter()
        .map(|part| part.tries)
        .max()
        .unwrap_or(0)
        .max(1);
    let height = |count: u32| u64::from(count) * u64::from(HEIGHT) / u64::from(most);
    history
        .iter()
        .map(|part| {
            let failed = part.tries.saturating_sub(part.opened);
            let total = u32::try_from(height(part.tries)).unwrap_or(HEIGHT);
            let failed = match failed {
                0 => 0,
                failed => u32::try_from(height(failed))
                    .unwrap_or(HEIGHT)
                    .clamp(2, total.max(2)),
            };
            Bar {
                opened: total.saturating_sub(failed),
                failed,
            }
        })
        .collect()
}

/// The drawing and its figures; in words where nobody has tried.
#[component]
pub(super) fn Chart(
    code: String,
    name: String,
    /// Oldest first.
    history: Vec<ChannelMinutes>,
) -> impl IntoView {
    if history.iter().all(|part| part.tries == 0) {
        return Either::Left(view! { <span class="small">{t(NO_TRIES)}</span> });
    }
    let width = STEP * u32::try_from(history.len()).unwrap_or(0);
    // What failed is hatched as well as coloured, so that no colour need be told apart.
    let hatching = format!("loi-{code}");
    let hatched = format!("url(#{hatching})");
    let drawn: Vec<_> = (0..).step_by(STEP as usize).zip(bars(&history)).collect();
    Either::Right(view! {
        <svg
            class="chart"
            role="img"
            aria-label=hour(language(), &history)
            width=width
            height=HEIGHT
            viewBox=format!("0 0 {width} {HEIGHT}")
        >
            <defs>
                <pattern id=hatching width="4" height="4" patternUnits="userSpaceOnUse">
                    <rect class="chart-failed" width="4" height="4" />
                    <path class="chart-hatching" d="M0 4 4 0" />
                </pattern>
            </defs>
            {drawn.into_iter().map(|(x, bar)| view! {
                <rect class="chart-opened" x=x y=HEIGHT - bar.opened width=BAR height=bar.opened />
                <rect fill=hatched.clone() x=x y=HEIGHT - bar.opened - bar.failed width=BAR height=bar.failed />
            }).collect_view()}
        </svg>
        <details>
            <summary>{t(FIGURES)} <span class="visually-hidden">" " {name}</span></summary>
            <Figures history />
        </details>
    })
}

#[component]
fn Figures(history: Vec<ChannelMinutes>) -> impl IntoView {
    let parts = history.len();
    let from = move |at: usize| (parts - at) * MINUTES;
    view! {
        <table class="chart-figures">
            <thead>
                <tr>{[MINUTES_AGO, TRIES, FAILED].map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
            </thead>
            <tbody>
                {history.into_iter().enumerate().map(|(at, part)| view! {
                    <tr>
                        <th scope="row">{format!("{}–{}", from(at), from(at) - MINUTES)}</th>
                        <td>{part.tries}</td>
                        <td>{part.tries.saturating_sub(part.opened)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, HEIGHT, bars};
    use app::api::finance::ChannelMinutes;

    #[test]
    fn bars_fill_the_drawing_and_every_failure_is_seen() {
        let part = |tries, opened| ChannelMinutes { tries, opened };
        let drawn = bars(&[
            part(0, 0),
            part(4, 4),
            part(4, 0),
            part(2, 1),
            part(1000, 999),
        ]);
        let most = drawn.iter().map(|bar| bar.opened + bar.failed).max();
        assert_eq!(most, Some(HEIGHT));
        assert_eq!(
            drawn[0],
            Bar {
                opened: 0,
                failed: 0
            }
        );
        assert_eq!(drawn[1].failed, 0);
        assert!(drawn[2..].iter().all(|bar| bar.failed > 0));
        assert!(drawn.iter().all(|bar| bar.opened + bar.failed <= HEIGHT));
    }
}
