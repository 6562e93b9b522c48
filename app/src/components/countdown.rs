use crate::locales::{components::resend_in, language};
use leptos::{prelude::*, web_sys::js_sys::Date};
use std::time::Duration;

/// “Có thể gửi lại sau 42 giây.”, until there is nothing left to wait for. The server decides when another code may be sent;
/// this only spares the citizen a refusal.
#[island]
pub(super) fn ResendCountdown(
    /// Seconds left when the page was rendered.
    seconds: u64,
) -> impl IntoView {
    let left = RwSignal::new(seconds);
    // Against the clock, not by ticks: a phone stops the page while its owner reads the message.
    Effect::new(move |end: Option<f64>| {
        let end = end.unwrap_or_else(|| Date::now() + seconds as f64 * 1000.0);
        if left.get() > 0 {
            let tick = move || left.set(((end - Date::now()) / 1000.0).ceil().max(0.0) as u64);
            if let Ok(timer) = set_timeout_with_handle(tick, Duration::from_secs(1)) {
                on_cleanup(move || timer.clear());
            }
        }
        end
    });
    view! {
        <span>{move || match left.get() {
            0 => String::new(),
            left => resend_in(language(), left),
        }}</span>
    }
}
