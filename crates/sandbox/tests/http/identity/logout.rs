use reqwest::Response;

use super::*;

async fn log_out(issuer: &Issuer<'_>, fields: &Fields, cookie: &str) -> Response {
    let address = Url::parse_with_params(&issuer.at("oidc/logout"), &fields.0);
    let get = issuer.env.client.get(address.expect("an address"));
    get.header(COOKIE, cookie).send().await.expect("an answer")
}

/// Signs in; the browser's session and the ID token.
async fn signed_in(issuer: &Issuer<'_>, person: &str) -> (String, String) {
    let fields = issuer.request().with("person", person);
    let back = issuer.submit("oauth2/authorize", &fields, "").await;
    let code = issuer.returned(&back, "code");
    let tokens = issuer.redeem(&code).await.value().await;
    (cookie(&back), text(&tokens, "id_token").to_owned())
}

async fn is_signed_in(issuer: &Issuer<'_>, cookie: &str) -> bool {
    let page = issuer.open(&issuer.request(), cookie).await.text().await;
    page.expect("text").contains("Tiếp tục với")
}

fn request(issuer: &Issuer<'_>, id_token: &str) -> Fields {
    let address = format!("{}/?x=1", issuer.env.portal_url);
    Fields(Vec::new())
        .with("id_token_hint", id_token)
        .with("post_logout_redirect_uri", address)
        .with("state", "s&1")
}

#[tokio::test]
async fn the_portal_signs_people_out_and_has_them_back() {
    let env = TestEnv::start(1).await;
    for (issuer, person) in [
        (Issuer::national(&env), "nguyen-van-an"),
        (Issuer::post(&env), "bd-100001"),
    ] {
        let (session, id_token) = signed_in(&issuer, person).await;
        assert!(is_signed_in(&issuer, &session).await);
        let fields = request(&issuer, &id_token);
        let back = log_out(&issuer, &fields, &session).await;
        let address = format!("{}/?x=1&state=s%261", env.portal_url);
        assert_eq!(location(&back), address);
        assert!(header(&back, "set-cookie").contains("Max-Age=0"));
        assert!(!is_signed_in(&issuer, &session).await);
        // A browser that has no session any more comes back as well.
        let again = issuer.submit("oidc/logout", &fields, "").await;
        assert_eq!(again.status(), 303);
        let without_address = fields.without("post_logout_redirect_uri");
        let page = log_out(&issuer, &without_address, "").await;
        assert!(page.body().await.contains("Đã đăng xuất"));
    }
}

#[tokio::test]
async fn an_id_token_that_is_over_still_tells_who_is_meant() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    assert_eq!(issuer.order("expired").await, 201);
    let (session, id_token) = signed_in(&issuer, "nguyen-van-an").await;
    log_out(&issuer, &request(&issuer, &id_token), &session).await;
    assert!(!is_signed_in(&issuer, &session).await);
}

#[tokio::test]
async fn without_proof_the_person_is_asked_and_sent_nowhere() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let post = Issuer::post(&env);
    let (session, id_token) = signed_in(&issuer, "nguyen-van-an").await;
    let (_, of_another) = signed_in(&issuer, "tran-thi-binh").await;
    let (_, of_another_issuer) = signed_in(&post, "bd-100001").await;
    let good = request(&issuer, &id_token);
    let (signed, _) = id_token.rsplit_once('.').expect("a signature");
    let unsigned = format!("{signed}.");
    let address = "post_logout_redirect_uri";
    let lookalike = format!("{}@example.com/", env.portal_url);
    let with = |name, value: &str| good.clone().with(name, value);
    let elsewhere = "https://example.com/";
    for (wrong, why) in [
        (good.clone().without("id_token_hint"), "no hint"),
        (with("id_token_hint", "a.b.c"), "no token"),
        (with("id_token_hint", &unsigned), "no signature"),
        (with("id_token_hint", &of_another), "another person"),
        (with("id_token_hint", &of_another_issuer), "another issuer"),
        (with("client_id", "another"), "another client"),
        (with(address, elsewhere), "another host"),
        (with(address, &lookalike), "a lookalike"),
        (with(address, "/"), "no address"),
        (good.clone().twice(address, elsewhere), "two addresses"),
    ] {
        let page = log_out(&issuer, &wrong, &session).await;
        assert_eq!(page.status(), 200, "{why}");
        assert!(page.body().await.contains("Đăng xuất khỏi"), "{why}");
        assert!(is_signed_in(&issuer, &session).await, "{why}");
    }
    let confirmed = Fields(Vec::new()).with("confirm", "yes");
    let linked = log_out(&issuer, &confirmed, &session).await;
    assert!(linked.body().await.contains("Đăng xuất khỏi"));
    let page = issuer.submit("oidc/logout", &confirmed, &session).await;
    assert!(page.body().await.contains("Đã đăng xuất"));
    assert!(!is_signed_in(&issuer, &session).await);
}
