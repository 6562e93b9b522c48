//! The document around every page.

use crate::{
    embedding::{Embedding, embedding},
    locales::language,
    save_data::save_data,
};
use leptos::prelude::*;
use leptos_meta::MetaTags;
use strum::{EnumString, IntoStaticStr};

mod footer;
mod header;
mod leaving_page;
mod problem_page;
mod scripts;

pub(crate) use footer::{Footer, FrameFooter};
pub(crate) use header::Header;
pub use header::LanguageSwitch;
pub use leaving_page::{Destination, leaving_page};
pub use problem_page::{WayBack, problem_page};

/// Addresses of the built files, with the hash of their content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// What runs in citizens' browsers.
    pub portal: Client,
    /// What runs in officers' browsers.
    pub desk: Client,
    pub css: String,
}

/// One of the programs that run in a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// JavaScript that starts the WebAssembly.
    pub js: String,
    pub wasm: String,
}

/// Lets a page say which HTTP status it is answered with.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct PageStatus(std::sync::Arc<std::sync::atomic::AtomicU16>);

#[cfg(feature = "ssr")]
impl PageStatus {
    pub fn set(&self, status: u16) {
        self.0.store(status, std::sync::atomic::Ordering::Relaxed);
    }

    #[must_use]
    pub fn get(&self) -> Option<u16> {
        match self.0.load(std::sync::atomic::Ordering::Relaxed) {
            0 => None,
            status => Some(status),
        }
    }
}

/// Light or dark, where a citizen or the framing page has chosen. As a text, in addresses, cookies and style sheets: `dark`.
#[derive(Clone, Copy, Debug, Default, EnumString, IntoStaticStr, PartialEq, Eq)]
#[strum(serialize_all = "snake_case")]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    Light,
    Dark,
}

/// A citizen's page, whole. Rendered on the server only. Without its type: whoever got it would compile every page once more.
pub fn shell(assets: &Assets) -> AnyView {
    document(&assets.portal, &assets.css, "portal", crate::routes::App).into_any()
}

/// The document around the pages of an application: its scripts, its style sheet, and a class that says whose pages these
/// are. Rendered on the server only.
pub fn document<V: IntoView>(
    client: &Client,
    css: &str,
    class: &'static str,
    app: fn() -> V,
) -> impl IntoView + use<V> {
    // Only what is inside an island is made again in the browser: nothing else of what was loaded goes out twice.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    // Who asks to be sent less gets pages that work natively, and nothing is loaded in the background.
    let start = (!save_data()).then(|| scripts::start(client));
    let theme: &str = use_context::<Theme>().unwrap_or_default().into();
    let in_portal = embedding() == Embedding::TopLevel;
    view! {
        <!DOCTYPE html>
        <html lang=language().tag() data-theme=theme data-place=(!in_portal).then_some("frame")>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#8f1d21" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="stylesheet" href=css.to_owned() />
                {scripts::leaving()}
                {start}
                {(!in_portal).then(scripts::frame)}
                <MetaTags />
            </head>
            <body class=class>
                {app()}
            </body>
        </html>
    }
}
