//! The settings of one provider: all of them, or none where it is not configured.

use super::Environment;

pub(super) use providers::SettingKind as Value;

pub(super) struct Source<'a> {
    pub environment: &'a Environment,
    /// Address of the sandbox, outside production.
    pub sandbox_url: Option<&'a str>,
}

impl Source<'_> {
    /// The variables of one provider. Some without the others are refused, so are some parts of what has parts. Nothing where none is set, or one is refused.
    pub fn section<const N: usize>(
        &self,
        variables: [(&'static str, Value); N],
    ) -> Option<[String; N]> {
        self.values(&variables, false)?.try_into().ok()
    }

    /// The same of any number of variables. `is_required` of a provider without which production does not start.
    pub fn values(
        &self,
        variables: &[(&'static str, Value)],
        is_required: bool,
    ) -> Option<Vec<String>> {
        let given = variables
            .iter()
            .find(|(name, _)| self.environment.is_set(name));
        let missing = match given {
            _ if is_required => Some("must be set in production".to_owned()),
            given => given.map(|(other, _)| format!("must be set where {other} is")),
        };
        let value = |(name, value): &(&'static str, Value)| {
            let is_set = self.environment.is_set(name);
            let part = self.given_part(variables, *value);
            let read = self
                .read_one(name, *value)
                .filter(|_| is_set || part.is_none());
            let missing = part
                .map(|other| format!("must be set where {other} is"))
                .or_else(|| missing.clone());
            if let (None, Some(why), false) = (&read, missing, is_set) {
                self.environment.refuse(name, why);
            }
            read
        };
        // All are read before any is missed, so that everything that is refused is said at once.
        let values: Vec<Option<String>> = variables.iter().map(value).collect();
        values.into_iter().collect()
    }

    /// A part that is set of what the variable is a part of.
    fn given_part(
        &self,
        variables: &[(&'static str, Value)],
        value: Value,
    ) -> Option<&'static str> {
        let is_part = matches!(value, Value::OptionalPart(_));
        variables
            .iter()
            .find(|(name, other)| is_part && *other == value && self.environment.is_set(name))
            .map(|(name, _)| *name)
    }

    /// The value of a variable. In a demonstration an unset one is what the sandbox goes by.
    fn read_one(&self, name: &'static str, value: Value) -> Option<String> {
        let set = match value {
            Value::Url(_) | Value::Page(_) => self.environment.url(name),
            Value::Origins => self.environment.origins(name).map(|all| all.join(" ")),
            Value::Text(_) | Value::OptionalText | Value::OptionalPart(_) => {
                self.environment.text(name)
            }
            Value::Number(_) => {
                let number = self.environment.number(name, 1..=u32::MAX);
                number.map(|number| number.to_string())
            }
            Value::Secret(_) | Value::OptionalSecret => self.environment.secret(name),
        };
        let unset = || match self.sandbox_url {
            None if value.is_optional() => Some(String::new()),
            sandbox_url => sandbox_url.map(|url| value.in_demonstration(url)),
        };
        set.or_else(unset)
    }
}
