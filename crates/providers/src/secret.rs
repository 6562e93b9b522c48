//! Secrets shared with a provider.

use std::fmt;

use crate::ConfigError;

/// A secret that never shows in logs: `Debug` prints a placeholder and there is no `Display`.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// Refuses an empty one, with which anybody could sign.
    pub(crate) fn new(value: String) -> Result<Self, ConfigError> {
        if value.is_empty() {
            Err(ConfigError::EmptySecret)
        } else {
            Ok(Self(value))
        }
    }

    /// What strangers may sign with, also with nothing.
    #[cfg(test)]
    pub(crate) fn any(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// The secret itself, for a digest or an authorisation header only.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// What signs messages, and what signed them before the last change.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    /// Signs what we send.
    pub(crate) current: Secret,
    /// Still accepted on what we receive.
    previous: Option<Secret>,
}

impl Secrets {
    /// `previous` is empty where nothing is being changed.
    pub(crate) fn new(current: String, previous: String) -> Result<Self, ConfigError> {
        Ok(Self {
            current: Secret::new(current)?,
            previous: Secret::new(previous).ok(),
        })
    }

    /// Those accepted on what we receive.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}
