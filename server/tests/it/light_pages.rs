//! What browsers are sent that ask for less, or that keep things for times without a network.

use crate::support::{AN, Answer, Portal};
use http::{Method, header};

async fn page(portal: &Portal, path: &str, save_data: &str) -> Answer {
    let browser = portal.browser();
    let request = browser.request(Method::GET, path);
    browser.send(request.header("save-data", save_data)).await
}

#[tokio::test]
async fn who_asks_for_less_data_gets_whole_pages_without_scripts() {
    let portal = Portal::start().await;
    for value in ["on", "On", "on; x=1"] {
        let light = page(&portal, "/thu-tuc?q=khai+sinh", value).await;
        assert_eq!(light.status, 200);
        let html = light.text();
        assert!(html.contains("Đăng ký khai sinh"), "{html}");
        assert!(html.contains("/pkg/portal.css"), "{html}");
        for heavy in ["portal.wasm", "portal.js", "/sw.js"] {
            assert!(!html.contains(heavy), "{heavy} with {value}");
        }
    }
    for value in ["off", "", "?1"] {
        let usual = page(&portal, "/thu-tuc?q=khai+sinh", value).await;
        assert!(usual.text().contains("portal.wasm"), "{value:?}");
    }
}

#[tokio::test]
async fn the_service_worker_knows_the_files_of_the_build_and_its_readers_language() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let mut marks = Vec::new();
    for language in ["vi", "en"] {
        let worker = browser.get(&format!("/sw.js?lang={language}")).await;
        assert_eq!(worker.status, 200);
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-type").starts_with("text/javascript"));
        for expected in [
            "/pkg/portal.css",
            "/pkg/portal.js",
            "/pkg/portal.wasm",
            &format!(r#""language":"{language}""#),
        ] {
            assert!(worker.text().contains(expected), "{expected}");
        }
        let mark = worker.header("etag").to_owned();
        let again = browser
            .request(Method::GET, &format!("/sw.js?lang={language}"))
            .header(header::IF_NONE_MATCH, &mark);
        let again = browser.send(again).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        marks.push(mark);
    }
    assert_ne!(marks[0], marks[1]);
    let unknown = browser.get("/sw.js?lang=%3Cscript%3E").await;
    assert!(unknown.text().contains(r#""language":"vi""#));
}

#[tokio::test]
async fn a_service_worker_that_misbehaves_can_be_got_rid_of() {
    let portal = Portal::with(&[("SERVICE_WORKER", "off")]).await;
    let browser = portal.browser();
    let worker = browser.get("/sw.js?lang=vi").await;
    assert!(worker.text().contains("registration.unregister()"));
    assert!(!worker.text().contains("'fetch'"), "it answers for nothing");
    let page = browser.get("/").await;
    assert!(page.text().contains("portal.wasm"));
    assert!(
        !page.text().contains("/sw.js"),
        "and no page asks for another"
    );
}

#[tokio::test]
async fn the_page_for_times_without_a_network_names_nobody() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let own = an.get("/ngoai-tuyen").await;
    assert_eq!(own.status, 200);
    let everybodys = portal.browser().get("/ngoai-tuyen?lang=en").await;
    assert!(everybodys.text().contains("You are offline"));
    assert!(everybodys.text().contains(r#"id="gui-lai""#));
    assert!(everybodys.text().contains("noindex"));
}
