use crate::{
    api::{
        Empty,
        sessions::{
            AccountSession, AccountSessions, EndAccountSession, EndOtherSessions, ListSessions,
            SessionPath,
        },
    },
    client::load,
    components::{ApiForm, Loaded, SubmitButton, form::FormAction},
    locales::{language, security::*, t},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn Sessions() -> impl IntoView {
    let sessions = load::<ListSessions>(|| ((), Empty {}));
    view! {
        <section aria-labelledby="noi-dang-nhap">
            <h2 id="noi-dang-nhap">{t(SESSIONS)}</h2>
            <Loaded resource=sessions view=|list: AccountSessions| {
                let others = list.items.len() > 1;
                view! {
                    <ul class="card-list">
                        {list.items.into_iter().map(|session| view! { <Item session /> }).collect_view()}
                    </ul>
                    {others.then(|| view! {
                        <ApiForm actions=vec![FormAction::of::<EndOtherSessions>(&())]>
                            <SubmitButton label=t(SIGN_OUT_ELSEWHERE) busy=t(SIGNING_OUT) class="button-secondary" />
                        </ApiForm>
                    })}
                }
            } />
        </section>
    }
}

#[component]
fn Item(session: AccountSession) -> impl IntoView {
    let browser = if session.browser.is_empty() {
        t(UNKNOWN_BROWSER).to_owned()
    } else {
        session.browser
    };
    let times = since(language(), &session.began_at, &session.last_seen_at);
    view! {
        <li class="card">
            <p><strong>{browser}</strong> " – " {t(method(session.method))}</p>
            <p class="small">{session.address} ". " {times}</p>
            {if session.current {
                Either::Left(view! { <p><span class="tag">{t(THIS_ONE)}</span></p> })
            } else {
                let path = SessionPath { id: session.id };
                Either::Right(view! {
                    <ApiForm actions=vec![FormAction::of::<EndAccountSession>(&path)]>
                        <SubmitButton label=t(SIGN_OUT_THERE) busy=t(SIGNING_OUT) class="button-small button-secondary" />
                    </ApiForm>
                })
            }}
        </li>
    }
}
