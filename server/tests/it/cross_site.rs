//! What another site tries in a citizen's name.

use crate::support::{AN, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    accounts::{EndSession, GetSession},
    dossiers::{CreateDossier, ListDossiers, NewDossier},
    paging::PageQuery,
};
use app::api::{Endpoint, path_of, payments::StartAttempt};
use http::Method;

#[tokio::test]
async fn another_sites_request_is_refused_and_changes_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempts = path_of::<StartAttempt>(&app::api::payments::OrderPath {
        order: filed.order.id,
    });
    let draft = NewDossier {
        procedure_code: "2.000488".to_owned(),
        unit_code: String::new(),
        form: one_copy().form,
    };
    let forged: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        // The older header cannot talk the newer one down.
        &[("sec-fetch-site", "cross-site"), ("origin", &portal.url)],
    ];
    for headers in forged {
        let requests = [
            an.request(Method::POST, EndSession::PATH).json(&Empty {}),
            an.request(Method::POST, CreateDossier::PATH).json(&draft),
            an.request(Method::POST, &attempts)
                .json(&serde_json::json!({ "channel": "vietcombank" })),
            an.request(Method::POST, "/dang-xuat")
                .form(&[("_action", EndSession::PATH)]),
        ];
        for request in requests {
            let mut request = request.header("idempotency-key", "0123456789");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let problem = an.send(request).await.problem();
            assert_eq!(
                (problem.status, problem.code),
                (403, ProblemCode::CrossSite),
                "{headers:?}"
            );
        }
    }
    let session = an.call::<GetSession>((), Empty {}).await.expect("a view");
    assert!(session.account.is_some(), "still signed in");
    let dossiers = an
        .call::<ListDossiers>((), PageQuery::default())
        .await
        .expect("a list");
    assert_eq!(dossiers.items.len(), 1);
    assert_eq!(
        portal.count("select count(*) from payment_attempts").await,
        0
    );
}

#[tokio::test]
async fn our_own_pages_and_programs_that_are_no_browsers_are_let_through() {
    let portal = Portal::start().await;
    let own: [&[(&str, &str)]; 4] = [
        &[],
        &[("sec-fetch-site", "same-origin"), ("origin", &portal.url)],
        &[("sec-fetch-site", "none")],
        &[("origin", &portal.url)],
    ];
    for headers in own {
        let an = portal.signed_in(AN).await;
        let mut request = an.request(Method::POST, EndSession::PATH).json(&Empty {});
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        assert_eq!(an.send(request).await.status, 200, "{headers:?}");
    }
}

#[tokio::test]
async fn behind_a_proxy_that_renames_the_host_our_own_pages_are_known_by_the_public_address() {
    let portal = Portal::start().await;
    let backend = ("host", "portal_backend");
    let spelt = portal.url.replace("http", "HTTP");
    for (origin, status) in [
        (portal.url.as_str(), 200),
        (&spelt, 200),
        ("http://portal_backend", 200),
        ("http://evil.example", 403),
        ("http://127.0.0.1", 403),
        ("null", 403),
    ] {
        let an = portal.signed_in(AN).await;
        let request = an
            .request(Method::POST, EndSession::PATH)
            .header(backend.0, backend.1)
            .header("origin", origin)
            .json(&Empty {});
        assert_eq!(an.send(request).await.status, status, "{origin}");
    }
    let an = portal.signed_in(AN).await;
    let twice = an
        .request(Method::POST, EndSession::PATH)
        .header("origin", &portal.url)
        .header("origin", "https://evil.example")
        .json(&Empty {});
    assert_eq!(an.send(twice).await.status, 403, "two origins");
}

#[tokio::test]
async fn a_form_cannot_be_posted_to_the_json_api() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for content_type in [
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
    ] {
        let request = an
            .request(Method::POST, EndSession::PATH)
            .header("content-type", content_type)
            .body("{}");
        let problem = an.send(request).await.problem();
        assert_eq!(
            (problem.status, problem.code),
            (415, ProblemCode::Malformed)
        );
    }
    let session = an.call::<GetSession>((), Empty {}).await.expect("a view");
    assert!(session.account.is_some(), "still signed in");
}
