//! The frame of every page, and the only ways to put a value into one.

use std::{collections::BTreeMap, fmt};

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use crate::world::Payment;

/// The one style sheet; nothing is styled inline, so that the content security policy can forbid it.
pub(crate) const STYLE: &str = include_str!("../assets/sandbox.css");

/// Text from outside, escaped for element content and for quoted attributes.
pub(crate) struct Text<'a>(pub &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}

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

/// A page: `title` is text, `body` is markup whose values went through [`Text`].
pub(crate) fn page(title: &str, body: &str) -> Html<String> {
    let title = Text(title);
    Html(format!(
        r#"<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Hộp cát</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body>
<p class="sandbox" role="note"><strong>Hộp cát</strong> — không phải hệ thống thật, không có tiền thật</p>
<main>
{body}
</main>
</body>
</html>
"#
    ))
}

/// What is paid, the same on every page of a payer's.
pub(crate) fn order_summary(payment: &Payment) -> String {
    let seller = match payment.field("MaDoiTac") {
        "" => "Cổng dịch vụ công tỉnh Tây Ninh",
        partner => partner,
    };
    format!(
        r#"<section class="summary" aria-labelledby="summary">
<h2 id="summary">Thông tin đơn hàng</h2>
<dl>
<div><dt>Đơn hàng</dt><dd>{}</dd></div>
<div><dt>Nhà cung cấp</dt><dd>{}</dd></div>
<div><dt>Phí giao dịch</dt><dd>0 đ</dd></div>
<div class="total"><dt>Giá trị thanh toán</dt><dd>{}</dd></div>
</dl>
</section>"#,
        Text(&payment.opening.description),
        Text(seller),
        Money(payment.opening.amount)
    )
}

/// A page that only says something, with a link onwards.
pub(crate) fn message(status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!(
        r#"<h1>{}</h1><p>{}</p><p><a class="button quiet" href="/">Về trang đầu hộp cát</a></p>"#,
        Text(title),
        Text(text)
    );
    (status, page(title, &body)).into_response()
}

/// The answer for every address that leads nowhere.
pub(crate) fn not_found() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "Không tìm thấy trang",
        "Địa chỉ này không có trong hộp cát. Hãy kiểm tra lại liên kết.",
    )
}

/// A page of messages: everybody's or one recipient's, newest first.
pub(crate) struct Inbox<'a> {
    pub title: &'a str,
    /// The page's address.
    pub path: &'a str,
    /// The name under which its query has the recipient.
    pub parameter: &'a str,
    /// What recipients are called.
    pub recipients: &'a str,
    /// Said where no message is.
    pub empty: &'a str,
    /// How many messages each recipient has.
    pub counts: BTreeMap<&'a str, usize>,
    /// How many messages there are.
    pub total: usize,
    /// Whose messages are shown, if not everybody's.
    pub wanted: Option<&'a str>,
    /// The messages, as list items.
    pub messages: String,
}

impl Inbox<'_> {
    /// The page's markup, for [`page`].
    pub(crate) fn into_html(self) -> String {
        let of = |recipient: &str| {
            let query = [(self.parameter, recipient)];
            let query = serde_urlencoded::to_string(query).expect("a pair of texts has a form");
            Text(&format!("{}?{query}", self.path)).to_string()
        };
        let tab = |address: &str, name: &str, count: usize, current: bool| {
            let current = if current {
                r#" aria-current="page""#
            } else {
                ""
            };
            format!(
                r#"<li><a href="{address}"{current}>{} <span>{count}</span></a></li>"#,
                Text(name)
            )
        };
        let everybody = tab(self.path, "Tất cả", self.total, self.wanted.is_none());
        let recipients: String = self
            .counts
            .iter()
            .map(|(name, count)| tab(&of(name), name, *count, self.wanted == Some(*name)))
            .collect();
        let messages = if self.messages.is_empty() {
            format!(r#"<li class="empty">{}</li>"#, Text(self.empty))
        } else {
            self.messages
        };
        format!(
            r#"<h1>{title}</h1>
<p><a class="button quiet" href="{refresh}">Làm mới</a></p>
<nav aria-label="{label}"><ul class="numbers">{everybody}{recipients}</ul></nav>
<ol class="inbox">{messages}</ol>"#,
            title = Text(self.title),
            refresh = self.wanted.map_or_else(|| self.path.to_owned(), of),
            label = Text(self.recipients),
        )
    }
}

/// Escapes the text and makes one-time codes (exactly six digits) stand out.
pub(crate) fn with_codes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(digits);
        if digits == 6 {
            out.push_str(&format!(r#"<strong class="code">{run}</strong>"#));
        } else {
            out.push_str(run);
        }
        let plain = after
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(after.len());
        let (words, next) = after.split_at(plain);
        out.push_str(&Text(words).to_string());
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_digits_are_a_code() {
        assert_eq!(
            with_codes("Mã 012345, hồ sơ 1234567, <5>"),
            r#"Mã <strong class="code">012345</strong>, hồ sơ 1234567, &lt;5&gt;"#
        );
    }

    #[test]
    fn markup_in_a_value_stays_text() {
        assert_eq!(
            Text(r#"<b a="1" c='2'>&Đ</b>"#).to_string(),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;Đ&lt;/b&gt;"
        );
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
