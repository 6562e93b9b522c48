//! What search engines are told of a page: its address, its other language, and whether it is for them at all.

use crate::{
    embedding::{Embedding, embedding},
    locales::{Language, language, shell::DESCRIPTION, t},
    portal::portal,
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_location;

/// Pages that belong to one person or to one step.
const PRIVATE: [&str; 8] = [
    "/bien-lai",
    "/dang-ky/",
    "/dang-nhap/ma-otp",
    "/giao-dich",
    "/ho-so",
    "/nop-ho-so",
    "/tai-khoan",
    "/thanh-toan",
];

fn is_public(path: &str) -> bool {
    !PRIVATE.iter().any(|private| path.starts_with(private))
}

/// Whether a page has a description of its own, so that the portal's is not given as well.
fn describes_itself(path: &str) -> bool {
    matches!(
        path,
        "/" | "/thu-tuc" | "/dieu-khoan" | "/huong-dan" | "/hoi-dap"
    ) || ["/thu-tuc/", "/huong-dan/"]
        .iter()
        .any(|below| path.starts_with(below))
}

/// A description where the page has none of its own, the canonical address and the one in the other language, or that the page is not to be listed. What was searched for
/// is no part of either.
#[component]
pub fn ForSearchEngines() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let general = !describes_itself(&path);
    view! {
        {general.then(|| view! { <Meta name="description" content=t(DESCRIPTION) /> })}
        <Addresses path />
    }
}

#[component]
fn Addresses(path: String) -> impl IntoView {
    if !is_public(&path) || embedding() == Embedding::Frame {
        return view! { <Meta name="robots" content="noindex" /> }.into_any();
    }
    let address = format!("{}{path}", portal().public_url);
    let english = format!("{address}?lang={}", Language::English.tag());
    let vietnamese = format!("{address}?lang={}", Language::Vietnamese.tag());
    let canonical = match language() {
        Language::Vietnamese => address.clone(),
        Language::English => english.clone(),
    };
    view! {
        <Link rel="canonical" href=canonical />
        <Link rel="alternate" hreflang=Language::Vietnamese.tag() href=vietnamese />
        <Link rel="alternate" hreflang=Language::English.tag() href=english />
        <Link rel="alternate" hreflang="x-default" href=address />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn what_belongs_to_one_person_is_not_listed() {
        for path in [
            "/",
            "/thu-tuc",
            "/thu-tuc/1.001193",
            "/dang-nhap",
            "/dang-ky",
            "/huong-dan",
        ] {
            assert!(is_public(path), "{path}");
        }
        for path in [
            "/tai-khoan",
            "/ho-so/1/thanh-toan",
            "/thanh-toan/ket-qua",
            "/dang-ky/ma-otp",
        ] {
            assert!(!is_public(path), "{path}");
        }
    }
}
