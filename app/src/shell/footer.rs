//! What stands below every page: who runs the portal, how to reach them, and what else there is to read.

use crate::routes::Session;
use crate::{
    embedding,
    locales::{Text, shell::*, t},
    portal::portal,
};
use leptos::prelude::*;

const ABOUT_PAGES: [(&str, Text); 4] = [
    ("/huong-dan", GUIDE),
    ("/hoi-dap", FAQ),
    ("/tro-nang", ACCESSIBILITY),
    ("/dieu-khoan", TERMS),
];

#[component]
pub(crate) fn Footer() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <footer class="site-footer">
            <Contact />
            <Transition>
                {move || session.get().and_then(Result::ok).filter(|view| view.demo).map(|view| view! {
                    <p class="demo-hint">
                        {t(DEMO)} " "
                        {view.sandbox_url.map(|url| view! {
                            <a href=format!("{url}/sandbox/phone") target="_blank" rel="noopener">{t(TEST_PHONE)}</a>
                        })}
                    </p>
                })}
            </Transition>
        </footer>
    }
}

#[component]
pub(super) fn Contact() -> impl IntoView {
    let portal = portal();
    view! {
        <div class="footer-columns">
            <div>
                <p class="footer-name">{t(CENTRE)}</p>
                <ul class="footer-links">
                    <li>
                        <a class="contact-phone" href=portal.hotline_href()>
                            <span>{t(HOTLINE)} " " <b>{portal.hotline.clone()}</b></span>
                        </a>
                    </li>
                    {portal.zalo_url.clone().map(|url| view! {
                        <li><a class="contact-chat" href=url rel="noopener">{t(ZALO)}</a></li>
                    })}
                </ul>
            </div>
            <nav aria-label=t(ABOUT)>
                <ul class="footer-links">
                    {ABOUT_PAGES.into_iter().map(|(address, name)| view! {
                        <li><a href=address>{t(name)}</a></li>
                    }).collect_view()}
                </ul>
            </nav>
        </div>
    }
}

/// Says in a frame whose page this is, and leads to it.
#[component]
pub(crate) fn FrameFooter() -> impl IntoView {
    view! {
        <footer class="frame-footer">
            <embedding::Link to="/">{t(NAME)}</embedding::Link>
        </footer>
    }
}
