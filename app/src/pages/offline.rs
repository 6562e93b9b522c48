//! `/ngoai-tuyen`: what the service worker shows in place of a page that could not be loaded.

use crate::locales::{offline::*, t};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{Meta, Title};

/// Loads the wanted page as soon as there is a network again. What waits to be sent is left to its owner.
const RELOAD: &str = "addEventListener('online',()=>{if(document.getElementById('gui-lai').hidden)location.reload()})";

/// Says what is the matter, what still works, and that nothing is lost.
///
/// The service worker fills the hidden form with what could not be sent, and shows it.
#[component]
pub fn Offline() -> impl IntoView {
    view! {
        <Title text=t(TITLE) />
        <Meta name="robots" content="noindex" />
        <h1>{t(TITLE)}</h1>
        <form id="gui-lai" class="notice notice-warning" method="post" hidden>
            <p class="notice-title">{t(NOT_SENT)}</p>
            <p>{t(NOT_SENT_WHY)}</p>
            <button type="submit" class="button">{t(SEND_AGAIN)}</button>
        </form>
        <div class="notice notice-warning" role="status">
            <p>{t(WHAT)}</p>
            <p>{t(BY_ITSELF)}</p>
            <a class="button" href="">{t(RETRY)}</a>
        </div>
        <h2>{t(STILL_TRUE)}</h2>
        <ul>
            <li>{t(GUIDE_WORKS)} " " <a href="/huong-dan">{t(GUIDE)}</a></li>
            <li>{t(NOTHING_LOST)}</li>
            <li>{t(PAYMENT_ASKED)}</li>
        </ul>
        <script nonce=use_nonce()>{RELOAD}</script>
    }
}
