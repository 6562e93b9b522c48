//! The settings of one provider: all of them, or none where it is not configured.

use super::Environment;

/// What a variable holds, with its value in a demonstration.
#[derive(Clone, Copy)]
pub(super) enum Value {
    /// An address; the sandbox's is below its own.
    Url(&'static str),
    /// Sites that browsers are sent to; the sandbox is one.
    Origins,
    /// A name or number.
    Text(&'static str),
    /// What nobody else knows.
    Secret(&'static str),
    /// The secret before this one, while it is being changed; empty where it is not.
    PreviousSecret,
}

/// Reads sections.
pub(super) struct Source<'a> {
    pub environment: &'a Environment,
    /// Address of the sandbox, outside production.
    pub sandbox_url: Option<&'a str>,
}

impl Source<'_> {
    /// The variables of one provider. Some without the others are refused. Nothing where none is set, or one is refused.
    pub fn section<const N: usize>(
        &self,
        variables: [(&'static str, Value); N],
    ) -> Option<[String; N]> {
        let given = variables
            .iter()
            .find(|(name, _)| self.environment.is_set(name));
        let missing = given.map(|(other, _)| format!("must be set where {other} is"));
        self.read(variables, missing.as_deref())
    }

    /// The variables of a provider without which production does not start. Nothing where one is refused.
    pub fn needed_section<const N: usize>(
        &self,
        variables: [(&'static str, Value); N],
    ) -> Option<[String; N]> {
        self.read(variables, Some("must be set in production"))
    }

    fn read<const N: usize>(
        &self,
        variables: [(&'static str, Value); N],
        missing: Option<&str>,
    ) -> Option<[String; N]> {
        let values = variables.map(|(name, value)| {
            let read = self.read_one(name, value);
            if let (None, Some(why)) = (&read, missing)
                && !self.environment.is_set(name)
            {
                self.environment.refuse(name, why);
            }
            read
        });
        let whole = values.iter().all(Option::is_some);
        whole.then(|| values.map(Option::unwrap_or_default))
    }

    fn read_one(&self, name: &'static str, value: Value) -> Option<String> {
        let set = match value {
            Value::Url(_) => self.environment.url(name),
            Value::Origins => self.environment.origins(name).map(|all| all.join(" ")),
            Value::Text(_) => self.environment.text(name),
            Value::Secret(_) | Value::PreviousSecret => self.environment.secret(name),
        };
        set.or_else(|| self.default(value))
    }

    /// What an unset variable is: in a demonstration what the sandbox goes by.
    fn default(&self, value: Value) -> Option<String> {
        let sandbox = self.sandbox_url;
        Some(match value {
            Value::PreviousSecret => String::new(),
            Value::Url(path) => format!("{}{path}", sandbox?),
            Value::Origins => sandbox?.to_owned(),
            Value::Text(text) | Value::Secret(text) => sandbox.and(Some(text))?.to_owned(),
        })
    }
}
