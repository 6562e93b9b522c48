//! A search within the cards of the banks, while one types.

use crate::locales::{channels::*, language, t};
use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};

/// The field, and how many banks it has found. It does nothing without scripts, and is not drawn where there are none.
#[island]
pub(super) fn BankSearch() -> impl IntoView {
    let found = RwSignal::new(None::<usize>);
    let told = move || match found.get() {
        None => String::new(),
        Some(0) => t(NO_SUCH_BANK).to_owned(),
        Some(count) => banks_found(language(), count),
    };
    view! {
        <div class="bank-search">
            <label for="tim-ngan-hang">{t(FIND_BANK)}</label>
            <input
                id="tim-ngan-hang"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                on:input=move |event| search(&event, found)
                on:keydown=stay
            />
            <p class="small" role="status">{told}</p>
        </div>
    }
}

fn search(event: &Event, found: RwSignal<Option<usize>>) {
    #[cfg(feature = "hydrate")]
    found.set(browser::filter(event));
    let _ = (event, found);
}

/// Enter searches, and must not send the form around the field.
fn stay(event: KeyboardEvent) {
    if event.key() == "Enter" {
        event.prevent_default();
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::enhanced_form::all;
    use leptos::{prelude::*, web_sys::js_sys::JsString};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

    /// Shows the banks that have all the words, and the chosen one. Yields how many have them, if any word was typed.
    pub(super) fn filter(event: &Event) -> Option<usize> {
        let field = event_target::<HtmlInputElement>(event);
        let group = field.closest("fieldset").ok().flatten()?;
        let typed = JsString::from(field.value())
            .to_lower_case()
            .normalize("NFD");
        let typed = super::words(&String::from(typed));
        let mut found = 0;
        for card in all(&group, "[data-search]") {
            let names = card.get_attribute("data-search").unwrap_or_default();
            let has_words = typed.split(' ').all(|word| names.contains(word));
            found += usize::from(has_words);
            show(card, has_words);
        }
        for others in all(&group, "details") {
            let open = !typed.is_empty() || holds_chosen(&others);
            let _ = others.toggle_attribute_with_force("open", open);
        }
        (!typed.is_empty()).then_some(found)
    }

    fn show(card: Element, found: bool) {
        let chosen = holds_chosen(&card);
        if let Ok(card) = card.dyn_into::<HtmlElement>() {
            card.set_hidden(!found && !chosen);
        }
    }

    fn holds_chosen(part: &Element) -> bool {
        part.query_selector(":checked").ok().flatten().is_some()
    }
}

/// The words of a small and decomposed text without its marks, as [`domain::fold()`] makes them of a Vietnamese name. That
/// brings all of Unicode's tables, 50 kB compressed; the browser, which decomposes here, has them already.
#[cfg(any(feature = "hydrate", test))]
fn words(decomposed: &str) -> String {
    let letters = decomposed
        .chars()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter });
    let spaced: String = letters
        .map(|letter| {
            if letter.is_ascii_punctuation() {
                ' '
            } else {
                letter
            }
        })
        .collect();
    spaced
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_typed_with_or_without_marks_and_are_those_of_the_folded_name() {
        assert_eq!(
            words("đa\u{323}i a\u{301} bank"),
            domain::fold("Đại Á Bank")
        );
        assert_eq!(
            words(" ngoa\u{323}i-thu\u{31b}o\u{31b}ng "),
            domain::fold("Ngoại thương")
        );
        assert_eq!(words("mb bank"), domain::fold("MB Bank"));
        assert_eq!(words("  "), "");
    }
}
