//! What is said to whom in which language.

use crate::{
    registration::{self, PHONE},
    support::{AN, Portal, one_copy, one_time_code},
};

/// Whether a text has letters that English has not.
fn is_vietnamese(text: &str) -> bool {
    text.chars()
        .any(|letter| letter.is_alphabetic() && !letter.is_ascii())
}

#[tokio::test]
async fn a_problem_is_told_in_the_language_of_the_request() {
    let portal = Portal::start().await;
    let missing = "/api/v1/procedures/9.999999";
    let vietnamese = portal.browser().get(missing).await;
    assert_eq!(vietnamese.header("content-language"), "vi");
    assert!(is_vietnamese(&vietnamese.problem().title));

    let english = portal.browser().in_english().get(missing).await;
    assert_eq!(english.header("content-language"), "en");
    assert!(!is_vietnamese(english.text()), "{}", english.text());
    assert_eq!(english.problem().code, vietnamese.problem().code);

    // Programs that keep no cookies say so in the address.
    let asked = portal.browser().get(&format!("{missing}?lang=en")).await;
    assert_eq!(asked.body, english.body);
    let session = portal.browser().get("/api/v1/session?lang=en").await;
    assert_eq!(
        (session.status, session.header("content-language")),
        (200, "en")
    );
}

#[tokio::test]
async fn fields_are_judged_in_english() {
    let portal = Portal::start().await;
    let browser = portal.browser().in_english();
    registration::start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    let wrong = registration::other_than(&code);
    for (typed, said) in [
        ("", "Enter the one-time code."),
        ("12x", "The one-time code must have 6 digits."),
        (wrong, "The code is not right. You have 4 attempts left."),
        (wrong, "The code is not right. You have 3 attempts left."),
        (wrong, "The code is not right. You have 2 attempts left."),
        (wrong, "The code is not right. You have 1 attempt left."),
        (
            wrong,
            "The code is not right and you have no attempts left. Select “Send a new code” to get a new one.",
        ),
    ] {
        let problem = registration::verify(&browser, typed)
            .await
            .expect_err("no code");
        assert_eq!(problem.message_for("code"), Some(said));
        assert!(!is_vietnamese(&problem.title), "{problem:?}");
    }
}

#[tokio::test]
async fn text_messages_are_in_the_language_of_who_asked_for_them() {
    let portal = Portal::start().await;
    registration::start(&portal.browser().in_english()).await;
    let texts = portal.texts_to(PHONE).await;
    assert!(texts[0].contains("is your code to register"), "{texts:?}");
    assert!(one_time_code(&texts[0]).is_some());

    registration::start(&portal.browser()).await;
    let texts = portal.texts_to(PHONE).await;
    assert!(texts[0].contains("la ma OTP de dang ky"), "{texts:?}");
}

#[tokio::test]
async fn a_refusal_that_outlives_its_request_is_still_told_in_english() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await.in_english();
    let filed = an.file(one_copy()).await;
    portal.fault("create", "refuse", 1).await;
    let problem = an.choose(filed.order.id).await.expect_err("maintenance");
    assert_eq!(problem.status, 503);
    assert_eq!(problem.title, "We could not connect to the payment method.");
    assert!(problem.detail.is_some_and(|detail| !is_vietnamese(&detail)));
    // What providers and receipts read stays Vietnamese.
    assert!(is_vietnamese(&filed.order.text), "{}", filed.order.text);
}
