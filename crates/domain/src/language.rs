//! The two languages of the portal, and texts in both.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A language of the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// The language of the law, and what somebody sees who has chosen nothing.
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    /// For foreigners: work permits, criminal records.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// Language tag (BCP 47): `vi`, `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of a tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// A name in this language, of one that may have only a Vietnamese form: most brands are the same in both.
    #[must_use]
    pub fn name_of(self, vietnamese: String, english: Option<String>) -> String {
        match (self, english) {
            (Self::English, Some(english)) => english,
            (Self::Vietnamese | Self::English, _) => vietnamese,
        }
    }
}

/// A text in both languages. Making one without the other does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    vietnamese: &'static str,
    english: &'static str,
}

/// A text in Vietnamese and in English.
#[must_use]
pub const fn text(vietnamese: &'static str, english: &'static str) -> Text {
    Text {
        vietnamese,
        english,
    }
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub const fn to(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vietnamese,
            Language::English => self.english,
        }
    }
}

/// What can be told to a person in either language.
pub trait Localized {
    /// The words in a language.
    fn localized(&self, language: Language) -> Cow<'static, str>;
}

impl Localized for Text {
    fn localized(&self, language: Language) -> Cow<'static, str> {
        Cow::Borrowed(self.to(language))
    }
}

/// Texts with something counted or named in them.
impl<F: Fn(Language) -> String> Localized for F {
    fn localized(&self, language: Language) -> Cow<'static, str> {
        Cow::Owned(self(language))
    }
}

/// Gives an error that citizens read its words in both languages. `Display`, for logs, is the Vietnamese.
macro_rules! localized_error {
    ($error:ident { $($variant:pat => $text:expr),+ $(,)? }) => {
        impl $crate::language::Localized for $error {
            fn localized(
                &self,
                language: $crate::language::Language,
            ) -> std::borrow::Cow<'static, str> {
                match self {
                    $($variant => $crate::language::Localized::localized(&$text, language),)+
                }
            }
        }

        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let vietnamese = $crate::language::Language::Vietnamese;
                f.pad(&$crate::language::Localized::localized(self, vietnamese))
            }
        }

        impl std::error::Error for $error {}
    };
}

pub(crate) use localized_error;
