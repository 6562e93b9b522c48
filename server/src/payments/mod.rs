//! Payments: orders, attempts, what providers report, and the books.
//!
//! Everything that happens to an attempt goes through [`events::record`], which appends the event, folds the order anew,
//! and lets money, receipt and projections follow in the same transaction.

pub mod attempt;
pub mod attempt_view;
pub mod callback;
pub mod channels;
pub mod events;
mod failure;
pub mod health;
pub mod history;
pub mod lookup;
pub mod order;
pub mod poll;
pub mod result;
pub mod states;
pub mod updates;
pub mod verify;

use crate::{config::Config, state::StateError};
use providers::Provider;
use std::{collections::BTreeMap, sync::Arc};

/// Providers by the code that channels name.
#[derive(Clone)]
pub struct Providers(Arc<BTreeMap<&'static str, Arc<dyn Provider>>>);

impl Providers {
    /// The providers that are configured.
    ///
    /// # Errors
    /// Unusable configuration.
    pub fn from_config(config: &Config) -> Result<Self, StateError> {
        let all = config.providers.iter().map(|settings| {
            let provider = settings.descriptor;
            let built = settings.clone().build();
            built
                .map(|built| (provider.code, built))
                .map_err(|source| StateError::Provider {
                    variables: provider.prefix,
                    source,
                })
        });
        let all: BTreeMap<_, _> = all.collect::<Result<_, _>>()?;
        Ok(Self(Arc::new(all)))
    }

    #[must_use]
    pub fn get(&self, code: &str) -> Option<Arc<dyn Provider>> {
        self.0.get(code).cloned()
    }

    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.0.keys().map(|code| (*code).to_owned()).collect()
    }
}
