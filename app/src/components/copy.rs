//! A fact with a button that copies it, for those who carry it over to another app by hand.
//!
//! Works without WebAssembly. Without scripts there is no button, and a tap on the value selects all of it.

use crate::locales::{components::*, language, t};
use leptos::{nonce::use_nonce, prelude::*};

/// Shows the buttons, copies, and says so: for two seconds beside the button, and where screen readers hear it. The second way is
/// that of browsers which keep the clipboard from pages in frames and from those without TLS.
const BUTTONS: &str = "const told=document.querySelector('[data-copy-told]');\
    for(const button of document.querySelectorAll('[data-copied]')){button.hidden=false;\
    button.onclick=async()=>{told.textContent='';\
    try{await navigator.clipboard.writeText(button.dataset.copy)}catch{\
    const box=document.createElement('textarea');box.value=button.dataset.copy;box.readOnly=true;\
    box.style.position='fixed';box.style.opacity='0';button.after(box);box.select();\
    const done=document.execCommand('copy');box.remove();button.focus();if(!done)return}\
    told.textContent=button.dataset.copied;\
    const beside=button.parentElement.querySelector('.copied');beside.textContent=button.dataset.copied;\
    clearTimeout(beside.timer);beside.timer=setTimeout(()=>{beside.textContent=''},2000)}}";

/// Stands in a list of facts.
#[component]
pub fn FactToCopy(
    name: &'static str,
    /// As it is shown.
    #[prop(into)]
    value: String,
    /// As it is to be pasted.
    #[prop(into)]
    copied: String,
) -> impl IntoView {
    view! {
        <div class="fact-to-copy">
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd class="copy">
                <button
                    type="button"
                    class="button button-small button-secondary"
                    data-copy=copied
                    data-copied=was_copied(language(), name)
                    aria-label=copy_what(language(), name)
                    hidden
                >
                    {t(COPY)}
                </button>
                <span class="copied" aria-hidden="true"></span>
            </dd>
        </div>
    }
}

/// Once behind the facts: where screen readers hear that something was copied.
#[component]
pub fn Copied() -> impl IntoView {
    view! {
        <p class="visually-hidden" role="status" data-copy-told></p>
        <script type="module" nonce=use_nonce()>{BUTTONS}</script>
    }
}
