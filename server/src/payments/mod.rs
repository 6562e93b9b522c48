//! Payments: orders, attempts, what providers report, and the books.
//!
//! Everything that happens to an attempt goes through [`events::record`], which appends the event, folds the order anew,
//! and lets money, receipt and projections follow in the same transaction.

mod answers;
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
mod qr_picture;
pub mod result;
pub mod returned;
pub mod states;
pub mod updates;
pub mod verify;

use crate::{clock::Clock, config::Config, state::StateError};
use answers::Evidenced;
use providers::Provider;
use sqlx::PgPool;
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

    /// The same, of whose answers about money it is kept what they say before anybody believes them.
    #[must_use]
    pub fn keeping_evidence(&self, db: &PgPool, clock: &Clock) -> Self {
        let all = self.0.iter().map(|(code, provider)| {
            let evidenced: Arc<dyn Provider> = Arc::new(Evidenced {
                provider: provider.clone(),
                db: db.clone(),
                clock: clock.clone(),
            });
            (*code, evidenced)
        });
        Self(Arc::new(all.collect()))
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
