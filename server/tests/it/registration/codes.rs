//! The one-time code: how often it may be tried, how long it lives, how it is sent.

use super::{PASSWORD, PHONE, details, other_than, password, start, verify};
use crate::support::{Client, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::{CompleteRegistration, RegistrationInput, StartRegistration},
    verifications::{
        GetTypedFields, GetVerification, ResendCode, VerificationKind, VerificationPath,
    },
};
use time::Duration;

#[tokio::test]
async fn after_five_wrong_codes_even_the_right_one_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    for malformed in ["", "12345", "1234567", "abcdef"] {
        let problem = verify(&browser, malformed).await.expect_err(malformed);
        assert!(problem.message_for("code").is_some());
    }
    for left in [4, 3, 2, 1, 0] {
        verify(&browser, other_than(&code))
            .await
            .expect_err("a wrong code");
        let verification = browser
            .call::<GetVerification>(
                VerificationPath {
                    kind: VerificationKind::Registration,
                },
                Empty {},
            )
            .await
            .expect("the flow");
        assert_eq!(verification.tries_left, left);
    }
    let problem = verify(&browser, &code)
        .await
        .expect_err("no tries are left");
    assert!(problem.message_for("code").is_some());
    let early = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("nothing was verified");
    assert_eq!(early.status, 409);
}

#[tokio::test]
async fn wrong_codes_sent_at_once_do_not_share_a_try() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    let wrong = other_than(&code);
    let sent = (0..12).map(|_| verify(&browser, wrong));
    let answers = futures::future::join_all(sent).await;
    assert!(answers.iter().all(Result::is_err));
    verify(&browser, &code)
        .await
        .expect_err("twelve tries were made");
}

#[tokio::test]
async fn a_code_dies_after_five_minutes() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    portal.advance(Duration::minutes(5));
    let problem = verify(&browser, &code).await.expect_err("an old code");
    assert!(problem.message_for("code").is_some());
}

const PATH: VerificationPath = VerificationPath {
    kind: VerificationKind::Registration,
};

/// What is said of a code, and how many tries are left then.
async fn told(browser: &Client, code: &str) -> (String, u32) {
    let problem = verify(browser, code).await.expect_err(code);
    let said = problem.message_for("code").expect("a message").to_owned();
    let shown = browser.call::<GetVerification>(PATH, Empty {}).await;
    (said, shown.expect("the flow").tries_left)
}

#[tokio::test]
async fn another_code_can_be_had_after_a_minute() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    portal.code_sent_to(PHONE).await;
    portal.advance(Duration::seconds(59));
    let early = browser
        .call::<ResendCode>(PATH, Empty {})
        .await
        .expect_err("59 seconds are not 60");
    assert_eq!((early.status, early.retry_after_s), (429, Some(1)));
    assert!(early.title.contains("sau 1 giây"), "{}", early.title);

    portal.advance(Duration::seconds(1));
    let verification = browser
        .call::<ResendCode>(PATH, Empty {})
        .await
        .expect("another code");
    assert_eq!(verification.resend_after_s, 60);
    let second = portal.code_sent_to(PHONE).await;
    verify(&browser, &second).await.expect("the second code");
}

#[tokio::test]
async fn the_first_code_stays_good_for_its_five_minutes_and_says_that_it_is_late_after_them() {
    for (seconds, is_good) in [(61, true), (299, true), (300, false), (359, false)] {
        let portal = Portal::start().await;
        let browser = portal.browser();
        start(&browser).await;
        let first = portal.code_sent_to(PHONE).await;
        portal.advance(Duration::seconds(60));
        browser
            .call::<ResendCode>(PATH, Empty {})
            .await
            .expect("another code");
        let second = portal.code_sent_to(PHONE).await;
        portal.advance(Duration::seconds(seconds - 60));
        if is_good {
            let spaced = format!("{}-{}.", &first[..3], &first[3..]);
            verify(&browser, &spaced).await.expect("the first code");
            continue;
        }
        let (said, left) = told(&browser, &first).await;
        assert!(
            said.contains("đã hết hạn") && said.contains("mới nhất"),
            "{said}"
        );
        assert_eq!(left, 5, "late ones cost nothing");
        verify(&browser, &second).await.expect("the second code");
    }
}

#[tokio::test]
async fn tries_are_for_each_code_and_wrong_ones_take_from_all_that_are_good() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let first = portal.code_sent_to(PHONE).await;
    for _ in 0..5 {
        let (said, _) = told(&browser, other_than(&first)).await;
        assert!(said.starts_with("Mã chưa đúng"), "{said}");
    }
    let (said, left) = told(&browser, &first).await;
    assert!(
        said.contains("sai 5 lần") && said.contains("Gửi lại OTP"),
        "{said}"
    );
    assert_eq!(left, 0);
    portal.advance(Duration::minutes(1));
    browser
        .call::<ResendCode>(PATH, Empty {})
        .await
        .expect("another code");
    let second = portal.code_sent_to(PHONE).await;
    let (said, left) = told(&browser, &first).await;
    assert!(said.contains("nhập sai 5 lần"), "{said}");
    assert_eq!(left, 5, "and one that was tried too often costs nothing");
    let third = ["000002", "000003", "000004"]
        .into_iter()
        .find(|code| *code != first && *code != second)
        .expect("another");
    assert_eq!(told(&browser, third).await.1, 4);
    verify(&browser, &second).await.expect("the second code");
}

#[tokio::test]
async fn a_code_of_the_request_before_says_so_in_the_next() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let before = portal.code_sent_to(PHONE).await;
    start(&browser).await;
    let now = portal.code_sent_to(PHONE).await;
    if before != now {
        let (said, left) = told(&browser, &before).await;
        assert!(said.contains("lần yêu cầu trước"), "{said}");
        assert_eq!(left, 5);
    }
    verify(&browser, &now).await.expect("the code of this one");
    assert_eq!(portal.count("select count(*) from verifications").await, 1);
}

#[tokio::test]
async fn a_text_message_ends_with_what_telephones_fill_in() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let text = portal.texts_to(PHONE).await.remove(0);
    let code = portal.code_sent_to(PHONE).await;
    let host = portal
        .app
        .config
        .public_url
        .parse::<http::Uri>()
        .expect("an address");
    let host = host.host().expect("a host");
    assert_eq!(
        text.lines().last(),
        Some(format!("@{host} #{code}").as_str())
    );
    assert!(text.is_ascii() && text.len() <= 160, "{text}");
}

#[tokio::test]
async fn a_number_that_was_typed_wrong_is_changed_and_nothing_else_is_typed_again() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let begun = start(&browser).await;
    assert_eq!(
        begun.change_page,
        "/dang-ky/cong-dan/thue-bao-di-dong?sua=1"
    );
    let code_page = browser.get("/dang-ky/ma-otp").await;
    assert!(
        code_page.text().contains(&begun.change_page),
        "{}",
        code_page.text()
    );
    let typed = browser
        .call::<GetTypedFields>(PATH, Empty {})
        .await
        .expect("what was typed");
    let field = |name: &str| typed.fields.iter().find(|field| field.name == name);
    for (name, value) in [
        ("identity_number", "072085001234"),
        ("full_name", "Lê Thị Hồng Ánh"),
        ("birth_date", "05/09/1985"),
        ("phone", PHONE),
        ("email", "anh@example.vn"),
        ("terms:bool", "on"),
    ] {
        assert_eq!(field(name).map(|field| field.value.as_str()), Some(value));
    }
    let form = browser.get(&begun.change_page).await;
    for value in [
        "072085001234",
        "Lê Thị Hồng Ánh",
        "05/09/1985",
        PHONE,
        "anh@example.vn",
    ] {
        assert!(
            form.text().contains(&format!(r#"value="{value}""#)),
            "{value}"
        );
    }
    // Neither without asking, nor in another browser.
    let plain = browser.get("/dang-ky/cong-dan/thue-bao-di-dong").await;
    assert!(!plain.text().contains("Lê Thị Hồng Ánh"));
    let stranger = portal.browser();
    let refused = stranger.call::<GetTypedFields>(PATH, Empty {}).await;
    assert_eq!(refused.expect_err("nothing was typed there").status, 410);
    let empty = stranger.get(&begun.change_page).await;
    assert_eq!(empty.status, 200);
    assert!(!empty.text().contains("Lê Thị Hồng Ánh"));

    let input = RegistrationInput {
        phone: "0912345679".to_owned(),
        ..details(&browser).await
    };
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("the right number");
    let code = portal.code_sent_to("0912345679").await;
    verify(&browser, &code).await.expect("its code");
    let refused = browser.call::<GetTypedFields>(PATH, Empty {}).await;
    assert_eq!(refused.expect_err("the code was given").status, 410);
}

#[tokio::test]
async fn many_who_ask_for_another_code_at_once_all_get_one() {
    let portal = Portal::start().await;
    let mut browsers = Vec::new();
    for number in 0..12 {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        let input = RegistrationInput {
            phone: format!("09123456{number:02}"),
            ..details(&browser).await
        };
        browser
            .call::<StartRegistration>((), input)
            .await
            .expect("a registration");
        browsers.push(browser);
    }
    portal.advance(Duration::minutes(1));
    let asked = browsers.iter().map(|browser| {
        browser.call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
    });
    for answer in futures::future::join_all(asked).await {
        assert_eq!(answer.expect("another code").resend_after_s, 60);
    }
}

#[tokio::test]
async fn who_asks_for_another_code_twice_at_once_gets_one() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    portal.advance(Duration::minutes(1));
    let ask = || {
        browser.call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
    };
    let (one, other) = futures::future::join(ask(), ask()).await;
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(portal.texts_to(PHONE).await.len(), 2);
}

#[tokio::test]
async fn a_text_that_the_gateway_refused_is_sent_later_and_one_that_it_took_is_not_sent_twice() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for fault in ["http_500", "refuse"] {
        portal.fault("sms", fault, 1).await;
    }
    start(&browser).await;
    assert!(portal.texts_to(PHONE).await.is_empty());
    for seconds in [1, 2] {
        portal.advance(Duration::seconds(seconds));
        portal.run_jobs().await;
    }
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    portal.advance(Duration::minutes(20));
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    assert_eq!(portal.count("select count(*) from jobs").await, 0);
}

#[tokio::test]
async fn one_phone_is_not_flooded_with_codes() {
    let portal = Portal::start().await;
    for number in 0..12 {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        start(&browser).await;
    }
    assert_eq!(portal.texts_to(PHONE).await.len(), 10, "in silence");
    let browser = portal.browser_at("203.0.113.99");
    for _ in 0..5 {
        start(&browser).await;
    }
    let input = details(&browser).await;
    let problem = browser
        .call::<StartRegistration>((), input)
        .await
        .expect_err("the sixth from there within an hour");
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    assert!(problem.retry_after_s.is_some_and(|seconds| seconds > 0));
    assert_eq!(portal.texts_to(PHONE).await.len(), 10);
}
