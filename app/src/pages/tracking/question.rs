//! Which dossier, and who asks.

use crate::{
    api::tracking::TrackDossier,
    components::{ApiForm, SubmitButton, TextField, form::FormAction},
    locales::{t, tracking::*},
};
use leptos::prelude::*;

/// The form. Posted, so that what is typed is in no address.
#[component]
pub fn Question() -> impl IntoView {
    view! {
        <p>{t(INTRODUCTION)}</p>
        <ApiForm actions=vec![FormAction::of::<TrackDossier>(&())]>
            <TextField name="reference" label=t(REFERENCE) hint=t(REFERENCE_HINT) />
            <TextField name="phone_digits" label=t(PHONE_DIGITS_LABEL) hint=t(PHONE_DIGITS_HINT) inputmode="numeric" />
            <SubmitButton label=t(TRACK) busy=t(TRACKING) />
        </ApiForm>
    }
}
