//! Payments: orders, attempts, what providers report, and the books.
//!
//! Everything that happens to an attempt goes through [`events::record`], which appends the event, folds the order anew,
//! and lets money, receipt and projections follow in the same transaction.

pub mod attempt;
pub mod attempt_view;
pub mod callback;
pub mod channels;
pub mod events;
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
use providers::{
    ConfigError, Provider, Secret, Timeouts,
    cash_desk::CashDesk,
    momo::Momo,
    national_platform::{self, CollectingAccount, NationalPlatform},
    ngan_luong::NganLuong,
    vietqr::VietQr,
    vnpay::Vnpay,
    vnpt_pay::VnptPay,
    zalopay::ZaloPay,
};
use std::{collections::BTreeMap, sync::Arc};

/// Providers by the code that channels name.
#[derive(Clone)]
pub struct Providers {
    all: Arc<BTreeMap<&'static str, Arc<dyn Provider>>>,
    national_platform: Arc<NationalPlatform>,
}

impl Providers {
    /// The providers that are configured.
    ///
    /// # Errors
    /// Unusable configuration.
    pub fn from_config(config: &Config) -> Result<Self, StateError> {
        let settings = &config.national_platform;
        let national_platform = national_platform::Config {
            base_url: settings.url.clone(),
            partner_code: settings.partner.clone(),
            secret: Secret::new(settings.secret.clone()),
            previous_secret: settings.previous_secret.clone().map(Secret::new),
            bus_token: None,
            allowed_redirect_origins: settings.pay_origins.clone(),
            collecting_account: CollectingAccount::default(),
            timeouts: Timeouts::default(),
        };
        let national_platform = NationalPlatform::new(national_platform)
            .map(Arc::new)
            .map_err(of("NATIONAL_PLATFORM_"))?;
        let others = config.providers.clone();
        let all = [
            Some(national_platform.clone() as Arc<dyn Provider>),
            Some(Arc::new(CashDesk::new())),
            provider("VNPT_PAY_", others.vnpt_pay, VnptPay::new)?,
            provider("NGAN_LUONG_", others.ngan_luong, NganLuong::new)?,
            provider("MOMO_", others.momo, Momo::new)?,
            provider("VNPAY_", others.vnpay, Vnpay::new)?,
            provider("ZALOPAY_", others.zalopay, ZaloPay::new)?,
            provider("VIETQR_", others.vietqr, VietQr::new)?,
        ];
        let by_code = all
            .into_iter()
            .flatten()
            .map(|provider| (provider.capabilities().code, provider));
        Ok(Self {
            all: Arc::new(by_code.collect()),
            national_platform,
        })
    }

    /// The provider of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<Arc<dyn Provider>> {
        self.all.get(code).cloned()
    }

    /// Codes of the providers that are configured.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.all.keys().map(|code| (*code).to_owned()).collect()
    }

    /// The national platform, which also asks us about dossiers.
    #[must_use]
    pub fn national_platform(&self) -> &NationalPlatform {
        &self.national_platform
    }
}

fn provider<C, P: Provider + 'static>(
    variables: &'static str,
    config: Option<C>,
    new: impl Fn(C) -> Result<P, ConfigError>,
) -> Result<Option<Arc<dyn Provider>>, StateError> {
    Ok(match config {
        Some(config) => Some(Arc::new(new(config).map_err(of(variables))?)),
        None => None,
    })
}

/// The error says whose settings it is about.
fn of(variables: &'static str) -> impl FnOnce(ConfigError) -> StateError {
    move |source| StateError::Provider { variables, source }
}
