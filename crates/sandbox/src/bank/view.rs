//! The bank's two pages: the card, and the one-time code.

use axum::response::Html;

use super::{
    Bank,
    card::{self, Card, Errors, Typed},
};
use crate::{
    html::{self, Text, order_summary},
    world::Payment,
};

/// One text field with its label, hint and error.
struct Field<'a> {
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    value: &'a str,
    error: Option<&'a str>,
    /// The first wrong field gets the focus.
    focus: bool,
    /// Further attributes, fixed by the page.
    attributes: &'a str,
}

impl Field<'_> {
    fn to_html(&self) -> String {
        let name = self.name;
        let (error, state) = match self.error {
            Some(error) => (
                format!(r#"<p class="error" id="{name}-error">{}</p>"#, Text(error)),
                format!(r#" aria-invalid="true" aria-describedby="{name}-error {name}-hint""#),
            ),
            None => (String::new(), format!(r#" aria-describedby="{name}-hint""#)),
        };
        let focus = if self.focus { " autofocus" } else { "" };
        format!(
            r#"<div class="field"><label for="{name}">{}</label><p class="hint" id="{name}-hint">{}</p>{error}<input id="{name}" name="{name}" value="{}" {}{state}{focus}></div>"#,
            self.label,
            self.hint,
            Text(self.value),
            self.attributes,
        )
    }
}

/// Step one.
pub(super) fn card(bank: &Bank, payment: &Payment, typed: &Typed, errors: Errors) -> Html<String> {
    let holder = Field {
        name: "holder",
        label: "Tên chủ thẻ",
        hint: "Không dấu, như in trên thẻ",
        value: &typed.holder,
        error: errors.holder,
        focus: errors.holder.is_some(),
        attributes: r#"type="text" autocomplete="cc-name" autocapitalize="characters" spellcheck="false" maxlength="60""#,
    };
    let number = Field {
        name: "card_number",
        label: "Số thẻ",
        hint: "19 chữ số in trên thẻ",
        value: &typed.card_number,
        error: errors.card_number,
        focus: errors.holder.is_none() && errors.card_number.is_some(),
        attributes: r#"type="text" inputmode="numeric" autocomplete="cc-number" maxlength="40""#,
    };
    let issued = Field {
        name: "issue_date",
        label: "Ngày phát hành",
        hint: "Tháng/năm, ví dụ 03/2018",
        value: &typed.issue_date,
        error: errors.issue_date,
        focus: errors.holder.is_none()
            && errors.card_number.is_none()
            && errors.issue_date.is_some(),
        attributes: r#"type="text" inputmode="numeric" autocomplete="off" placeholder="MM/YYYY" maxlength="12""#,
    };
    let cards: String = card::of(bank).map(Card::to_html).collect();
    let body = format!(
        r#"<p class="brand bank {slug}">{name}</p>
<h1>Thanh toán bằng thẻ nội địa</h1>
{summary}
<form method="post" action="{address}/card" novalidate>
{holder}{number}{issued}
<div class="actions">
<button class="button">Thanh toán</button>
<button class="button quiet" formaction="{address}/cancel">Quay lại</button>
</div>
</form>
<section aria-labelledby="cards"><h2 id="cards">Thẻ dùng thử</h2><ul class="cards">{cards}</ul></section>"#,
        slug = bank.slug,
        name = bank.name,
        summary = order_summary(payment),
        address = bank.address(payment.opening.token),
        holder = holder.to_html(),
        number = number.to_html(),
        issued = issued.to_html(),
    );
    html::page(&format!("{} – thẻ nội địa", bank.name), &body)
}

/// Step two.
pub(super) fn code(
    bank: &Bank,
    payment: &Payment,
    card: &Card,
    typed: &str,
    error: Option<&str>,
) -> Html<String> {
    let field = Field {
        name: "otp",
        label: "Mã OTP",
        hint: "6 chữ số trong tin nhắn mới nhất",
        value: typed,
        error,
        focus: true,
        attributes: r#"class="otp" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="11""#,
    };
    let body = format!(
        r#"<p class="brand bank {slug}">{name}</p>
<h1>Xác thực giao dịch</h1>
{summary}
<p>Mã xác thực đã được gửi tới số điện thoại <strong>{start}xxx{end}</strong> của chủ thẻ {holder}. <a href="/sandbox/phone?number={phone}" target="_blank" rel="noopener">Mở điện thoại hộp cát</a></p>
<form method="post" action="{address}/code" novalidate>
{field}
<div class="actions">
<button class="button">Xác nhận</button>
<button class="button quiet" formaction="{address}/code/again">Gửi lại mã</button>
<button class="button quiet" formaction="{address}/cancel">Quay lại</button>
</div>
</form>"#,
        slug = bank.slug,
        name = bank.name,
        summary = order_summary(payment),
        start = &card.phone[..4],
        end = &card.phone[7..],
        holder = card.holder,
        phone = card.phone,
        address = bank.address(payment.opening.token),
        field = field.to_html(),
    );
    html::page(&format!("{} – mã OTP", bank.name), &body)
}
