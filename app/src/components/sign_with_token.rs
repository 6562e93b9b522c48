//! Asks the program of a USB token, on its owner's computer, for a signature, and sends it.

use crate::locales::{login_methods::*, t};
use leptos::prelude::*;

/// A button inside the form that the signature goes into. Without scripts there is nothing to press, and signing by hand
/// remains.
#[island]
pub(crate) fn SignWithToken(
    signer_url: String,
    /// Base64.
    challenge: String,
) -> impl IntoView {
    let scripted = RwSignal::new(false);
    let waiting = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    Effect::new(move |_| scripted.set(true));
    let ask = StoredValue::new((signer_url, challenge));
    let press = move |_| {
        if waiting.get_untracked() {
            return;
        }
        waiting.set(true);
        failed.set(None);
        let (signer_url, challenge) = ask.get_value();
        leptos::task::spawn_local(async move {
            match signature(&signer_url, &challenge).await {
                Ok(cms) => send(&cms),
                Err(why) => failed.set(Some(why)),
            }
            waiting.set(false);
        });
    };
    move || {
        scripted.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button button-wide"
                    aria-busy=move || waiting.get().to_string()
                    on:click=press
                >
                    {move || t(if waiting.get() { SIGNING } else { SIGN_WITH_TOKEN })}
                </button>
                <p class="field-error" role="alert">{move || failed.get()}</p>
            }
        })
    }
}

/// The token's answer, or what its program says, or that it says nothing.
#[cfg(feature = "hydrate")]
async fn signature(signer_url: &str, challenge: &str) -> Result<String, String> {
    use serde_json::{Value, json};
    let silent = |_| t(TOKEN_SILENT).to_owned();
    let request = gloo_net::http::Request::post(&format!("{signer_url}/sign"))
        .json(&json!({ "challenge": challenge }))
        .map_err(silent)?;
    let answer = request.send().await.map_err(silent)?;
    let answer: Value = answer.json().await.map_err(silent)?;
    let text = |name: &str| answer[name].as_str().map(str::to_owned);
    text("cms").ok_or_else(|| text("message").unwrap_or_else(|| t(TOKEN_SILENT).to_owned()))
}

#[cfg(not(feature = "hydrate"))]
async fn signature(_: &str, _: &str) -> Result<String, String> {
    Err(t(TOKEN_SILENT).to_owned())
}

#[cfg(feature = "hydrate")]
fn send(cms: &str) {
    use super::field_name::field_id;
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id(&field_id("cms"));
    let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
    else {
        return;
    };
    field.set_value(cms);
    if let Some(form) = field.form() {
        let _ = form.request_submit();
    }
}

#[cfg(not(feature = "hydrate"))]
fn send(_: &str) {}
