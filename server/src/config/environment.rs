//! How settings are read: by their names, strictly, and all of them before anything is refused, so that whoever sets the
//! portal up reads every mistake at once.

use super::{misspelling, production};
use reqwest::Url;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::{OsStr, OsString},
    fmt::Display,
    ops::RangeInclusive,
    str::FromStr,
};

/// Variables, and what became of reading them. It remembers the names that it was asked for: these are all there are.
///
/// A reader answers with nothing where a variable is unset, empty, or refused; what is refused is kept.
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    /// Whether `PRODUCTION` says so.
    production: bool,
    known: RefCell<BTreeSet<&'static str>>,
    refusals: RefCell<Vec<String>>,
}

impl<N: Into<OsString>, V: Into<OsString>> FromIterator<(N, V)> for Environment {
    /// Of a name that comes twice the last value counts.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let variables: BTreeMap<OsString, OsString> = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            production: variables
                .get(OsStr::new("PRODUCTION"))
                .is_some_and(|value| value == "1"),
            variables,
            known: RefCell::default(),
            refusals: RefCell::default(),
        }
    }
}

impl Environment {
    #[must_use]
    pub fn of_process() -> Self {
        env::vars_os().collect()
    }

    /// Whether `PRODUCTION` says that citizens pay here.
    pub(super) fn is_production(&self) -> bool {
        self.production
    }

    /// Reads `PRODUCTION`. Anything but `1` and `0` is refused, also an empty value: whoever names it has something in mind.
    pub(super) fn read_production(&self) -> bool {
        self.known.borrow_mut().insert("PRODUCTION");
        match self.variables.get(OsStr::new("PRODUCTION")) {
            None => {}
            Some(value) if value == "1" || value == "0" => {}
            Some(value) => self.refuse(
                "PRODUCTION",
                format!(
                    "is {}; it must be 1 for production, or 0 for a demonstration",
                    shown(&value.to_string_lossy())
                ),
            ),
        }
        self.production
    }

    /// The text of a variable. For what is no plain text there are the readers below.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        self.known.borrow_mut().insert(name);
        match self.variables.get(OsStr::new(name))?.to_str() {
            Some("") => None,
            Some(text) => Some(text.to_owned()),
            None => {
                self.refuse(name, "must be UTF-8 text");
                None
            }
        }
    }

    /// Whether a variable has a value, usable or not.
    pub(super) fn is_set(&self, name: &'static str) -> bool {
        self.known.borrow_mut().insert(name);
        let value = self.variables.get(OsStr::new(name));
        value.is_some_and(|value| !value.is_empty())
    }

    /// What a function makes of the text. `allowed` goes on after “must be”.
    pub(super) fn parsed<T>(
        &self,
        name: &'static str,
        allowed: impl Display,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.refuse(name, format!("is {}; it must be {allowed}", shown(&text)));
        }
        parsed
    }

    /// `on` or `off`.
    pub(super) fn on_off(&self, name: &'static str) -> Option<bool> {
        self.parsed(name, "on or off", |text| match text {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        })
    }

    /// A whole number in decimal digits.
    pub(super) fn number<T>(&self, name: &'static str, range: RangeInclusive<T>) -> Option<T>
    where
        T: FromStr + PartialOrd + Display,
    {
        let allowed = format!("a whole number from {} to {}", range.start(), range.end());
        self.parsed(name, allowed, |text| {
            let digits = text.bytes().all(|letter| letter.is_ascii_digit());
            let number = text.parse().ok().filter(|_| digits)?;
            range.contains(&number).then_some(number)
        })
    }

    /// What a function makes of each of several texts, separated by blanks; at least one.
    pub(super) fn list<T>(
        &self,
        name: &'static str,
        allowed: impl Display,
        one: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.parsed(name, allowed, |text| {
            let all: Option<Vec<T>> = text.split_whitespace().map(one).collect();
            all.filter(|all| !all.is_empty())
        })
    }

    /// The address of a site, written as browsers write it: lower case, without a default port and without a slash at its end.
    pub(super) fn origin(&self, name: &'static str) -> Option<String> {
        let address = "an address without a path, such as https://dichvucong.example.vn";
        let origin = self.parsed(name, address, origin)?;
        self.encrypted(name, &origin).then_some(origin)
    }

    /// Addresses of sites, separated by blanks.
    pub(super) fn origins(&self, name: &'static str) -> Option<Vec<String>> {
        let addresses =
            "addresses without a path, such as https://dichvucong.example.vn, separated by blanks";
        let origins = self.list(name, addresses, origin)?;
        let encrypted = origins.iter().all(|origin| self.encrypted(name, origin));
        encrypted.then_some(origins)
    }

    /// The address of a service, as it is written.
    pub(super) fn url(&self, name: &'static str) -> Option<String> {
        let text = self.address(name)?;
        self.encrypted(name, &text).then_some(text)
    }

    /// The address of a program on its user's own computer, which nobody between can read.
    pub(super) fn url_on_own_computer(&self, name: &'static str) -> Option<String> {
        let text = self.address(name)?;
        let is_loopback = web(&text).is_some_and(|url| production::is_loopback(&url));
        (is_loopback || self.encrypted(name, &text)).then_some(text)
    }

    /// An address, whether others can read along or not. It may hold a password, so it is not shown.
    pub(super) fn address(&self, name: &'static str) -> Option<String> {
        let text = self.text(name)?;
        if web(&text).is_none() {
            self.refuse(name, "must be an address such as https://api.example.vn/v2");
            return None;
        }
        Some(text)
    }

    /// What nobody else knows. Never shown.
    pub(super) fn secret(&self, name: &'static str) -> Option<String> {
        let secret = self.text(name)?;
        if self.production
            && let Some(flaw) = production::flaw_of_secret(&secret)
        {
            self.refuse(name, flaw);
            return None;
        }
        Some(secret)
    }

    /// What there must be: the default is that of a demonstration.
    pub(super) fn needed<T: Default>(&self, name: &'static str, value: Option<T>) -> T {
        if value.is_none() && !self.is_set(name) {
            self.refuse(name, "must be set in production");
        }
        value.unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn asked_for(&self) -> BTreeSet<&'static str> {
        self.known.borrow().clone()
    }

    /// Notes what is wrong with a variable; `why` goes on after its name.
    pub(super) fn refuse(&self, name: &'static str, why: impl Display) {
        self.refusals.borrow_mut().push(format!("{name} {why}."));
    }

    /// Every refusal, variables that look like ours and are not among them.
    pub(super) fn into_refusals(self) -> Vec<String> {
        let known = self.known.into_inner();
        let strangers = self.variables.keys().filter_map(|name| name.to_str());
        let mut refusals = self.refusals.into_inner();
        refusals.extend(strangers.filter_map(|name| misspelling::refusal(name, &known)));
        refusals
    }

    fn encrypted(&self, name: &'static str, address: &str) -> bool {
        let encrypted = !self.production || web(address).is_some_and(|url| url.scheme() == "https");
        if !encrypted {
            self.refuse(name, "must begin with https:// in production");
        }
        encrypted
    }
}

/// A value in quotation marks, on one line and not long.
fn shown(value: &str) -> String {
    let escaped: String = value.escape_debug().take(60).collect();
    format!("“{escaped}”")
}

fn web(text: &str) -> Option<Url> {
    // The parser would forgive blanks and line ends, and whoever uses the text would not.
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return None;
    }
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

fn origin(text: &str) -> Option<String> {
    let url = web(text)?;
    // An origin goes into headers, where these would begin something else.
    let host = url.host_str()?;
    let is_plain = !host.contains([';', ',', '*', '\'', '"'])
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_plain.then(|| url.origin().ascii_serialization())
}
