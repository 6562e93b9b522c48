//! Sign-in with an account of the national portal: two choices, the credentials, the one-time code.

mod code;
mod credentials;
mod issuer;
mod next;
mod provider;

pub use code::Code;
pub use credentials::Credentials;
pub use issuer::Issuer;
pub use provider::Provider;

use crate::{
    locales::{sign_in::*, t},
    place::Link,
};
use leptos::prelude::*;

/// The way for those who have no account yet.
#[component]
fn RegisterInstead() -> impl IntoView {
    view! {
        <p class="small">{t(NO_ACCOUNT)} " " <Link to="/dang-ky" rel="nofollow">{t(REGISTER)}</Link></p>
    }
}
