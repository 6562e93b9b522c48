//! A passkey is shown or made (W3C Web Authentication Level 3): a button, with what came of it beside.
//!
//! All of it needs the browser: without scripts, or in a browser that knows no passkeys, nothing is shown.

use super::{field_name::field_id, needs_scripts::NeedsScripts};
use crate::locales::{Text, passkey::*, t};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const NAME_FIELD: &str = "passkey_name";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ceremony {
    Add,
    /// One of whichever account signs in to it.
    SignIn,
    /// One is shown in place of the one-time code.
    SecondFactor,
    /// One is shown by whoever is signed in.
    Proof,
}

impl Ceremony {
    const fn label(self) -> Text {
        match self {
            Self::Add => ADD_PASSKEY,
            Self::SignIn => SIGN_IN_WITH_PASSKEY,
            Self::SecondFactor => PASSKEY_INSTEAD,
            Self::Proof => PROVE_WITH_PASSKEY,
        }
    }
}

/// The button, where the browser knows passkeys; where they need another address of the portal, that address.
#[island]
pub(crate) fn PasskeyButton(
    ceremony: Ceremony,
    /// Path of ours to go to afterwards; empty where the server knows it.
    next: String,
) -> impl IntoView {
    let offered = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let message = RwSignal::new(String::new());
    let wrong_name = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| match browser::address_by_name() {
        _ if !browser::knows_passkeys() => {}
        Some(address) => message.set(needs_a_name(crate::locales::language(), &address)),
        None => offered.set(true),
    });
    let next = StoredValue::new(next);
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        if !busy.get_untracked() {
            busy.set(true);
            wrong_name.set(String::new());
            message.set(t(WAITING).to_owned());
            leptos::task::spawn_local(async move {
                match browser::perform(ceremony, next.get_value()).await {
                    // Stays busy: the page is about to be left.
                    Ok(next) => {
                        let _ = window().location().assign(&next);
                    }
                    Err(browser::Refusal { name, said }) => {
                        message.set(said);
                        busy.set(false);
                        if !name.is_empty() {
                            wrong_name.set(name);
                            browser::focus_name();
                        }
                    }
                }
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = next;
    };
    view! {
        <div class="passkey">
            <div hidden=move || !offered.get()>
                {(ceremony == Ceremony::Add).then(|| view! { <NameField wrong=wrong_name /> })}
                <button
                    type="button"
                    class="button button-secondary button-wide"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=press
                >
                    {t(ceremony.label())}
                </button>
            </div>
            <div role="status">
                <p class="hint" hidden=move || message.with(String::is_empty)>{move || message.get()}</p>
            </div>
        </div>
    }
}

#[component]
pub(crate) fn NewPasskey() -> impl IntoView {
    view! {
        <NeedsScripts words=NEEDS_SCRIPTS />
        <PasskeyButton ceremony=Ceremony::Add next=String::new() />
    }
}

#[component]
fn NameField(
    /// What is wrong with it, if anything.
    wrong: RwSignal<String>,
) -> impl IntoView {
    let is_wrong = move || !wrong.with(String::is_empty);
    let error = format!("{}-error", field_id(NAME_FIELD));
    view! {
        <div class="field" class:field-invalid=is_wrong>
            <label for=field_id(NAME_FIELD)>{t(NAME)}</label>
            <input
                id=field_id(NAME_FIELD)
                type="text"
                autocomplete="off"
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=error.clone()
            />
            <p class="field-error" id=error>{move || wrong.get()}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{ADDED_BEFORE, CANCELLED, Ceremony, FAILED, NAME_FIELD};
    use crate::{
        api::{
            Endpoint, Problem,
            passkeys::{
                AddPasskey, BeginPasskey, BeginPasskeyProof, BeginPasskeySecondFactor,
                BeginPasskeySignIn, FinishPasskeyProof, FinishPasskeySecondFactor,
                FinishPasskeySignIn,
            },
        },
        client,
        components::field_name::field_id,
        locales::{Text, t},
    };
    use leptos::{
        prelude::*,
        web_sys::js_sys::{JSON, Object, Promise, Reflect},
    };
    use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::HtmlInputElement;

    // Not in `web-sys` yet: sections 5.1.9 and 5.1.10. Each is looked up when it is called.
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseCreationOptionsFromJSON)]
        fn creation_options(json: &JsValue) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseRequestOptionsFromJSON)]
        fn request_options(json: &JsValue) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_namespace = ["navigator", "credentials"])]
        fn create(options: &JsValue) -> Result<Promise, JsValue>;
        #[wasm_bindgen(catch, js_namespace = ["navigator", "credentials"])]
        fn get(options: &JsValue) -> Result<Promise, JsValue>;
    }

    /// Whether the browser has passkeys, and reads and writes them as JSON.
    pub(super) fn knows_passkeys() -> bool {
        let known = Reflect::get(&window(), &"PublicKeyCredential".into())
            .and_then(|class| Reflect::get(&class, &"parseCreationOptionsFromJSON".into()));
        known.is_ok_and(|method| method.is_function())
    }

    /// The address of this page by the machine's name, where it was opened by its number: passkeys belong to a name.
    pub(super) fn address_by_name() -> Option<String> {
        let location = window().location();
        let host = location.hostname().ok()?;
        let is_number = host.starts_with('[')
            || host
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        is_number.then(|| {
            location
                .href()
                .map(|href| href.replacen(&host, "localhost", 1))
                .ok()
        })?
    }

    /// What went wrong.
    pub(super) struct Refusal {
        /// What is wrong with the name; empty where it is not that.
        pub(super) name: String,
        /// Anything else.
        pub(super) said: String,
    }

    impl From<Text> for Refusal {
        fn from(text: Text) -> Self {
            Self {
                name: String::new(),
                said: t(text).to_owned(),
            }
        }
    }

    impl From<Problem> for Refusal {
        fn from(problem: Problem) -> Self {
            let name = problem.message_for("name").unwrap_or_default().to_owned();
            let said = if name.is_empty() {
                format!("{} {}", problem.title, problem.detail.unwrap_or_default())
            } else {
                String::new()
            };
            Self { name, said }
        }
    }

    /// What a browser refuses means (sections 5.1.3 and 5.1.4.1).
    impl From<JsValue> for Refusal {
        fn from(error: JsValue) -> Self {
            let name = Reflect::get(&error, &"name".into()).ok();
            match name.and_then(|name| name.as_string()).as_deref() {
                Some("NotAllowedError" | "AbortError") => CANCELLED,
                Some("InvalidStateError") => ADDED_BEFORE,
                _ => FAILED,
            }
            .into()
        }
    }

    /// Where to go afterwards, or what went wrong. What is sent and answered stays JavaScript, member by member as in
    /// `api::passkeys`: to read it into Rust and write it again would be some kilobytes more.
    pub(super) async fn perform(ceremony: Ceremony, next: String) -> Result<String, Refusal> {
        let (begin, finish) = match ceremony {
            Ceremony::Add => (BeginPasskey::PATH, AddPasskey::PATH),
            Ceremony::SignIn => (BeginPasskeySignIn::PATH, FinishPasskeySignIn::PATH),
            Ceremony::SecondFactor => (
                BeginPasskeySecondFactor::PATH,
                FinishPasskeySecondFactor::PATH,
            ),
            Ceremony::Proof => (BeginPasskeyProof::PATH, FinishPasskeyProof::PATH),
        };
        let input = Object::new();
        if ceremony == Ceremony::Add {
            let name = name_field().map(|field| field.value());
            set(&input, "name", &name.unwrap_or_default().into())?;
        }
        let options = post(begin, &input).await?;
        let credential = ask(ceremony, &options).await?;
        set(&input, "credential", &credential)?;
        if ceremony != Ceremony::Add {
            set(&input, "next", &next.into())?;
        }
        let done = post(finish, &input).await?;
        let next = Reflect::get(&done, &"next".into())?;
        Ok(next.as_string().unwrap_or_default())
    }

    async fn ask(ceremony: Ceremony, options: &JsValue) -> Result<JsValue, JsValue> {
        let json = Reflect::get(options, &"public_key".into())?;
        let request = Object::new();
        let promise = if ceremony == Ceremony::Add {
            set(&request, "publicKey", &creation_options(&json)?)?;
            create(&request)?
        } else {
            set(&request, "publicKey", &request_options(&json)?)?;
            get(&request)?
        };
        JsFuture::from(promise).await
    }

    fn set(object: &Object, member: &str, value: &JsValue) -> Result<bool, JsValue> {
        Reflect::set(object, &member.into(), value)
    }

    /// A credential in what is posted is written by its `toJSON()`.
    async fn post(path: &str, input: &Object) -> Result<JsValue, Refusal> {
        let body = JSON::stringify(input)?;
        let answer = client::post(path, body.into()).await?;
        Ok(JSON::parse(&answer)?)
    }

    pub(super) fn focus_name() {
        if let Some(field) = name_field() {
            let _ = field.focus();
        }
    }

    fn name_field() -> Option<HtmlInputElement> {
        document()
            .get_element_by_id(&field_id(NAME_FIELD))
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    }
}
