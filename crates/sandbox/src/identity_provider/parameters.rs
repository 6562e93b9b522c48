//! The parameters of a request, from an address or a form.

/// Pairs in the order they came.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads `a=1&b=2`.
    pub(super) fn parse(encoded: &[u8]) -> Self {
        Self(serde_urlencoded::from_bytes(encoded).unwrap_or_default())
    }

    /// The value of a parameter that is there once. An empty one counts as left out (RFC 6749, 3.1).
    pub(super) fn once(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(n, _)| n == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value.as_str()).filter(|value| !value.is_empty()),
            _ => None,
        }
    }

    /// Whether one of them is there twice, which RFC 6749 (3.1 and 3.2) forbids.
    pub(super) fn repeat(&self) -> bool {
        let names = || self.0.iter().map(|(name, _)| name);
        names()
            .enumerate()
            .any(|(index, name)| names().skip(index + 1).any(|n| n == name))
    }

    /// All but those named, in their order.
    pub(super) fn without<'a>(
        &'a self,
        names: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let pairs = self.0.iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.filter(|(name, _)| !names.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    #[test]
    fn what_is_empty_or_repeated_is_not_there() {
        let parameters = Parameters::parse(b"a=1&b=&c=1&c=2&d=%C4%90+x");
        for (name, value) in [
            ("a", Some("1")),
            ("b", None),
            ("c", None),
            ("d", Some("Đ x")),
            ("e", None),
        ] {
            assert_eq!(parameters.once(name), value, "{name}");
        }
        assert!(parameters.repeat());
        assert!(!Parameters::parse(b"a=1&b=1").repeat());
    }
}
