use leptos::{either::Either, prelude::*};

/// A text in which what stands between underscores is Vietnamese: screen readers are told, and pronounce it so.
#[component]
pub fn WithTerms(
    /// Such as `the _Biên lai_ (receipt)`.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    text.split('_')
        .enumerate()
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 {
                Either::Left(view! { <span lang="vi">{part}</span> })
            } else {
                Either::Right(part)
            }
        })
        .collect_view()
}
