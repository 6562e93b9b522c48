//! `/dang-ky/cong-dan`, `/dang-ky/doanh-nghiep`: by what whoever registers is verified.

use super::{SignInInstead, StepHead};
use crate::{
    api::{
        Empty,
        accounts::AccountKind,
        federated_login::{Issuer, ListLoginMethods, LoginMethods},
        signatures::SigningDevice,
    },
    client::load,
    components::{ChoiceCard, IssuerCard, Loaded, SignedInAlready},
    locales::{register::*, t},
};
use leptos::prelude::*;

/// A citizen's ways, as in the guide.
#[component]
pub fn CitizenMethod() -> impl IntoView {
    view! { <Method kind=AccountKind::Citizen /> }
}

/// An enterprise's: its representative's telephone, or a signature.
#[component]
pub fn EnterpriseMethod() -> impl IntoView {
    view! { <Method kind=AccountKind::Enterprise /> }
}

/// The ways by assurance level.
#[component]
fn Method(kind: AccountKind) -> impl IntoView {
    let ways = load::<ListLoginMethods>(|| ((), Empty {}));
    let subscriber = match kind {
        AccountKind::Citizen => "/dang-ky/cong-dan/thue-bao-di-dong",
        _ => "/dang-ky/doanh-nghiep/thue-bao-di-dong",
    };
    let heading = match kind {
        AccountKind::Citizen => METHOD_HEADING,
        _ => ENTERPRISE_METHOD_HEADING,
    };
    view! {
        <StepHead step=1 heading=heading />
        <SignedInAlready />
        <section aria-labelledby="ial2">
            <h2 id="ial2">{t(IAL2)}</h2>
            <ul class="card-list">
                <ChoiceCard title=t(SUBSCRIBER) text=t(SUBSCRIBER_NEEDS) href=subscriber />
            </ul>
            <Loaded resource=ways view=move |ways: LoginMethods| {
                let issuers = ways.issuers.into_iter().filter(|issuer| identifies(*issuer, kind));
                view! {
                    <ul class="card-list">
                        {issuers.map(|issuer| view! { <IssuerCard issuer next="" /> }).collect_view()}
                    </ul>
                }
            } />
        </section>
        <Loaded resource=ways view=|ways: LoginMethods| {
            let devices = ways.devices;
            (!devices.is_empty()).then(move || view! {
                <section aria-labelledby="ial3">
                    <h2 id="ial3">{t(IAL3)}</h2>
                    <ul class="card-list">
                        {devices.into_iter().map(|device| {
                            let (title, needs) = match device {
                                SigningDevice::UsbToken => (USB_TOKEN, USB_TOKEN_NEEDS),
                                SigningDevice::SigningSim => (SIGNING_SIM, SIGNING_SIM_NEEDS),
                            };
                            view! { <ChoiceCard title=t(title) text=t(needs) href=device.page() /> }
                        }).collect_view()}
                    </ul>
                </section>
            })
        } />
        <p class="small"><a href=super::START rel="nofollow">{t(OTHER_KIND)}</a></p>
        <SignInInstead />
    }
}

/// Vietnam Post and VNeID know persons; the national portal knows enterprises as well.
fn identifies(issuer: Issuer, kind: AccountKind) -> bool {
    match issuer {
        Issuer::National => true,
        Issuer::VietnamPost | Issuer::Vneid => kind == AccountKind::Citizen,
    }
}
