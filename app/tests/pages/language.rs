//! Every page speaks Vietnamese and English, each whole.
//!
//! A page is opened in both languages. The English one shows no Vietnamese letter, and no phrase stands on both, but for
//! what belongs to Vietnamese everywhere: elements marked with another `lang`, data from the API, names.

use crate::portal::Portal;
use app::locales::Language;
use std::collections::BTreeSet;

/// Names of places and of papers of the law, which English texts hold too.
const NAMES: [&str; 4] = ["Tây Ninh", "Biên lai", "biên lai", "Phiếu số"];

/// Attributes that people read or hear.
const SPOKEN: [&str; 7] = [
    "alt",
    "aria-label",
    "data-busy",
    "data-label",
    "placeholder",
    "title",
    "label",
];

/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "!doctype",
];

/// Opens a page in both languages and compares them.
pub async fn speaks_both(portal: &Portal, address: &str) {
    let data = portal.data();
    let spoken = async |language: Language| {
        let page = portal.clone().speaking(language).open(address).await;
        texts(&page.html, language.tag())
            .iter()
            .map(|text| without_data(text, &data))
            .collect::<BTreeSet<_>>()
    };
    let vietnamese = spoken(Language::Vietnamese).await;
    let english = spoken(Language::English).await;
    let stray: Vec<_> = english.iter().filter(|text| has_vietnamese(text)).collect();
    assert!(
        stray.is_empty(),
        "Vietnamese on the English {address}: {stray:#?}"
    );
    let shared: Vec<_> = vietnamese
        .intersection(&english)
        .filter(|text| is_phrase(text))
        .collect();
    assert!(
        shared.is_empty(),
        "the same in both languages on {address}: {shared:#?}"
    );
    assert!(
        vietnamese.iter().any(|text| has_vietnamese(text)),
        "{address} is empty"
    );
}

/// What a page says in its own language: texts and spoken attributes, one after the other.
fn texts(html: &str, language: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let foreign = open.last().is_some_and(|(_, foreign)| *foreign);
        if !foreign {
            texts.push(unescaped(text));
        }
        let (tag, after) = end_of_tag(after);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.iter().rposition(|(open, _)| open == name.trim());
            open.truncate(closed.unwrap_or_else(|| panic!("nothing to close with </{name}>")));
            continue;
        }
        let name = tag
            .split([' ', '/'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let attributes = attributes(tag);
        let lang = attributes.iter().find(|(name, _)| *name == "lang");
        let foreign = lang.map_or(foreign, |(_, tag)| *tag != language);
        if !foreign {
            let described = attributes.contains(&("name", "description"));
            let spoken = attributes
                .iter()
                .filter(|(name, _)| SPOKEN.contains(name) || (described && *name == "content"));
            texts.extend(spoken.map(|(_, value)| unescaped(value)));
        }
        match name.as_str() {
            // Not for people.
            "script" | "style" => {
                rest = rest
                    .split_once(&format!("</{name}>"))
                    .map_or("", |(_, rest)| rest);
            }
            name if VOID.contains(&name) || tag.starts_with("!--") => {}
            _ => open.push((name, foreign)),
        }
    }
    texts
}

/// A tag without its brackets, and what follows it. A `>` in a quoted value ends nothing.
fn end_of_tag(html: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return (&html[..at], &html[at + 1..]),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    panic!("a tag without an end: {html}")
}

/// Names and quoted values of a tag's attributes.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let quote = after
            .chars()
            .next()
            .filter(|letter| ['"', '\''].contains(letter));
        let Some((value, after)) = quote.and_then(|quote| after[1..].split_once(quote)) else {
            break;
        };
        found.push((name, value));
        rest = after;
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// A text without what it holds of the data and of names.
fn without_data(text: &str, data: &[String]) -> String {
    let data = data.iter().map(String::as_str);
    data.chain(NAMES)
        .fold(text.to_owned(), |text, datum| text.replace(datum, "…"))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a letter is of Vietnamese and not of English. The sign of the đồng is one: English pages have amounts in VND.
fn has_vietnamese(text: &str) -> bool {
    text.chars()
        .any(|letter| letter.is_alphabetic() && !letter.is_ascii())
}

/// Two words at least: shorter ones may be the same in both languages.
fn is_phrase(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(is_word)
        .count()
        > 1
}

#[test]
fn what_people_perceive_is_read_and_nothing_else() {
    let html = r#"<!DOCTYPE html><html lang="en"><head><script>const x = "<b>";</script></head>
        <body><p title="a > b">One <b lang="vi">Hai <i>ba</i></b> four</p><img alt="Five">
        <input value="x" placeholder="Six"></body></html>"#;
    let texts = texts(html, "en");
    let perceived: Vec<_> = texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(perceived, ["a > b", "One", "four", "Five", "Six"]);
}

#[test]
fn vietnamese_is_told_from_data_and_amounts() {
    let data = ["Sở Tư pháp".to_owned()];
    for (text, stray) in [
        ("Sign in", false),
        ("Tây Ninh Public Services", false),
        ("Sở Tư pháp", false),
        ("205,000 VND", false),
        ("205.000 đ", true),
        ("Sign in: đăng nhập", true),
        ("Sở Y tế", true),
    ] {
        assert_eq!(has_vietnamese(&without_data(text, &data)), stray, "{text}");
    }
    assert!(is_phrase("Sign in"));
    assert!(!is_phrase("Email") && !is_phrase("IAL2 – 3"));
}
