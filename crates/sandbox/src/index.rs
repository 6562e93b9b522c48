//! The first page: what there is, and where.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{Sandbox, bank::BANKS, identity_provider::IdentityProvider, pages, provider::Provider};

#[derive(Template)]
#[template(path = "index.html")]
struct Page<'a> {
    portal: &'a str,
    /// The sample page under the machine's other name, which is another site to a browser.
    provincial: String,
}

pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Response {
    let config = sandbox.config();
    let other_site = config.public_url.replace("127.0.0.1", "localhost");
    pages::page(&Page {
        portal: &config.portal_url,
        provincial: format!("{other_site}/sandbox/portal"),
    })
}
