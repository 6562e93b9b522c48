//! Passing a page on: Facebook, Zalo and other apps, or its address.
//!
//! Nothing of theirs is loaded. Facebook documents an address for sharing; Zalo documents none that works without its
//! script, so Zalo is reached through the telephone's own list of apps, or by pasting the address.

use crate::{
    api::percent_encoded,
    locales::{language, share::*, t},
    portal::portal,
};
use leptos::{nonce::use_nonce, prelude::*};

const FACEBOOK: &str = "https://www.facebook.com/sharer/sharer.php?u=";

/// Shows the buttons that need a script, and only those that the browser can serve.
const BUTTONS: &str = "for(const box of document.querySelectorAll('[data-share]')){\
    const field=box.querySelector('input');const copy=box.querySelector('[data-copy]');\
    const send=box.querySelector('[data-send]');const told=box.querySelector('[role=status]');\
    copy.hidden=false;copy.onclick=async()=>{field.select();\
    try{await navigator.clipboard.writeText(field.value)}catch{if(!document.execCommand('copy'))return}\
    told.textContent=told.dataset.copied};\
    if(navigator.share){send.hidden=false;\
    send.onclick=()=>navigator.share({title:box.dataset.share,url:field.value}).catch(()=>{})}}";

/// Ways to pass a page on. Without scripts: Facebook, and the address to be copied by hand.
#[component]
pub fn Share(#[prop(into)] path: String, #[prop(into)] title: String) -> impl IntoView {
    let url = format!("{}{path}?lang={}", portal().public_url, language().tag());
    let facebook = format!("{FACEBOOK}{}", percent_encoded(&url));
    view! {
        <section aria-labelledby="chia-se" data-share=title>
            <h2 id="chia-se">{t(SHARE)}</h2>
            <div class="field">
                <label for="dia-chi">{t(ADDRESS)}</label>
                <p class="hint" id="dia-chi-goi-y">{t(PASTE)}</p>
                <input id="dia-chi" type="url" readonly value=url aria-describedby="dia-chi-goi-y" />
            </div>
            <div class="share">
                <button type="button" class="button button-small button-secondary" data-copy hidden>{t(COPY)}</button>
                <button type="button" class="button button-small button-secondary" data-send hidden>{t(APPS)}</button>
                <a class="button button-small button-secondary" href=facebook target="_blank" rel="noopener noreferrer">
                    {t(ON_FACEBOOK)}
                </a>
            </div>
            <p class="share-told" role="status" data-copied=t(COPIED)></p>
            <script type="module" nonce=use_nonce()>{BUTTONS}</script>
        </section>
    }
}
