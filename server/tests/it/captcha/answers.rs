//! A captcha that needs no eyes: a number that has to be worked for.

use crate::support::{AN, Client, Portal};
use app::{
    api::{
        Empty, Problem,
        accounts::{SignInInput, StartSignIn},
        captchas::{
            CaptchaPath, CreateQuestionCaptcha, CreateWorkCaptcha, QuestionCaptcha, RenewCaptcha,
            WorkCaptcha,
        },
        verifications::Verification,
    },
    proof_of_work::leading_zeros,
};
use server::account::demonstration::PASSWORD;
use time::Duration;

async fn asked(browser: &Client) -> WorkCaptcha {
    let captcha = browser.call::<CreateWorkCaptcha>((), Empty {}).await;
    captcha.expect("work")
}

/// The first number of the wanted kind.
fn number(captcha: &WorkCaptcha, enough: bool) -> String {
    let zeros = |number: &u64| leading_zeros(&format!("{}:{number}", captcha.id));
    (0..)
        .find(|number| (zeros(number) >= u32::from(captcha.bits)) == enough)
        .expect("numbers do not end")
        .to_string()
}

async fn sign_in(
    browser: &Client,
    captcha: &WorkCaptcha,
    number: &str,
) -> Result<Verification, Problem> {
    let input = SignInInput {
        identity_number: AN.identity_number.into(),
        password: PASSWORD.into(),
        captcha_id: captcha.id.to_string(),
        captcha: number.into(),
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.call::<StartSignIn>((), input).await
}

#[tokio::test]
async fn work_stands_in_for_the_picture_once_and_in_time() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let captcha = asked(&browser).await;
    let right = number(&captcha, true);
    sign_in(&browser, &captcha, &format!(" {right} "))
        .await
        .expect("worked for");
    let again = sign_in(&browser, &captcha, &right)
        .await
        .expect_err("used up");
    assert!(again.message_for("captcha").is_some());

    let late = asked(&browser).await;
    let right = number(&late, true);
    portal.advance(Duration::minutes(6));
    let refused = sign_in(&browser, &late, &right)
        .await
        .expect_err("too late");
    let said = refused.message_for("captcha").expect("a message");
    assert!(said.contains("hoặc xác minh lại"), "{said}");
}

#[tokio::test]
async fn characters_may_be_typed_in_groups() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (id, read) = browser.captcha().await;
    let (head, tail) = read.split_at(3);
    let grouped = format!(" {head} {}\u{a0}", tail.to_lowercase());
    let picture = WorkCaptcha { id, bits: 0 };
    sign_in(&browser, &picture, &grouped).await.expect("read");
}

#[tokio::test]
async fn what_was_not_worked_for_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for guess in ["-1", "1e9", "٣", "x", "99999999999999999999999"] {
        let captcha = asked(&browser).await;
        let refused = sign_in(&browser, &captcha, guess).await.expect_err(guess);
        let said = refused.message_for("captcha").expect(guess);
        assert!(said.contains("trên thiết bị này"), "{guess}: {said}");
    }
    let (one, other) = (asked(&browser).await, asked(&browser).await);
    let lazy = number(&one, false);
    assert!(sign_in(&browser, &one, &lazy).await.is_err());
    let of_another = number(&one, true);
    assert!(
        sign_in(&browser, &other, &of_another).await.is_err(),
        "work for another captcha"
    );
}

#[tokio::test]
async fn what_keyboards_add_is_no_part_of_the_characters() {
    let portal = Portal::start().await;
    for (at, put) in [
        |read: &str| read.to_uppercase(),
        |read: &str| format!(" {} {} ", &read[..2], &read[2..]),
        |read: &str| format!("\u{202d}{read}\u{202c}"),
        |read: &str| format!("{}\u{200b}{}.", &read[..3], &read[3..]),
        |read: &str| format!("{}\u{2011}{}", &read[..3], &read[3..]),
    ]
    .into_iter()
    .enumerate()
    {
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        let (id, read) = browser.captcha().await;
        let picture = WorkCaptcha { id, bits: 0 };
        let typed = put(&read);
        sign_in(&browser, &picture, &typed).await.expect(&typed);
    }
}

async fn asked_in_words(browser: &Client) -> QuestionCaptcha {
    let captcha = browser.call::<CreateQuestionCaptcha>((), Empty {}).await;
    captcha.expect("a question")
}

#[tokio::test]
async fn who_sees_no_picture_and_has_no_scripts_answers_a_question_ten_times() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let answered = async |put: fn(String) -> String| {
        let captcha = asked_in_words(&browser).await;
        assert!(
            captcha.question.starts_with("Nhập bằng chữ số: "),
            "{captcha:?}"
        );
        let answer = put(captcha.demo_answer.expect("a demonstration"));
        let asked = WorkCaptcha {
            id: captcha.id,
            bits: 0,
        };
        sign_in(&browser, &asked, &answer).await
    };
    let refused = answered(|right| format!("{right}1")).await;
    let refused = refused.expect_err("wrong");
    assert!(
        refused
            .message_for("captcha")
            .is_some_and(|said| said.contains("câu hỏi mới")),
        "{refused:?}"
    );
    for _ in 0..9 {
        answered(|right| format!("{} {}", &right[..2], &right[2..]))
            .await
            .expect("right");
    }
    answered(|right| right).await.expect("the tenth");
    let refused = answered(|right| right).await.expect_err("the eleventh");
    assert_eq!(refused.status, 429);
    assert!(refused.detail.is_some_and(|when| when.contains("giây")));
}

#[tokio::test]
async fn an_answer_left_out_is_asked_for_in_words_of_its_own() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let question = asked_in_words(&browser).await.id;
    let (picture, _) = browser.captcha().await;
    for (id, said) in [
        (question, "Trả lời câu hỏi bằng chữ số."),
        (picture, "Nhập sáu ký tự trong hình."),
    ] {
        let captcha = WorkCaptcha { id, bits: 0 };
        let refused = sign_in(&browser, &captcha, " ").await.expect_err(said);
        assert_eq!(refused.message_for("captcha"), Some(said));
    }
}

#[tokio::test]
async fn an_open_page_renews_its_captcha_for_half_an_hour() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let renew = async |id| {
        browser
            .call::<RenewCaptcha>(CaptchaPath { id }, Empty {})
            .await
    };
    let (id, read) = browser.captcha().await;
    for _ in 0..6 {
        portal.advance(Duration::minutes(4));
        renew(id).await.expect("in time");
    }
    portal.advance(Duration::minutes(4));
    assert_eq!(renew(id).await.expect_err("half an hour").status, 404);
    let picture = WorkCaptcha { id, bits: 0 };
    sign_in(&browser, &picture, &read)
        .await
        .expect("until then");
    assert_eq!(renew(id).await.expect_err("answered").status, 404);

    let (late, _) = browser.captcha().await;
    portal.advance(Duration::minutes(5));
    assert_eq!(renew(late).await.expect_err("too late").status, 404);
    assert_eq!(
        renew(uuid::Uuid::nil()).await.expect_err("none").status,
        404
    );
}

/// A page is walked several times until all is there that it waits for.
#[tokio::test]
async fn a_page_makes_one_captcha_however_often_it_is_walked() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (path, before) in [
        ("/dang-ky/cong-dan/thue-bao-di-dong", 0_i64),
        ("/dang-ky/doanh-nghiep/thue-bao-di-dong", 1),
        ("/dang-ky/cong-dan/thue-bao-di-dong?sua=1", 2),
        ("/quen-mat-khau", 3),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let made: i64 = portal
            .one(
                "select count(*) from captchas where id is distinct from $1",
                None::<uuid::Uuid>,
            )
            .await;
        assert_eq!(made, before + 1, "{path}");
    }
}
