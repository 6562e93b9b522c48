//! Sign-in with an account of the national portal: two choices, the credentials, the one-time code.

mod code;
mod credentials;
mod failed;
mod issuer;
mod link;
mod next;
mod provider;
mod signature;
mod tabs;

pub use code::Code;
pub use credentials::Credentials;
pub use failed::Failed;
pub use issuer::Issuer;
pub use link::LinkAccounts;
pub use provider::Provider;
pub use signature::{BySim, ByToken, Sign};

use crate::{
    embedding::Link,
    locales::{sign_in::*, t},
};
use leptos::prelude::*;

#[component]
fn RegisterInstead() -> impl IntoView {
    view! {
        <p class="small">{t(NO_ACCOUNT)} " " <Link to="/dang-ky" rel="nofollow">{t(REGISTER)}</Link></p>
    }
}
