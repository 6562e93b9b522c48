//! Where a page is shown: in the portal itself, or in a frame on another site, below `/embed`.
//!
//! Pages are the same either way and link to each other by their address in the portal; [`Link`] and [`href`] turn it
//! into the address here. What is not meant for frames opens in a window of its own.

use crate::locales::{frame::OPEN_IN_PORTAL, shell::OPENS_NEW_WINDOW, t};
use leptos::prelude::*;

const PREFIX: &str = "/embed";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embedding {
    #[default]
    TopLevel,
    Frame,
}

impl Embedding {
    /// How the page of an address is embedded, and the address in the portal.
    #[must_use]
    pub fn of(path: &str) -> (Self, &str) {
        match path.strip_prefix(PREFIX) {
            Some(inner) if inner.starts_with('/') => (Self::Frame, inner),
            _ => (Self::TopLevel, path),
        }
    }

    /// The address here of a page of the portal; nothing where the page is not shown so embedded.
    #[must_use]
    pub fn address(self, path: &str) -> Option<String> {
        match self {
            Self::TopLevel => Some(path.to_owned()),
            Self::Frame if is_framed(path) => Some(format!("{PREFIX}{path}")),
            Self::Frame => None,
        }
    }
}

/// Whether a page of the portal is also shown in frames: search, tracking, history, paying, and signing in for them.
#[must_use]
pub fn is_framed(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let below = |root: &str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    below("/thu-tuc")
        || below("/tra-cuu")
        || below("/giao-dich")
        || below("/dang-nhap")
        || below("/cach-nhan-ma")
        || path == "/thanh-toan/ket-qua"
        || (below("/ho-so") && path.ends_with("/thanh-toan"))
}

/// Where the page is shown that is being rendered, or in the browser the page that is open.
#[must_use]
pub fn embedding() -> Embedding {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    {
        let path = window().location().pathname().unwrap_or_default();
        Embedding::of(&path).0
    }
    #[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
    {
        use_context().unwrap_or_default()
    }
}

/// A context: the page is in a frame, and its request brought no cookie of ours. At the first page of a visit that is so in every
/// browser, at a later one only where cookies are refused.
#[derive(Clone, Copy, Debug)]
pub struct NoCookies;

/// The way out of a frame: the same page of the portal in a window of its own.
#[component]
pub fn OwnWindow(
    /// Its address in the portal.
    #[prop(into)]
    to: String,
) -> impl IntoView {
    view! {
        <a class="button" href=to target="_blank" rel="noopener">
            {t(OPEN_IN_PORTAL)}
            <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
        </a>
    }
}

/// The address of a page of the portal as seen from here.
#[must_use]
pub fn href(path: &str) -> String {
    embedding().address(path).unwrap_or_else(|| path.to_owned())
}

#[component]
pub fn Link(
    /// Its address in the portal.
    #[prop(into)]
    to: String,
    #[prop(optional)] class: &'static str,
    /// `nofollow` for what search engines need not see.
    #[prop(optional)]
    rel: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let class = (!class.is_empty()).then_some(class);
    match embedding().address(&to) {
        Some(address) => view! { <a href=address class=class rel=rel>{children()}</a> }.into_any(),
        None => view! {
            <a href=to class=class target="_blank" rel="noopener">
                {children()}
                <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
            </a>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::Embedding;

    #[test]
    fn a_frame_keeps_its_visitor_below_embed_and_sends_the_rest_to_the_portal() {
        for (address, framed) in [
            ("/thu-tuc", true),
            ("/thu-tuc?q=khai%20sinh", true),
            ("/thu-tuc/1.001193", true),
            ("/tra-cuu", true),
            ("/giao-dich", true),
            ("/ho-so/363815/thanh-toan", true),
            ("/thanh-toan/ket-qua?data=r", true),
            ("/dang-nhap/dvc-quoc-gia?tiep=%2Fgiao-dich", true),
            ("/ho-so/363815", false),
            ("/nop-ho-so/1.001193", false),
            ("/thu-tuc-khac", false),
            ("/", false),
            ("https://pay.example.vn/x", false),
        ] {
            let expected = framed.then(|| format!("/embed{address}"));
            assert_eq!(Embedding::Frame.address(address), expected, "{address}");
            assert_eq!(
                Embedding::TopLevel.address(address).as_deref(),
                Some(address)
            );
        }
    }

    #[test]
    fn only_what_lies_below_embed_is_in_a_frame() {
        assert_eq!(
            Embedding::of("/embed/thu-tuc"),
            (Embedding::Frame, "/thu-tuc")
        );
        for path in ["/embed", "/embedded/thu-tuc", "/thu-tuc"] {
            assert_eq!(Embedding::of(path), (Embedding::TopLevel, path));
        }
    }
}
