//! Signing in where nothing goes wrong.

use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn the_portal_learns_who_signed_in() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let page = issuer.open(&issuer.request(), "").await;
    assert_eq!(page.status(), 200);
    let policy = header(&page, "content-security-policy");
    assert!(policy.contains(&format!("form-action 'self' {};", env.portal_url)));
    let page = page.body().await;
    for expected in [
        "Nguyễn Văn An",
        "Từ chối",
        "Môi trường thử nghiệm",
        r#"value="tr/ạng+thái&#38;1""#,
    ] {
        assert!(page.contains(expected), "{expected}");
    }

    let request = issuer.request().with("prompt", "none").with("max_age", "1");
    let tokens = issuer.tokens(&request, "nguyen-van-an").await;
    assert_eq!(tokens["token_type"], "Bearer");
    let claims = issuer.claims(&tokens).await;
    assert_eq!(claims["sub"], "nguyen-van-an");
    assert_eq!(claims["acr"], "LoA1");
    let user = issuer.user(&tokens).await;
    assert_eq!(
        user,
        json!({
            "sub": "nguyen-van-an",
            "TechID": "nguyen-van-an",
            "LoaiTaiKhoan": 1,
            "HoVaTen": "Nguyễn Văn An",
            "SoDinhDanh": "072090000017",
            "GioiTinh": 1,
            "DiaChi": "Phường Tân Ninh, tỉnh Tây Ninh",
            "SoDienThoai": "0900000017",
            "ThuDienTu": "an.nguyen@example.vn",
            "loAs": "LoA1",
        })
    );
}

#[tokio::test]
async fn everything_is_found_in_the_discovery_document() {
    let env = TestEnv::start(1).await;
    for issuer in [Issuer::national(&env), Issuer::post(&env)] {
        let path = format!("/sandbox/{}/.well-known/openid-configuration", issuer.slug);
        let document = env.json(&path).await;
        for (name, value) in [
            ("issuer", issuer.name()),
            ("authorization_endpoint", issuer.at("oauth2/authorize")),
            ("token_endpoint", issuer.at("oauth2/token")),
            ("userinfo_endpoint", issuer.at("oauth2/userinfo")),
            ("jwks_uri", issuer.at("oauth2/jwks")),
            ("end_session_endpoint", issuer.at("oidc/logout")),
        ] {
            assert_eq!(document[name], value);
        }
    }
    for path in [
        "oauth2/jwks",
        "oidc/logout",
        ".well-known/openid-configuration",
    ] {
        let answer = env.get(&format!("/sandbox/vneid/{path}")).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn vietnam_post_has_keys_people_and_claims_of_its_own() {
    let env = TestEnv::start(1).await;
    let (post, national) = (Issuer::post(&env), Issuer::national(&env));
    let tokens = post.tokens(&post.request(), "bd-100002").await;
    assert_eq!(post.claims(&tokens).await["sub"], "bd-100002");
    let of_post = env.json("/sandbox/vietnam-post/oauth2/jwks").await;
    let of_national = env.json("/sandbox/national-sso/oauth2/jwks").await;
    assert_ne!(of_post, of_national);
    let access = text(&tokens, "access_token");
    assert_eq!(national.userinfo(access).await.status(), 401);
    assert_eq!(
        post.user(&tokens).await,
        json!({
            "sub": "bd-100002",
            "name": "Võ Thị Hoa",
            "birthdate": "1992-05-20",
            "phone_number": "+84905111222",
            "phone_number_verified": true,
            "email": "hoa.vo@example.vn",
            "identity_number": "072192000066",
        })
    );
}

#[tokio::test]
async fn acr_tells_what_was_reached_and_not_what_was_asked() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    for (person, asked, second_factor, reached) in [
        ("nguyen-van-an", "LoA2", false, "LoA1"),
        ("nguyen-van-an", "LoA2", true, "LoA2"),
        ("nguyen-van-an", "LoA3", true, "LoA2"),
        ("le-minh-chau", "LoA3", true, "LoA3"),
        ("le-minh-chau", "LoA2", true, "LoA2"),
    ] {
        let mut request = issuer.request().with("acr_values", asked);
        if second_factor {
            request = request.with("second_factor", "on");
        }
        let tokens = issuer.tokens(&request, person).await;
        let claims = issuer.claims(&tokens).await;
        assert_eq!(claims["acr"], reached, "{person} {asked} {second_factor}");
        let user = issuer.user(&tokens).await;
        assert_eq!(user["loAs"], reached);
    }
}

#[tokio::test]
async fn whoever_is_signed_in_goes_on_without_signing_in_anew() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let as_an = issuer.request().with("person", "nguyen-van-an");
    let first = issuer.submit("oauth2/authorize", &as_an, "").await;
    let attributes = header(&first, "set-cookie");
    assert!(attributes.ends_with("Path=/sandbox/national-sso; HttpOnly; SameSite=Lax"));
    let page = issuer.open(&issuer.request(), &cookie(&first)).await;
    let page = page.body().await;
    assert!(page.contains("Tiếp tục với Nguyễn Văn An"));
    assert!(page.contains("Dùng tài khoản khác"));

    env.advance(600).await;
    let path = "oauth2/authorize";
    let again = issuer.submit(path, &as_an, &cookie(&first)).await;
    let stepped_up = as_an.clone().with("second_factor", "on");
    let anew = issuer.submit(path, &stepped_up, &cookie(&again)).await;
    let mut ages = Vec::new();
    for response in [&again, &anew] {
        let code = issuer.returned(response, "code");
        let answer = issuer.redeem(&code).await;
        let tokens = answer.value().await;
        let claims = text(&tokens, "id_token").split('.').nth(1).expect("claims");
        let claims = URL_SAFE_NO_PAD.decode(claims).expect("base64url");
        let claims: Value = serde_json::from_slice(&claims).expect("JSON");
        let second = |name: &str| claims[name].as_i64().expect("a time");
        ages.push(second("iat") - second("auth_time"));
    }
    assert!(ages[0] >= 600 && ages[1] < 600, "{ages:?}");
    let stale = issuer.open(&issuer.request(), &cookie(&first)).await;
    assert!(!stale.body().await.contains("Tiếp tục với"));
}

#[tokio::test]
async fn accounts_are_as_incomplete_as_they_are() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    let added = json!({
        "sub": "moi", "name": "<b>Mới</b>", "passport": "C1234567", "birth_date": "2000-01-31", "level": 3,
    });
    let path = "/sandbox/identity-provider/national-sso/people";
    let answer = env.post(path, &added).await;
    assert_eq!(answer.status(), 201);
    let page = issuer.open(&issuer.request(), "").await.body().await;
    assert!(page.contains("&#60;b&#62;Mới&#60;/b&#62;"));
    // What is null is not there.
    let people = json!({
        "dang-van-khoi": { "SoDinhDanh": "072088000074", "SoDienThoai": null, "ThuDienTu": null },
        "huynh-thi-lan": { "SoCMND": "290123456", "SoDinhDanh": null, "ThuDienTu": null },
        "tay-ninh-xanh": {
            "LoaiTaiKhoan": 2, "TenDoanhNghiep": "Công ty TNHH Tây Ninh Xanh", "MaSoThue": "3900123458",
            "MaSoDoanhNghiep": "3900123458", "SoDinhDanh": null, "SoCMND": null,
        },
        "thieu-giay-to": { "LoaiTaiKhoan": 1, "SoDinhDanh": null, "SoCMND": null, "HoChieu": null },
        "moi": { "HoChieu": "C1234567", "SoDinhDanh": null, "GioiTinh": null },
    });
    for (person, expected) in people.as_object().expect("an object") {
        let tokens = issuer.tokens(&issuer.request(), person).await;
        let user = issuer.user(&tokens).await;
        for (name, value) in expected.as_object().expect("an object") {
            let given = Some(value).filter(|value| !value.is_null());
            assert_eq!(user.get(name), given, "{person} {name}");
        }
    }
    for wrong in [
        json!({ "sub": "", "name": "Mới" }),
        json!({ "sub": "moi", "name": "Mới", "level": 4 }),
        json!({ "sub": "moi", "name": "Mới", "ngay_sinh": "2000-01-31" }),
    ] {
        let answer = env.post(path, &wrong).await;
        assert_eq!(answer.status(), 422, "{wrong}");
    }
}
