//! What a page knows of the portal it belongs to: set by the province, the same for every request.

use leptos::prelude::use_context;
use std::sync::Arc;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portal {
    /// Address citizens use, without a slash at the end.
    pub public_url: String,
    /// Telephone number of the help desk, as it is read out: `0276 3813 363`.
    pub hotline: String,
    /// Where the help desk receives people.
    pub address: Option<String>,
    pub zalo_url: Option<String>,
    /// Whether this is a demonstration: sample data, no real money.
    pub demo: bool,
    /// Whether browsers keep the shell and the guide for times without a network.
    pub service_worker: bool,
    /// Origins whose pages may frame ours.
    pub frame_origins: Vec<String>,
}

impl Portal {
    #[must_use]
    pub fn hotline_href(&self) -> String {
        let digits: String = self.hotline.chars().filter(char::is_ascii_digit).collect();
        format!("tel:{digits}")
    }
}

/// The portal of the page that is being rendered.
#[must_use]
pub fn portal() -> Arc<Portal> {
    use_context().unwrap_or_default()
}
