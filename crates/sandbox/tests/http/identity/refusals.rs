//! What identity providers refuse, and how.

use super::*;

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let env = TestEnv::start(1).await;
    for issuer in Issuer::all(&env) {
        let good = || issuer.request();
        let to = |address: &str| good().with("redirect_uri", address);
        let (address, elsewhere) = (issuer.redirect_uri(), "https://example.com/");
        for (wrong, why) in [
            (good().with("client_id", "another"), "another client"),
            (good().without("client_id"), "no client"),
            (good().twice("client_id", CLIENT), "two clients"),
            (good().without("redirect_uri"), "no address"),
            (to(&format!("{address}/")), "another path"),
            (to(&format!("{address}?x=1")), "a query"),
            (to(elsewhere), "another host"),
            (good().twice("redirect_uri", elsewhere), "two addresses"),
        ] {
            let posted = wrong.clone().with("person", "nguyen-van-an");
            let refused = wrong.clone().with("answer", "refuse");
            for answer in [
                issuer.open(&wrong, "").await,
                issuer.submit("oauth2/authorize", &posted, "").await,
                issuer.submit("oauth2/authorize", &refused, "").await,
            ] {
                assert_eq!(answer.status(), 400, "{} {why}", issuer.slug);
                assert!(answer.headers().get("location").is_none());
            }
        }
    }
}

#[tokio::test]
async fn the_portal_is_told_what_is_wrong_with_its_request() {
    let env = TestEnv::start(1).await;
    for issuer in [Issuer::national(&env), Issuer::post(&env)] {
        let with = |name, value: &str| issuer.request().with(name, value);
        let without = |name| issuer.request().without(name);
        let twice = |name| issuer.request().twice(name, "another");
        let no_challenge = VERIFIER.replace('k', "=");
        let (method, unsupported) = ("code_challenge_method", "unsupported_response_type");
        for (wrong, error) in [
            (without("response_type"), "invalid_request"),
            (with("response_type", "token"), unsupported),
            (with("response_type", "code id_token"), unsupported),
            (with("scope", "profile"), "invalid_scope"),
            (without("scope"), "invalid_scope"),
            (without("code_challenge"), "invalid_request"),
            (with("code_challenge", &no_challenge), "invalid_request"),
            (with(method, "plain"), "invalid_request"),
            (without(method), "invalid_request"),
            (twice("nonce"), "invalid_request"),
        ] {
            let answer = issuer.open(&wrong, "").await;
            assert_eq!(issuer.returned(&answer, "error"), error, "{:?}", wrong.0);
            let posted = wrong.with("person", "nguyen-van-an");
            let answer = issuer.submit("oauth2/authorize", &posted, "").await;
            assert_eq!(issuer.returned(&answer, "error"), error);
        }
    }
}

#[tokio::test]
async fn a_person_may_refuse_and_only_people_sign_in() {
    let env = TestEnv::start(1).await;
    for issuer in Issuer::all(&env) {
        let refused = issuer.request().with("answer", "refuse");
        let answer = issuer.submit("oauth2/authorize", &refused, "").await;
        assert_eq!(issuer.returned(&answer, "error"), "access_denied");
        let nobody = issuer.request().with("person", "nobody");
        let answer = issuer.submit("oauth2/authorize", &nobody, "").await;
        assert_eq!(answer.status(), 422);
        // A link must not sign anybody in.
        let link = issuer.request().with("person", "nguyen-van-an");
        assert_eq!(issuer.open(&link, "").await.status(), 200);
    }
}

async fn error(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let body = answer.value().await;
    (status, text(&body, "error").to_owned())
}

#[tokio::test]
async fn a_code_is_given_for_nothing_but_what_it_was_made_for() {
    let env = TestEnv::start(1).await;
    for (issuer, person) in [
        (Issuer::national(&env), "nguyen-van-an"),
        (Issuer::post(&env), "bd-100001"),
    ] {
        let good = |code: &str| issuer.exchange(code);
        let other_verifier = "A".repeat(43);
        let request = (400, "invalid_request");
        let (grant, client) = ((400, "invalid_grant"), (401, "invalid_client"));
        let unsupported = (400, "unsupported_grant_type");
        for (change, expected) in [
            (|f: Fields| f.without("grant_type"), request),
            (|f| f.with("grant_type", "password"), unsupported),
            (|f| f.without("code"), request),
            (|f| f.with("code", "guessed"), grant),
            (|f| f.without("redirect_uri"), request),
            (|f| f.with("redirect_uri", "https://example.com/"), grant),
            (|f| f.without("code_verifier"), grant),
            (|f| f.with("code_verifier", "short"), grant),
            (|f| f.twice("code", "guessed"), request),
            (|f| f.with("client_id", "another"), client),
            (|f| f.without("client_id"), client),
            (|f| f.with("client_secret", "guessed"), client),
            (|f| f.without("client_secret"), client),
        ] as [(fn(Fields) -> Fields, _); 13]
        {
            let code = issuer.code(&issuer.request(), person).await;
            let fields = change(good(&code));
            let answer = issuer.submit("oauth2/token", &fields, "").await;
            let (status, name) = error(answer).await;
            assert_eq!((status, name.as_str()), expected, "{:?}", fields.0);
        }
        let code = issuer.code(&issuer.request(), person).await;
        let guess = good(&code).with("code_verifier", other_verifier);
        let answer = issuer.submit("oauth2/token", &guess, "").await;
        assert_eq!(error(answer).await.1, "invalid_grant");
        let answer = issuer.submit("oauth2/token", &good(&code), "").await;
        let (_, name) = error(answer).await;
        assert_eq!(name, "invalid_grant", "there is no second guess");
    }
}

#[tokio::test]
async fn a_code_of_one_provider_is_nothing_at_another() {
    let env = TestEnv::start(1).await;
    let (national, post) = (Issuer::national(&env), Issuer::post(&env));
    let code = national.code(&national.request(), "nguyen-van-an").await;
    let answer = post.submit("oauth2/token", &post.exchange(&code), "").await;
    assert_eq!(error(answer).await.1, "invalid_grant");
}

#[tokio::test]
async fn a_client_authenticates_in_one_way() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let known = &*issuer.secret();
    for (id, secret, posted, expected) in [
        (CLIENT, known, false, Ok(())),
        (CLIENT, known, true, Err((400, "invalid_request"))),
        (CLIENT, "guessed", false, Err((401, "invalid_client"))),
        ("another", known, false, Err((401, "invalid_client"))),
    ] {
        let code = issuer.code(&issuer.request(), "nguyen-van-an").await;
        let mut fields = issuer.exchange(&code);
        if !posted {
            fields = fields.without("client_id").without("client_secret");
        }
        let post = env.client.post(issuer.at("oauth2/token"));
        let post = post.basic_auth(id, Some(secret)).form(&fields.0);
        let answer = post.send().await.expect("an answer");
        match expected {
            Ok(()) => assert_eq!(answer.status(), 200),
            Err((status, name)) => {
                let challenged = answer.headers().contains_key("www-authenticate");
                assert_eq!(challenged, status == 401);
                assert_eq!(error(answer).await, (status, name.to_owned()));
            }
        }
    }
}

#[tokio::test]
async fn using_a_code_twice_revokes_what_it_gave() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let code = issuer.code(&issuer.request(), "nguyen-van-an").await;
    let fields = issuer.exchange(&code);
    let answer = issuer.submit("oauth2/token", &fields, "").await;
    let tokens = answer.value().await;
    let access = text(&tokens, "access_token");
    assert_eq!(issuer.userinfo(access).await.status(), 200);
    let again = issuer.submit("oauth2/token", &fields, "").await;
    assert_eq!(error(again).await, (400, "invalid_grant".to_owned()));
    let refused = issuer.userinfo(access).await;
    let challenge = header(&refused, "www-authenticate");
    assert!(challenge.starts_with("Bearer ") && challenge.contains("invalid_token"));
    assert_eq!(refused.status(), 401);
}

#[tokio::test]
async fn codes_and_access_tokens_end() {
    let env = TestEnv::start(1).await;
    for issuer in Issuer::all(&env) {
        let person = match issuer.slug {
            "vietnam-post" => "bd-100001",
            "vneid" => "072090000017",
            _ => "nguyen-van-an",
        };
        let code = issuer.code(&issuer.request(), person).await;
        env.advance(60).await;
        let answer = issuer.redeem(&code).await;
        assert_eq!(error(answer).await.1, "invalid_grant");
        if issuer.slug == "national-sso" {
            let tokens = issuer.tokens(&issuer.request(), person).await;
            env.advance(300).await;
            let refused = issuer.userinfo(text(&tokens, "access_token")).await;
            assert_eq!(refused.status(), 401);
        }
        let path = format!("/sandbox/{}/oauth2/userinfo", issuer.slug);
        assert_eq!(env.get(&path).await.status(), 401);
    }
}
