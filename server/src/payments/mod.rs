//! Payments: orders, attempts, what providers report, and the books.
//!
//! Everything that happens to an attempt goes through [`events::record`], which appends the event, folds the order anew,
//! and lets money, receipt and projections follow in the same transaction.

pub mod attempt;
pub mod attempt_view;
pub mod callback;
pub mod events;
pub mod history;
pub mod ledger;
pub mod order;
pub mod query;
pub mod result;

use crate::{config::Config, state::StateError};
use providers::{
    Provider, Secret,
    national_platform::{self, CollectingAccount, NationalPlatform, Timeouts},
};
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
        let settings = &config.national_platform;
        let platform = NationalPlatform::new(national_platform::Config {
            base_url: settings.url.clone(),
            partner_code: settings.partner.clone(),
            secret: Secret::new(settings.secret.clone()),
            previous_secret: settings.previous_secret.clone().map(Secret::new),
            bus_token: None,
            allowed_redirect_origins: settings.pay_origins.clone(),
            collecting_account: CollectingAccount::default(),
            timeouts: Timeouts::default(),
        })?;
        let platform: Arc<dyn Provider> = Arc::new(platform);
        Ok(Self(Arc::new(BTreeMap::from([(
            platform.capabilities().code,
            platform,
        )]))))
    }

    /// The provider of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<Arc<dyn Provider>> {
        self.0.get(code).cloned()
    }
}
