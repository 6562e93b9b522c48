//! `/hoi-dap?q=…`: questions and answers, searched on the server.

use crate::{
    components::{OpenGraph, WithTerms},
    locales::{
        Language,
        faq::{Entry, GROUPS, Group},
        faq_page::*,
        language, t,
    },
    pages::guide::Help,
    portal::portal,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

const ADDRESS: &str = "/hoi-dap";

/// Every question, or those in which all the words of `q` occur.
#[component]
pub fn Faq() -> impl IntoView {
    let query = use_query_map()
        .with_untracked(|query| query.get("q"))
        .unwrap_or_default();
    let words = domain::fold(&query);
    let found = matching(&words, language());
    let hits: usize = found.iter().map(|(_, entries)| entries.len()).sum();
    let searched = !words.is_empty();
    view! {
        <Title text=t(TITLE) />
        <OpenGraph path=ADDRESS picture="/og/cong/hoi-dap.png" title=t(TITLE) description=t(INTRODUCTION) />
        <h1>{t(TITLE)}</h1>
        <search>
            <form method="get" action=ADDRESS class="search-form">
                <label for="q">{t(FIND)}</label>
                <div class="search-row">
                    <input id="q" type="search" name="q" value=query enterkeyhint="search" placeholder=t(EXAMPLE) autocomplete="off" />
                    <button type="submit" class="button">{t(SEARCH)}</button>
                </div>
            </form>
        </search>
        {searched.then(|| view! {
            <p class="result-count" role="status">{count(language(), hits)} " " <a href=ADDRESS>{t(SEE_ALL)}</a></p>
        })}
        {if hits == 0 { Either::Left(view! { <NothingFound /> }) } else { Either::Right(view! { <Groups found open=searched /> }) }}
        <Help />
    }
}

/// The entries in which all the words occur, in the order of the groups.
fn matching(words: &str, language: Language) -> Vec<(Group, Vec<Entry>)> {
    let is_hit = |entry: &&Entry| {
        let text = domain::fold(&format!(
            "{} {}",
            entry.question.to(language),
            entry.answer.to(language)
        ));
        words.split(' ').all(|word| text.contains(word))
    };
    GROUPS
        .into_iter()
        .map(|group| {
            (
                group,
                group.entries.iter().filter(is_hit).copied().collect(),
            )
        })
        .filter(|(_, entries): &(_, Vec<_>)| !entries.is_empty())
        .collect()
}

#[component]
fn NothingFound() -> impl IntoView {
    let portal = portal();
    view! {
        <div class="notice">
            <p class="notice-title">{t(NOTHING)}</p>
            <p>{t(FEWER_WORDS)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> "."</p>
        </div>
    }
}

#[component]
fn Groups(found: Vec<(Group, Vec<Entry>)>, open: bool) -> impl IntoView {
    let hotline = portal().hotline.clone();
    found
        .into_iter()
        .map(|(group, entries)| {
            view! {
                <section aria-labelledby=group.id>
                    <h2 id=group.id>{t(group.title)}</h2>
                    {entries.into_iter().map(|entry| view! {
                        <details class="faq" open=open>
                            <summary><span><WithTerms text=t(entry.question) /></span></summary>
                            <p><WithTerms text=t(entry.answer).replace("{hotline}", &hotline) /></p>
                        </details>
                    }).collect_view()}
                </section>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions(words: &str, language: Language) -> Vec<&'static str> {
        matching(&domain::fold(words), language)
            .into_iter()
            .flat_map(|(_, entries)| entries)
            .map(|entry| entry.question.to(language))
            .collect()
    }

    #[test]
    fn a_question_is_found_with_and_without_accents_and_in_any_order_of_words() {
        let vietnamese = Language::Vietnamese;
        let found = questions("Mất MẬT khẩu", vietnamese);
        assert!(!found.is_empty());
        assert_eq!(found, questions("mat mat khau", vietnamese));
        assert_eq!(found, questions("khẩu mật, mất!", vietnamese));
        assert!(!questions("receipt", Language::English).is_empty());
    }

    #[test]
    fn nothing_typed_finds_everything_and_nonsense_finds_nothing() {
        let all: usize = GROUPS.iter().map(|group| group.entries.len()).sum();
        assert!(all >= 20);
        for blank in ["", "  ", "?!"] {
            assert_eq!(questions(blank, Language::Vietnamese).len(), all);
        }
        assert!(questions("zzqqxx", Language::Vietnamese).is_empty());
    }

    #[test]
    fn answers_tell_the_numbers_of_the_rules() {
        use domain::{
            one_time_code::{LIFETIME, MAX_TRIES, RESEND_AFTER},
            password::Password,
        };
        let answers = |words: &str, language: Language| -> String {
            matching(&domain::fold(words), language)
                .into_iter()
                .flat_map(|(_, entries)| entries)
                .map(|entry| entry.answer.to(language))
                .collect()
        };
        let vietnamese = answers("mã OTP", Language::Vietnamese);
        for rule in [
            format!("{} phút", LIFETIME.whole_minutes()),
            format!("{MAX_TRIES} lần"),
            format!("{} giây", RESEND_AFTER.whole_seconds()),
        ] {
            assert!(vietnamese.contains(&rule), "{rule} in {vietnamese}");
        }
        let english = answers("password", Language::English);
        let rule = format!("{} characters", Password::MIN_CHARACTERS);
        assert!(english.contains(&rule), "{rule} in {english}");
    }
}
