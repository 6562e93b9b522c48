//! The ways to sign in with an account of this portal, side by side as in the guide.

use super::next::carry_on;
use crate::{
    api::{
        Empty,
        federated_login::{ListLoginMethods, LoginMethods},
        signatures::SigningDevice,
    },
    client::load,
    embedding::{Embedding, embedding, href},
    locales::{sign_in::*, t},
};
use leptos::{either::Either, prelude::*};

/// Password, token, SIM; those that are taken. Links, because each is a page of its own. Frames have the first only: what signs
/// leads out of them.
#[component]
pub fn Tabs(
    /// The one that is open: the password's, or that of what signs.
    current: Option<SigningDevice>,
    next: Option<String>,
) -> impl IntoView {
    let ways =
        (embedding() == Embedding::TopLevel).then(|| load::<ListLoginMethods>(|| ((), Empty {})));
    let next = StoredValue::new(next);
    let tab = move |device: Option<SigningDevice>| {
        let (name, page) = match device {
            None => (BY_IDENTITY_NUMBER, "/dang-nhap/dvc-quoc-gia/tai-khoan"),
            Some(device @ SigningDevice::UsbToken) => (BY_USB_TOKEN, device.page()),
            Some(device @ SigningDevice::SigningSim) => (BY_SIGNING_SIM, device.page()),
        };
        if device == current {
            Either::Left(view! { <li class="tab tab-current" aria-current="page">{t(name)}</li> })
        } else {
            let to = next.with_value(|next| href(&carry_on(page, next.as_deref())));
            Either::Right(view! { <li class="tab"><a href=to rel="nofollow">{t(name)}</a></li> })
        }
    };
    view! {
        <ul class="tabs" aria-label=t(WAYS)>
            {tab(None)}
            {ways.map(|ways| view! {
                <Transition>
                    {move || ways.get().and_then(Result::ok).map(|ways: LoginMethods| {
                        ways.devices.into_iter().map(|device| tab(Some(device))).collect_view()
                    })}
                </Transition>
            })}
        </ul>
    }
}
