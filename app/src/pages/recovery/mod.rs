//! Ways back in. No page tells whether there is an account.

mod password;
mod phone;

pub use password::{ForgottenPassword, PasswordCode, SetNewPassword};
pub use phone::{EmailCode, LostPhone, NewPhone, NewPhoneCode, Noted, Objected, Objection};

use crate::{
    components::TextField,
    locales::{recovery::*, t},
};
use leptos::prelude::*;

#[component]
fn UserNameField() -> impl IntoView {
    view! {
        <TextField
            name="identity_number"
            label=t(USER_NAME)
            hint=t(USER_NAME_HINT)
            autocomplete="username"
        />
    }
}
