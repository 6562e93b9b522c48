//! What Zalo, Facebook and others show of a shared link (Open Graph).

use crate::{
    locales::{Language, language, shell::NAME, t},
    portal::portal,
};
use leptos::prelude::*;
use leptos_meta::Meta;

/// Title, description and picture of a page, for those it is shared with; the description for search engines as well.
#[component]
pub fn OpenGraph(
    #[prop(into)] path: String,
    /// Address of its picture, below `/og/`.
    #[prop(into)]
    picture: String,
    #[prop(into)] title: String,
    /// In a sentence.
    #[prop(into)]
    description: String,
) -> impl IntoView {
    let portal = portal();
    let (here, there) = match language() {
        Language::Vietnamese => ("vi_VN", "en_US"),
        Language::English => ("en_US", "vi_VN"),
    };
    let whole = |address: String| format!("{}{address}", portal.public_url);
    let in_language = |address: String| format!("{address}?lang={}", language().tag());
    view! {
        <Meta name="description" content=description.clone() />
        <Meta property="og:type" content="website" />
        <Meta property="og:site_name" content=t(NAME) />
        <Meta property="og:title" content=title.clone() />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=whole(in_language(path)) />
        <Meta property="og:locale" content=here />
        <Meta property="og:locale:alternate" content=there />
        <Meta property="og:image" content=whole(in_language(picture)) />
        <Meta property="og:image:type" content="image/png" />
        <Meta property="og:image:width" content="1200" />
        <Meta property="og:image:height" content="630" />
        <Meta property="og:image:alt" content=title />
    }
}
