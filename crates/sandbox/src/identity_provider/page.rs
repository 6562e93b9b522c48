//! The pages of an identity provider.

use axum::response::Html;

use super::{IdentityProvider, book::Session, parameters::Parameters, person::Person};
use crate::html::{self, Text};

/// Field of the form: the `sub` of whoever signs in.
pub(super) const PERSON: &str = "person";
/// Field of the form: there if a second factor was shown.
pub(super) const SECOND_FACTOR: &str = "second_factor";
/// Field of the form: `refuse`.
pub(super) const ANSWER: &str = "answer";
/// Field of the form that asks whether to sign out.
pub(super) const CONFIRM: &str = "confirm";

/// Who signs in? The form carries the whole request, so that nothing is kept for people who go away.
pub(super) fn choose(
    provider: IdentityProvider,
    parameters: &Parameters,
    people: &[Person],
    session: Option<&Session>,
) -> Html<String> {
    let signed_in = session.and_then(|session| people.iter().find(|p| p.sub == session.sub));
    let everybody: String = people
        .iter()
        .map(|person| {
            format!(
                r#"<button class="button quiet" name="{PERSON}" value="{sub}">{name}<small>{described}</small></button>"#,
                sub = Text(&person.sub),
                name = Text(&person.name),
                described = Text(&person.described()),
            )
        })
        .collect();
    let choice = match signed_in {
        None => format!(r#"<div class="actions">{everybody}</div>"#),
        Some(person) => format!(
            r#"<div class="actions"><button class="button" name="{PERSON}" value="{sub}">Tiếp tục với {name}</button></div>
<details><summary>Dùng tài khoản khác</summary><div class="actions">{everybody}</div></details>"#,
            sub = Text(&person.sub),
            name = Text(&person.name),
        ),
    };
    let body = format!(
        r#"{brand}
<h1>Chọn tài khoản để đăng nhập</h1>
<p class="hint">Đây là hộp cát: ai cũng đăng nhập được bằng mọi tài khoản mẫu, không cần mật khẩu.</p>
<form method="post" action="{path}/oauth2/authorize">
{request}
<label class="choice"><input type="checkbox" name="{SECOND_FACTOR}"> <span>Đã xác thực hai lớp<small>Mật khẩu và mã OTP hoặc sinh trắc học</small></span></label>
{choice}
<div class="actions"><button class="button quiet" name="{ANSWER}" value="refuse">Từ chối</button></div>
</form>"#,
        brand = brand(provider),
        path = provider.path(),
        request = hidden(parameters, &[PERSON, SECOND_FACTOR, ANSWER]),
    );
    html::page("Đăng nhập", &body)
}

/// Sign out? Asked where the request does not prove that it comes from the portal.
pub(super) fn ask_to_sign_out(provider: IdentityProvider) -> Html<String> {
    let body = format!(
        r#"{brand}
<h1>Đăng xuất khỏi tài khoản {name}?</h1>
<p>Yêu cầu đăng xuất này không chứng minh được là đến từ cổng dịch vụ công.</p>
<form method="post" action="{path}/oidc/logout">
<div class="actions"><button class="button" name="{CONFIRM}" value="yes">Đăng xuất</button></div>
</form>"#,
        brand = brand(provider),
        name = provider.name(),
        path = provider.path(),
    );
    html::page("Đăng xuất", &body)
}

/// Nobody is signed in any more.
pub(super) fn signed_out(provider: IdentityProvider) -> Html<String> {
    let body = format!(
        "{brand}\n<h1>Đã đăng xuất khỏi tài khoản {name}</h1>",
        brand = brand(provider),
        name = provider.name(),
    );
    html::page("Đã đăng xuất", &body)
}

fn brand(provider: IdentityProvider) -> String {
    format!(r#"<p class="brand bank">{}</p>"#, provider.name())
}

fn hidden(parameters: &Parameters, but: &[&str]) -> String {
    parameters
        .without(but)
        .map(|(name, value)| {
            let (name, value) = (Text(name), Text(value));
            format!(r#"<input type="hidden" name="{name}" value="{value}">"#)
        })
        .collect()
}
