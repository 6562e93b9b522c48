use crate::{
    api::{
        Empty,
        passkeys::{ListPasskeys, Passkey, PasskeyPath, Passkeys as List, RemovePasskey},
        percent_encoded,
        security::PAGE,
    },
    client::load,
    components::{ApiForm, Loaded, NewPasskey, SubmitButton, WeakSession, form::FormAction},
    locales::{language, passkey::*, t},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

/// The list, with ways to add and remove for whoever proved lately that the account is theirs.
#[component]
pub fn Passkeys(second_factor: bool, proved_recently: bool) -> impl IntoView {
    let passkeys = load::<ListPasskeys>(|| ((), Empty {}));
    view! {
        <section aria-labelledby="khoa-truy-cap">
            <h2 id="khoa-truy-cap">{t(PASSKEYS)}</h2>
            <p>{t(PASSKEYS_INTRO)}</p>
            <Loaded resource=passkeys view=move |list: List| if list.items.is_empty() {
                Either::Left(view! { <p class="small">{t(NO_PASSKEYS)}</p> })
            } else {
                Either::Right(view! {
                    <ul class="card-list">
                        {list.items.into_iter().map(|passkey| view! { <Item passkey removable=proved_recently /> }).collect_view()}
                    </ul>
                })
            } />
            {if proved_recently {
                EitherOf3::A(view! { <NewPasskey /> })
            } else if !second_factor {
                EitherOf3::B(view! { <WeakSession /> })
            } else {
                let to = format!("/tai-khoan/xac-nhan?tiep={}", percent_encoded(PAGE));
                EitherOf3::C(view! { <p><a href=to rel="nofollow">{t(PROVE_TO_CHANGE)}</a></p> })
            }}
        </section>
    }
}

#[component]
fn Item(passkey: Passkey, removable: bool) -> impl IntoView {
    let times = since(
        language(),
        &passkey.added_at,
        passkey.last_used_at.as_deref(),
    );
    let path = PasskeyPath { id: passkey.id };
    view! {
        <li class="card">
            <p><strong>{passkey.name}</strong></p>
            <p class="small">{times}</p>
            {removable.then(|| view! {
                <ApiForm actions=vec![FormAction::of::<RemovePasskey>(&path)]>
                    <SubmitButton label=t(REMOVE) busy=t(REMOVING) class="button-small button-secondary" />
                </ApiForm>
            })}
        </li>
    }
}
