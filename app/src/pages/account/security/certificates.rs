//! The certificates that open the account.

use crate::{
    api::{
        Empty, Problem,
        federated_login::LoginMethods,
        signatures::{
            Certificate, CertificatePath, Certificates as List, ListCertificates, UnbindCertificate,
        },
    },
    client::load,
    components::{ApiForm, Loaded, SubmitButton, form::FormAction},
    locales::{certificates::*, language, t},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn Certificates(
    /// What signatures are taken.
    ways: Resource<Result<LoginMethods, Problem>>,
) -> impl IntoView {
    let bound = load::<ListCertificates>(|| ((), Empty {}));
    view! {
        <section aria-labelledby="chung-thu-so">
            <h2 id="chung-thu-so">{t(CERTIFICATES)}</h2>
            <p>{t(CERTIFICATES_INTRO)}</p>
            <Loaded resource=bound view=|list: List| if list.items.is_empty() {
                Either::Left(view! { <p class="small">{t(NO_CERTIFICATES)}</p> })
            } else {
                Either::Right(view! {
                    <ul class="card-list">
                        {list.items.into_iter().map(|certificate| view! { <Item certificate /> }).collect_view()}
                    </ul>
                })
            } />
            <Loaded resource=ways view=|ways: LoginMethods| view! {
                <ul class="link-list">
                    {ways.devices.into_iter().map(|device| view! {
                        <li><a href=device.page() rel="nofollow">{t(bind(device))}</a></li>
                    }).collect_view()}
                </ul>
            } />
        </section>
    }
}

#[component]
fn Item(certificate: Certificate) -> impl IntoView {
    let about = about(language(), &certificate);
    let path = CertificatePath {
        fingerprint: certificate.fingerprint,
    };
    view! {
        <li class="card">
            <p><strong>{certificate.name}</strong></p>
            <p class="small">{about}</p>
            <ApiForm actions=vec![FormAction::of::<UnbindCertificate>(&path)]>
                <SubmitButton label=t(UNBIND) busy=t(UNBINDING) class="button-small button-secondary" />
            </ApiForm>
        </li>
    }
}
