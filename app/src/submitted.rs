//! A form that came back with errors: what was typed and what is wrong with it.
//!
//! Before hydration the server renders the page again with this; afterwards the page keeps it itself.

use crate::{
    api::{Problem, ProblemCode},
    form_data::steering,
};
use serde::{Deserialize, Serialize};

/// Names of fields whose values never come back in a page.
const SECRET_FIELDS: [&str; 6] = [
    "password",
    "repeated",
    "code",
    "captcha",
    "captcha_id",
    "captcha_work",
];

/// Those of them that cost a person something to type again.
const PASSWORDS: [&str; 2] = ["password", "repeated"];

/// Whether what is typed into a field is for one sending only: never shown again, and kept nowhere.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    SECRET_FIELDS.contains(&name)
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedForm {
    /// Path of the endpoint that it was posted to.
    pub action: String,
    /// Fields as posted, without secrets.
    pub fields: Vec<(String, String)>,
    pub problem: Option<Problem>,
    /// Passwords that were typed: the page does not have them any more, and says so.
    #[serde(default)]
    pub lost: Vec<String>,
    /// Whether it has a captcha that asks in words.
    #[serde(default)]
    pub asks_in_words: bool,
    /// The field to go on with, where nothing is wrong.
    #[serde(default)]
    pub goes_on_at: Option<String>,
}

impl SubmittedForm {
    /// Keeps what may be shown again.
    #[must_use]
    pub fn new(action: &str, fields: &[(String, String)], problem: Problem) -> Self {
        Self {
            problem: Some(problem),
            goes_on_at: None,
            ..Self::unsent(action, fields)
        }
    }

    /// The same of a form that was not sent on: another captcha was asked for.
    #[must_use]
    pub fn unsent(action: &str, fields: &[(String, String)]) -> Self {
        let is_lost = |name: &str, value: &str| PASSWORDS.contains(&name) && !value.is_empty();
        let lost: Vec<_> = fields
            .iter()
            .filter(|(name, value)| is_lost(name, value))
            .map(|(name, _)| name.clone())
            .collect();
        Self {
            action: action.to_owned(),
            fields: fields
                .iter()
                .filter(|(name, _)| !name.starts_with('_') && !is_secret(name))
                .cloned()
                .collect(),
            problem: None,
            asks_in_words: asks_in_words(fields),
            goes_on_at: lost.first().cloned().or_else(|| Some("captcha".to_owned())),
            lost,
        }
    }

    /// A form with what was typed before, for it to be changed.
    #[must_use]
    pub fn again(action: &str, fields: Vec<(String, String)>) -> Self {
        Self {
            action: action.to_owned(),
            fields,
            ..Self::default()
        }
    }

    /// Whether only that nobody is signed in kept it from being done, and there is something in it to be done then.
    #[must_use]
    pub fn waits_for_sign_in(&self) -> bool {
        let refused = self.problem.as_ref().map(|problem| problem.code);
        refused == Some(ProblemCode::SignInRequired) && !self.fields.is_empty()
    }

    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .rev()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The button that asks for another captcha says which; else the form keeps the kind that it has.
fn asks_in_words(fields: &[(String, String)]) -> bool {
    let last = |wanted: &str| fields.iter().rev().find(|(name, _)| name == wanted);
    last(steering::ANOTHER_CAPTCHA)
        .or_else(|| last(steering::CAPTCHA))
        .is_some_and(|(_, kind)| kind == steering::QUESTION)
}

#[cfg(test)]
mod tests {
    use super::SubmittedForm;

    fn fields(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_form_keeps_what_was_typed_but_secrets_and_knows_which_passwords_are_lost() {
        let typed = fields(&[
            ("_action", "/api/v1/sign-ins"),
            ("identity_number", "072090000017"),
            ("password", "Bí mật"),
            ("repeated", ""),
            ("captcha", "k7m2px"),
        ]);
        let form = SubmittedForm::unsent("/api/v1/sign-ins", &typed);
        assert_eq!(form.fields, fields(&[("identity_number", "072090000017")]));
        assert_eq!(form.lost, ["password"]);
        assert!(!format!("{form:?}").contains("Bí mật"));
    }

    #[test]
    fn the_kind_of_captcha_stays_until_another_is_asked_for() {
        for (of, in_words) in [
            (vec![], false),
            (vec![("_captcha", "question")], true),
            (vec![("_another_captcha", "question")], true),
            (vec![("_another_captcha", "picture")], false),
            (
                vec![("_captcha", "question"), ("_another_captcha", "picture")],
                false,
            ),
            (
                vec![("_captcha", "question"), ("_another_captcha", "question")],
                true,
            ),
            (vec![("_captcha", "x")], false),
        ] {
            let form = SubmittedForm::unsent("/", &fields(&of));
            assert_eq!(form.asks_in_words, in_words, "{of:?}");
        }
    }
}
