//! A form that came back with errors: what was typed and what is wrong with it.
//!
//! Before hydration the server renders the page again with this; afterwards the page keeps it itself.

use crate::api::{Problem, ProblemCode};
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
}

impl SubmittedForm {
    /// Keeps what may be shown again.
    #[must_use]
    pub fn new(action: &str, fields: &[(String, String)], problem: Problem) -> Self {
        Self {
            action: action.to_owned(),
            fields: fields
                .iter()
                .filter(|(name, _)| !name.starts_with('_') && !is_secret(name))
                .cloned()
                .collect(),
            problem: Some(problem),
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
