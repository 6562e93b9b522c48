//! Every text of the interface, in Vietnamese and English, one file per part of the portal.
//!
//! A key is a constant (`text(vietnamese, english)`) or, where it has parameters, a function: a missing key or a missing
//! language does not compile, and the compiler warns of a key that nobody uses.

pub(crate) mod accessibility;
pub(crate) mod account;
pub(crate) mod announcements;
pub mod attachments;
pub(crate) mod birth_registration;
pub(crate) mod certificates;
pub(crate) mod channels;
pub(crate) mod components;
pub(crate) mod criminal_record;
pub(crate) mod design;
pub(crate) mod dossier;
pub(crate) mod faq;
pub(crate) mod faq_page;
pub(crate) mod forms;
pub(crate) mod frame;
pub(crate) mod guide;
pub(crate) mod home;
pub(crate) mod identity_number;
#[cfg(feature = "hydrate")]
pub(crate) mod kept_draft;
pub mod labels;
pub(crate) mod leaving;
pub(crate) mod login_methods;
pub(crate) mod officers;
pub(crate) mod offline;
pub(crate) mod passkey;
pub(crate) mod payment;
pub(crate) mod payment_result;
pub(crate) mod problem;
pub(crate) mod procedures;
pub(crate) mod receipt;
pub(crate) mod recovery;
pub(crate) mod refund;
pub(crate) mod register;
pub(crate) mod security;
pub(crate) mod session_ended;
pub(crate) mod share;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod signed_in;
pub(crate) mod terms;
pub(crate) mod tracking;
pub(crate) mod work_permit;

pub use domain::language::{Language, Localized, Text};
use std::borrow::Cow;

/// The language of the page that is being rendered, of the request that is being answered, or in the browser of the page.
#[must_use]
pub fn language() -> Language {
    current::language()
}

/// A text in the current language.
#[must_use]
pub fn t(text: Text) -> &'static str {
    text.to(language())
}

/// A value in the current language.
#[must_use]
pub fn localized(value: &impl Localized) -> Cow<'static, str> {
    value.localized(language())
}

#[cfg(feature = "ssr")]
pub use current::LANGUAGE;

#[cfg(feature = "ssr")]
mod current {
    use super::Language;
    use leptos::prelude::use_context;

    tokio::task_local! {
        /// The language of the request that the task answers. Pages are rendered by tasks of their own: they have it as
        /// a context.
        pub static LANGUAGE: Language;
    }

    pub(super) fn language() -> Language {
        use_context()
            .or_else(|| LANGUAGE.try_with(|language| *language).ok())
            .unwrap_or_default()
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod current {
    use super::Language;
    use leptos::prelude::document;

    pub(super) fn language() -> Language {
        document()
            .document_element()
            .and_then(|root| root.get_attribute("lang"))
            .and_then(|tag| Language::from_tag(&tag))
            .unwrap_or_default()
    }
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
mod current {
    use super::Language;

    pub(super) fn language() -> Language {
        Language::default()
    }
}
