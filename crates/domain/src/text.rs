//! What all values that are written as text have in common.

/// Gives a type with `parse(&str)` and a `String` inside its conversions, `Display` and the
/// attributes' `try_from = "String"`, `into = "String"` for JSON.
macro_rules! text_value {
    ($value:ident, $error:ident) => {
        impl $value {
            /// The text in its one accepted spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $value {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $value {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$value> for String {
            fn from(value: $value) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $value {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// Gives a personal value a `Debug` that tells nothing about the person.
macro_rules! redacted_debug {
    ($value:ident) => {
        impl std::fmt::Debug for $value {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($value), "(…)"))
            }
        }
    };
}

pub(crate) use {redacted_debug, text_value};

/// The first `head` and last `tail` characters of an ASCII text, the rest as `x`.
pub(crate) fn mask(text: &str, head: usize, tail: usize) -> String {
    let hidden_until = text.len().saturating_sub(tail);
    text.chars()
        .enumerate()
        .map(|(at, c)| {
            if (head..hidden_until).contains(&at) {
                'x'
            } else {
                c
            }
        })
        .collect()
}
