//! What pages have in common. Their HTML is in `templates`, where every value is escaped.

use std::{collections::BTreeMap, fmt, io};

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// The one style sheet; nothing is styled inline, so that the content security policy can forbid it.
pub(crate) const STYLE: &str = include_str!("../assets/sandbox.css");

/// Whole đồng with dots between thousands: `1.000 đ`.
pub(crate) struct Money(pub u64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(".")?;
            }
            fmt::Write::write_char(f, digit)?;
        }
        f.write_str(" đ")
    }
}

pub(crate) fn page(template: &impl Template) -> Response {
    Html(template.render().expect("a text takes all that is written")).into_response()
}

/// 422 with the page, which says what is wrong.
pub(crate) fn invalid(template: &impl Template) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page(template)).into_response()
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    title: &'a str,
    text: &'a str,
}

/// A page that only says something, with a link onwards.
pub(crate) fn message(status: StatusCode, title: &str, text: &str) -> Response {
    (status, page(&Message { title, text })).into_response()
}

/// Why a page cannot be shown.
pub(crate) enum Failure {
    /// The address leads nowhere.
    NotFound,
    /// The journal could not be written: what was asked for did not happen.
    Journal,
}

/// What a handler of a page gives.
pub(crate) type Answer = Result<Response, Failure>;

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Journal
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => message(
                StatusCode::NOT_FOUND,
                "Không tìm thấy trang",
                "Địa chỉ này không có trong môi trường thử nghiệm. Hãy kiểm tra lại liên kết.",
            ),
            Self::Journal => message(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Môi trường thử nghiệm không ghi được dữ liệu",
                "Thao tác chưa được thực hiện. Hãy kiểm tra dung lượng đĩa của máy chạy môi trường thử nghiệm rồi thử lại.",
            ),
        }
    }
}

#[derive(Default, Template)]
#[template(path = "field.html")]
pub(crate) struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
    pub value: &'a str,
    /// Empty where nothing is wrong.
    pub error: &'a str,
    pub focus: bool,
    /// Further attributes, fixed by the page.
    pub attributes: &'a str,
}

/// A page of messages: everybody's or one recipient's, newest first.
#[derive(Template)]
#[template(path = "inbox.html")]
pub(crate) struct Inbox<'a> {
    pub title: &'a str,
    pub heading: &'a str,
    pub path: &'a str,
    /// The name under which its query has the recipient.
    pub parameter: &'a str,
    /// What recipients are called.
    pub recipients: &'a str,
    /// Said where no message is.
    pub empty: &'a str,
    /// How many messages each recipient has.
    pub counts: BTreeMap<&'a str, usize>,
    pub total: usize,
    /// Whose messages are shown, if not everybody's.
    pub wanted: Option<&'a str>,
    pub messages: Vec<Entry<'a>>,
}

pub(crate) struct Entry<'a> {
    /// How it came, before the recipient's name.
    pub arrived: &'a str,
    pub to: String,
    pub at: String,
    /// Sender and subject of an email.
    pub head: Option<(&'a str, &'a str)>,
    pub text: Codes<'a>,
}

impl Inbox<'_> {
    fn address(&self, recipient: &str) -> String {
        let query = serde_urlencoded::to_string([(self.parameter, recipient)]);
        let query = query.expect("a pair of texts has a form");
        format!("{}?{query}", self.path)
    }

    fn refresh(&self) -> String {
        self.wanted
            .map_or_else(|| self.path.to_owned(), |wanted| self.address(wanted))
    }

    fn is_wanted(&self, recipient: &str) -> bool {
        self.wanted == Some(recipient)
    }
}

/// A text in which one-time codes (exactly six digits) stand out.
#[derive(Template)]
#[template(path = "codes.html")]
pub(crate) struct Codes<'a>(pub &'a str);

impl Codes<'_> {
    /// Runs of digits and what is between them, and whether each is a code.
    fn runs(&self) -> Vec<(&str, bool)> {
        let is_digit = |run: &str| run.starts_with(|c: char| c.is_ascii_digit());
        let mut runs = Vec::new();
        let mut rest = self.0;
        while !rest.is_empty() {
            let digits = is_digit(rest);
            let end = rest.find(|c: char| c.is_ascii_digit() != digits);
            let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
            runs.push((run, digits && run.len() == 6));
            rest = after;
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_digits_are_a_code() {
        assert_eq!(
            Codes("Mã 012345, hồ sơ 1234567, <5>").to_string(),
            r#"Mã <strong class="code">012345</strong>, hồ sơ 1234567, &#60;5&#62;"#
        );
    }

    #[test]
    fn markup_in_a_value_stays_text() {
        let message = Message {
            title: "",
            text: r#"<b a="1" c='2'>&Đ</b>"#,
        };
        let escaped = "<p>&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;Đ&#60;/b&#62;</p>";
        assert!(message.to_string().contains(escaped));
    }

    #[test]
    fn money_is_grouped_by_thousands() {
        for (amount, text) in [
            (0, "0 đ"),
            (999, "999 đ"),
            (1_000, "1.000 đ"),
            (205_000, "205.000 đ"),
            (1_435_000, "1.435.000 đ"),
        ] {
            assert_eq!(Money(amount).to_string(), text);
        }
    }
}
