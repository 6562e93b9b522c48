//! The province's own portal, on another site than the public-service portal, which it shows in a frame.
//!
//! Open it under the other name of this machine (`localhost` for `127.0.0.1`): to a browser that is another site.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{Sandbox, pages};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// Name of a view in [`VIEWS`], or `thanh-toan`.
    view: String,
    /// Running number of the dossier to pay for.
    dossier: String,
    lang: String,
    theme: String,
}

#[derive(Template)]
#[template(path = "provincial_portal.html")]
struct Page<'a> {
    wanted: &'a Wanted,
    services: &'a str,
}

/// Name in the address, page of the public-service portal, name on the page.
const VIEWS: [(&str, &str, &str); 3] = [
    ("thu-tuc", "/thu-tuc", "Tra cứu thủ tục"),
    ("tra-cuu", "/tra-cuu", "Tra cứu hồ sơ"),
    ("lich-su", "/giao-dich", "Lịch sử giao dịch"),
];

pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(wanted): Query<Wanted>) -> Response {
    let page = Page {
        wanted: &wanted,
        services: &sandbox.config().portal_url,
    };
    let origin = &sandbox.0.portal_origin;
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src data:; script-src {origin}; frame-src {origin}; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    let policy = HeaderValue::try_from(policy).expect("an origin is visible ASCII");
    let policy = [(header::CONTENT_SECURITY_POLICY, policy)];
    (policy, pages::page(&page)).into_response()
}

impl Wanted {
    /// The page of the public-service portal. Only digits of a dossier's number go into an address.
    fn page(&self) -> String {
        let known = VIEWS.iter().find(|(view, _, _)| *view == self.view);
        match known {
            Some((_, page, _)) => (*page).to_owned(),
            None if self.view == "thanh-toan" => {
                let number: String = self.dossier.chars().filter(char::is_ascii_digit).collect();
                format!("/ho-so/{number}/thanh-toan")
            }
            None => "/thu-tuc".to_owned(),
        }
    }

    fn lang_or_default(&self) -> &str {
        if self.lang.is_empty() {
            "vi"
        } else {
            &self.lang
        }
    }

    fn theme_or_default(&self) -> &str {
        if self.theme.is_empty() {
            "system"
        } else {
            &self.theme
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn an_address_is_made_of_nothing_but_known_pages_and_digits() {
        for (view, dossier, page) in [
            ("", "", "/thu-tuc"),
            ("lich-su", "", "/giao-dich"),
            ("thanh-toan", "363815", "/ho-so/363815/thanh-toan"),
            ("thanh-toan", "1/../../x", "/ho-so/1/thanh-toan"),
            ("../../x", "", "/thu-tuc"),
        ] {
            let wanted = Wanted {
                view: view.to_owned(),
                dossier: dossier.to_owned(),
                ..Wanted::default()
            };
            assert_eq!(wanted.page(), page, "{view} {dossier}");
        }
    }
}
