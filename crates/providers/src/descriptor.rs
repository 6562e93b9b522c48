//! What there is to say of each provider, as data: beside its folder, a provider is one row here.

use std::fmt;
use std::sync::Arc;

use domain::payment::FailureReason;

use crate::http::{Timeouts, origin_of};
use crate::{ConfigError, Provider};
use crate::{cash_desk, momo, national_platform, ngan_luong, vietqr, vnpay, vnpt_pay, zalopay};

/// Every provider.
pub static ALL: [&Descriptor; 8] = [
    &national_platform::DESCRIPTOR,
    &cash_desk::DESCRIPTOR,
    &vnpt_pay::DESCRIPTOR,
    &ngan_luong::DESCRIPTOR,
    &momo::DESCRIPTOR,
    &vnpay::DESCRIPTOR,
    &zalopay::DESCRIPTOR,
    &vietqr::DESCRIPTOR,
];

/// What there is to say of a provider.
pub struct Descriptor {
    /// Stable code, used in addresses, settings and the database: lower-case letters, digits and hyphens.
    pub code: &'static str,
    /// What the names of its variables begin with.
    pub prefix: &'static str,
    /// Its variables and what they hold. All must be set, or none where the provider is not offered.
    pub settings: &'static [(&'static str, SettingKind)],
    /// Whether production needs it.
    pub is_required: bool,
    /// How it reports by itself.
    pub callback: CallbackMethod,
    /// The variable that stretches the waits of its poll schedule, in percent; none where it cannot be asked.
    pub poll_percent: Option<&'static str>,
    /// Whether it hears of a payment only when the payer comes to its page: one that it does not know has not been paid.
    pub opened_by_payer: bool,
    /// Whether a payment is opened without a call: then only its reports and its answers tell whether it is there.
    pub opens_without_call: bool,
    /// Whether the provider moves refunds; where not, they go by bank transfer.
    pub refund: bool,
    /// Its codes that say why no money moved.
    pub failure_reasons: &'static [(&'static str, FailureReason)],
    /// How long calls may take before their outcome counts as unknown.
    pub timeouts: Timeouts,
    pub(crate) build: fn(Settings) -> Result<Arc<dyn Provider>, ConfigError>,
}

/// What is to be known of the provider of a code, configured or not.
#[must_use]
pub fn descriptor(code: &str) -> Option<&'static Descriptor> {
    ALL.into_iter().find(|known| known.code == code)
}

/// Why a payment at a provider failed, where a code of that provider says so.
#[must_use]
pub fn failure_reason(provider: &str, code: &str) -> Option<FailureReason> {
    let descriptor = descriptor(provider)?;
    let named = |(known, _): &&(&str, FailureReason)| *known == code;
    descriptor
        .failure_reasons
        .iter()
        .find(named)
        .map(|(_, reason)| *reason)
}

/// How a provider reports by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackMethod {
    /// The message is the body of a POST.
    Post,
    /// The message is the query of a GET.
    Get,
    /// It never reports: it must be asked.
    None,
}

/// What a variable holds, with its value in a demonstration, where the sandbox plays the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// An address; in a demonstration this path of the sandbox.
    Url(&'static str),
    /// The address of a page that payers' browsers are sent to; likewise.
    Page(&'static str),
    /// Sites that browsers are sent to, separated by blanks; in a demonstration the sandbox.
    Origins,
    /// A name.
    Text(&'static str),
    /// A name that may be left out.
    OptionalText,
    /// A part of what it names, such as an account. All its parts are set, or all are left out.
    OptionalPart(&'static str),
    /// A whole number from 1 to 4 294 967 295.
    Number(&'static str),
    /// What nobody else knows.
    Secret(&'static str),
    /// A secret that may be left out, such as the one before this one while it is being changed.
    OptionalSecret,
}

impl SettingKind {
    /// The value in a demonstration.
    #[must_use]
    pub fn in_demonstration(self, sandbox_url: &str) -> String {
        match self {
            Self::Url(path) | Self::Page(path) => format!("{sandbox_url}{path}"),
            Self::Origins => sandbox_url.to_owned(),
            Self::Text(text) | Self::Number(text) | Self::Secret(text) => text.to_owned(),
            Self::OptionalText | Self::OptionalPart(_) | Self::OptionalSecret => String::new(),
        }
    }

    /// Whether the variable may be left out where the others are set.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(
            self,
            Self::OptionalText | Self::OptionalPart(_) | Self::OptionalSecret
        )
    }
}

/// The settings of one provider. `Debug` shows no value.
#[derive(Clone)]
pub struct Settings {
    /// Whose they are.
    pub descriptor: &'static Descriptor,
    /// Values of the descriptor's settings, in their order; empty where an optional one is left out.
    pub values: Vec<String>,
    /// How long calls may take.
    pub timeouts: Timeouts,
}

impl Settings {
    /// The settings of a provider, one value for each of its variables.
    #[must_use]
    pub fn new(descriptor: &'static Descriptor, values: Vec<String>) -> Self {
        Self {
            descriptor,
            values,
            timeouts: descriptor.timeouts,
        }
    }

    /// Those with which the sandbox at an address plays the provider.
    #[must_use]
    pub fn in_demonstration(descriptor: &'static Descriptor, sandbox_url: &str) -> Self {
        let value = |(_, kind): &(_, SettingKind)| kind.in_demonstration(sandbox_url);
        Self::new(descriptor, descriptor.settings.iter().map(value).collect())
    }

    /// Origins that payers are sent to.
    #[must_use]
    pub fn pay_origins(&self) -> Vec<String> {
        let origins = |(setting, value): (&(_, SettingKind), &String)| match setting.1 {
            SettingKind::Origins => value.split_whitespace().map(str::to_owned).collect(),
            SettingKind::Page(_) => Vec::from_iter(origin_of(value)),
            _ => Vec::new(),
        };
        let settings = self.descriptor.settings.iter().zip(&self.values);
        settings.flat_map(origins).collect()
    }

    /// Checks the settings and makes the provider. Does not connect.
    ///
    /// # Errors
    /// [`ConfigError`], also where the process has no rustls provider installed.
    pub fn build(self) -> Result<Arc<dyn Provider>, ConfigError> {
        (self.descriptor.build)(self)
    }

    /// The values by their place in the descriptor.
    pub(crate) fn take<const N: usize>(self) -> [String; N] {
        self.values
            .try_into()
            .expect("there is one value for each of the descriptor's settings")
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Settings({})", self.descriptor.code)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Settings};

    #[test]
    fn every_provider_plays_with_the_sandbox_and_names_its_variables_alike() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        for descriptor in ALL {
            let provider = Settings::in_demonstration(descriptor, "http://127.0.0.1:1").build();
            assert_eq!(provider.unwrap().descriptor().code, descriptor.code);
            let settings = descriptor.settings.iter().map(|setting| setting.0);
            for name in settings.chain(descriptor.poll_percent) {
                assert!(name.starts_with(descriptor.prefix), "{name}");
            }
        }
    }
}
