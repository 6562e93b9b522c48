//! Issuers whose pages post what they answer: from their site, so without any cookie of ours.

use super::*;
use axum::body::Bytes;

const RETURN: &str = "/dang-nhap/national/ket-qua";

/// What a browser does with such a page: another site's post, without `SameSite` cookies.
async fn posted(portal: &Portal, path: &str, body: impl Into<Bytes>) -> Answer {
    let bare = portal.browser();
    let request = bare
        .request(Verb::POST, path)
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-mode", "navigate")
        .header("origin", "https://sso.dichvucong.gov.vn")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.into());
    bare.send(request).await
}

#[tokio::test]
async fn an_answer_that_is_posted_signs_in_as_one_in_the_address() {
    let portal = town().await;
    for (issuer, person) in [
        (Issuer::National, "vo-thi-hoa"),
        (Issuer::VietnamPost, "bd-100002"),
        (Issuer::Vneid, HOA.identity_number),
    ] {
        let browser = portal.browser();
        let page = begin(&browser, issuer, "/giao-dich").await;
        let location = at_the_provider(&page, &[("person", person), ("second_factor", "on")]).await;
        let (path, query) = location
            .strip_prefix(&portal.url)
            .and_then(|address| address.split_once('?'))
            .expect("back to the portal");
        // What else issuers post along is left behind.
        let body = format!("{query}&iss=https%3A%2F%2Fsso.example&session_state=a%2Fb");
        let turned = posted(&portal, path, body).await;
        assert_eq!(turned.status, 303, "{}", turned.text());
        let location = turned.header("location").to_owned();
        assert!(location.starts_with(&format!("{path}?code=")), "{location}");
        assert!(!location.contains("iss="), "{location}");
        assert!(turned.set_cookies().is_empty());
        // The browser goes there with its cookies.
        let answer = browser.get(&location).await;
        assert_eq!(answer.header("location"), "/dang-ky/xac-nhan", "{location}");
        // Once.
        let again = browser.get(&location).await;
        assert_eq!(
            again.header("location"),
            "/dang-nhap/khong-thanh?ly-do=khong-khop"
        );
    }
    let browser = portal.browser();
    let page = begin(&browser, Issuer::National, "").await;
    let declined = at_the_provider(&page, &[("answer", "refuse")]).await;
    let (_, query) = declined.split_once('?').expect("a query");
    let turned = posted(&portal, RETURN, query.to_owned()).await;
    let answer = browser.get(turned.header("location")).await;
    assert_eq!(
        answer.header("location"),
        "/dang-nhap/khong-thanh?ly-do=tu-choi"
    );
}

#[tokio::test]
async fn what_is_posted_becomes_the_query_of_that_page_and_nothing_else() {
    let portal = Portal::start().await;
    for (body, location) in [
        (
            "state=s&code=c",
            "/dang-nhap/national/ket-qua?code=c&state=s",
        ),
        (
            "code=c&state=s&x=y",
            "/dang-nhap/national/ket-qua?code=c&state=s",
        ),
        (
            "state=s&error=access_denied",
            "/dang-nhap/national/ket-qua?state=s&error=access_denied",
        ),
        (
            "state=a%0d%0aSet-Cookie%3a+x%3dy&code=%2f%2fevil.example",
            "/dang-nhap/national/ket-qua?code=%2F%2Fevil.example&state=a%0D%0ASet-Cookie%3A+x%3Dy",
        ),
        (
            "state=s&code=%23&redirect_uri=https%3A%2F%2Fevil.example",
            "/dang-nhap/national/ket-qua?code=%23&state=s",
        ),
        (
            "state=%26code%3Dx&code=c",
            "/dang-nhap/national/ket-qua?code=c&state=%26code%3Dx",
        ),
        ("", "/dang-nhap/khong-thanh?ly-do=khong-khop"),
        ("code=c", "/dang-nhap/khong-thanh?ly-do=khong-khop"),
        ("state=s", "/dang-nhap/khong-thanh?ly-do=khong-khop"),
        (
            "state=s&code=a&code=b",
            "/dang-nhap/khong-thanh?ly-do=khong-khop",
        ),
        (
            "state=s&code=%00",
            "/dang-nhap/khong-thanh?ly-do=khong-khop",
        ),
        (
            "{\"state\":\"s\",\"code\":\"c\"}",
            "/dang-nhap/khong-thanh?ly-do=khong-khop",
        ),
    ] {
        let answer = posted(&portal, RETURN, body).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, location),
            "{body}"
        );
    }
    let answer = posted(
        &portal,
        RETURN,
        format!("state=s&code={}", "x".repeat(5000)),
    )
    .await;
    assert_eq!(answer.status, 413);
    let answer = posted(&portal, RETURN, vec![0xff, 0xfe]).await;
    assert_eq!(
        answer.header("location"),
        "/dang-nhap/khong-thanh?ly-do=khong-khop"
    );
}

#[tokio::test]
async fn no_other_post_of_another_site_passes_the_guard_there() {
    let portal = Portal::start().await;
    for path in [
        "/dang-nhap/national",
        "/dang-nhap/khac/ket-qua",
        "/dang-nhap/national/ket-qua/",
        "/dang-nhap/ma-otp",
        "/embed/dang-nhap/national/ket-qua",
    ] {
        let answer = posted(&portal, path, "state=s&code=c").await;
        assert_eq!(answer.status, 403, "{path}: {}", answer.text());
    }
    let browser = portal.browser();
    for content_type in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
    ] {
        let request = browser
            .request(Verb::POST, RETURN)
            .header("sec-fetch-site", "cross-site")
            .header("content-type", content_type)
            .body("state=s&code=c");
        assert_eq!(browser.send(request).await.status, 415, "{content_type}");
    }
    for method in [Verb::PUT, Verb::DELETE, Verb::PATCH] {
        let request = browser
            .request(method.clone(), RETURN)
            .header("sec-fetch-site", "cross-site");
        let status = browser.send(request).await.status;
        assert!((400..500).contains(&status), "{method}: {status}");
    }
}
