//! The picture is one gate of several: work besides, unseen, and limits.

use crate::support::{Client, Portal};
use app::{
    api::{
        Empty, Problem,
        captchas::{Captcha, CreateCaptcha},
        recovery::{PasswordRecoveryInput, StartPasswordRecovery},
        verifications::Verification,
    },
    proof_of_work::leading_zeros,
};

/// Two people, as recoveries of one name are limited as well.
const ONE: &str = "072085001234";
const ANOTHER: &str = "072085001235";

async fn shown(browser: &Client) -> Captcha {
    let captcha = browser.call::<CreateCaptcha>((), Empty {}).await;
    captcha.expect("a captcha")
}

/// What a browser with scripts finds for it.
fn worked_for(captcha: &Captcha) -> String {
    (0_u64..)
        .find(|number| {
            leading_zeros(&format!("{}:{number}", captcha.id)) >= u32::from(captcha.work_bits)
        })
        .expect("numbers do not end")
        .to_string()
}

async fn recover(
    browser: &Client,
    identity_number: &str,
    captcha_id: String,
    captcha: String,
    captcha_work: String,
) -> Result<Verification, Problem> {
    let input = PasswordRecoveryInput {
        identity_number: identity_number.to_owned(),
        captcha_id,
        captcha,
        captcha_work,
    };
    browser.call::<StartPasswordRecovery>((), input).await
}

#[tokio::test]
async fn without_work_an_address_has_thirty_answers_and_with_it_no_such_limit() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let unworked = async |at: usize| {
        let captcha = shown(&browser).await;
        let read = captcha.demo_answer.expect("a demonstration");
        // Somebody else each time, as tries of one name are limited as well.
        let number = format!("0720850{at:05}");
        recover(
            &browser,
            &number,
            captcha.id.to_string(),
            read,
            String::new(),
        )
        .await
    };
    // Codes asked for from one address end sooner, with the same status: what the captcha let through takes of them.
    let let_through =
        "select 20 - floor(tokens)::bigint from rate_limits where key like 'code-address:%'";
    for at in 0..20 {
        unworked(at).await.expect("read");
    }
    assert_eq!(portal.count(let_through).await, 20);
    portal
        .execute("delete from rate_limits where key like 'code-address:%'")
        .await
        .expect("as if no code had been asked for");
    for at in 20..30 {
        unworked(at).await.expect("read");
    }
    assert_eq!(portal.count(let_through).await, 10);
    let refused = unworked(30).await.expect_err("the thirty-first");
    assert_eq!(refused.status, 429);
    assert_eq!(
        portal.count(let_through).await,
        10,
        "the captcha refused it"
    );
    assert_eq!(
        portal
            .count("select count(*) from rate_limits where key like 'captcha-without-work:%' and tokens < 1")
            .await,
        1
    );
    let elsewhere = portal.browser_at("203.0.113.200");
    let captcha = shown(&elsewhere).await;
    let read = captcha.demo_answer.clone().expect("a demonstration");
    let number = worked_for(&captcha);
    recover(&elsewhere, ANOTHER, captcha.id.to_string(), read, number)
        .await
        .expect("read and worked for");
    assert_eq!(
        portal
            .count("select count(*) from rate_limits where key like 'captcha-without-work:%'")
            .await,
        1,
        "an answer that was worked for takes nothing"
    );
}

#[tokio::test]
async fn work_grows_with_what_an_address_asks_and_not_for_its_neighbours() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert_eq!(shown(&browser).await.work_bits, 16);
    let mut last = 0;
    for _ in 0..60 {
        last = shown(&browser).await.work_bits;
    }
    assert_eq!(last, 20);
    let neighbour = portal.browser_at("203.0.113.200");
    assert_eq!(shown(&neighbour).await.work_bits, 16);
}

#[tokio::test]
async fn wrong_answers_make_work_where_they_come_from_and_nowhere_else() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let captcha = async || shown(&browser).await;
    let mut last = captcha().await;
    for _ in 0..5 {
        let wrong = "-".to_owned();
        let refused = recover(&browser, ONE, last.id.to_string(), wrong, String::new()).await;
        assert!(refused.is_err());
        last = captcha().await;
    }
    assert_eq!(last.work_bits, 16, "people read wrong as well");
    for _ in 0..15 {
        let wrong = "-".to_owned();
        let refused = recover(&browser, ONE, last.id.to_string(), wrong, String::new()).await;
        assert!(refused.is_err());
        last = captcha().await;
    }
    assert_eq!(last.work_bits, 16 + 2 + 2);
    let neighbour = portal.browser_at("203.0.113.200");
    assert_eq!(shown(&neighbour).await.work_bits, 16);
}

#[tokio::test]
async fn a_portal_without_pictures_lets_work_in_and_a_browser_without_scripts_a_few_times() {
    let portal = Portal::with(&[("CAPTCHA_PICTURE", "off")]).await;
    let browser = portal.browser();
    let captcha = shown(&browser).await;
    assert_eq!(
        (captcha.image.as_str(), captcha.demo_answer.as_deref()),
        ("", None)
    );
    let number = worked_for(&captcha);
    recover(
        &browser,
        ONE,
        captcha.id.to_string(),
        "-".to_owned(),
        number,
    )
    .await
    .expect("worked for");
    let page = browser.get("/quen-mat-khau").await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains(r#"name="captcha" value="-""#),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("data:image"));

    let natively = portal.browser_at("203.0.113.200");
    let captcha = shown(&natively).await;
    recover(
        &natively,
        ONE,
        captcha.id.to_string(),
        "-".to_owned(),
        String::new(),
    )
    .await
    .expect("without scripts");
}

#[tokio::test]
async fn the_picture_is_a_png_of_points() {
    let portal = Portal::start().await;
    let captcha = shown(&portal.browser()).await;
    assert!(
        captcha
            .image
            .starts_with("data:image/png;base64,iVBORw0KGgo")
    );
    assert!(
        captcha.image.len() < 12_000,
        "{} bytes",
        captcha.image.len()
    );
}
