//! Where requests come from, and how much one address may do.

use crate::support::{AN, Citizen, Client, Portal};
use app::api::{
    Endpoint, Problem,
    accounts::{
        CompleteRegistration, NewPasswordInput, OneTimeCodeInput, RegistrationInput, SignInInput,
        StartRegistration, StartSignIn, VerifyRegistration, VerifySignIn,
    },
    tracking::{TrackDossier, TrackingInput},
    verifications::Verification,
};
use server::account::demonstration::PASSWORD;
use time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Questions about dossiers that one address may ask at once.
const QUESTIONS: u32 = 30;
/// Codes that it may ask for at once.
const CODES: u32 = 20;
const OWN_PASSWORD: &str = "Mật khẩu dài 2026";

/// A dossier that nobody has, another for each number.
fn question(number: u32) -> TrackingInput {
    TrackingInput {
        reference: format!("{}", 900_000 + number),
        phone_digits: "1234".to_owned(),
    }
}

async fn ask(browser: &Client, number: u32) -> u16 {
    browser
        .answer::<TrackDossier>((), question(number))
        .await
        .status
}

/// Asks with these lines of `X-Forwarded-For`, byte for byte.
async fn ask_with_lines(portal: &Portal, lines: &[&str], number: u32) -> u16 {
    let address = portal.url.strip_prefix("http://").expect("an address");
    let body = serde_json::to_string(&question(number)).expect("JSON");
    let said: String = lines
        .iter()
        .map(|line| format!("X-Forwarded-For: {line}\r\n"))
        .collect();
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\n{said}Content-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        TrackDossier::PATH,
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.expect("the portal");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.strip_prefix("HTTP/1.1 ").expect("a status line");
    status[..3].parse().expect("a status")
}

#[tokio::test]
async fn an_address_that_a_browser_makes_up_does_not_get_it_around_a_limit() {
    let portal = Portal::start().await;
    let spellings = [
        "198.51.100.1",
        "198.51.100.1:4711",
        "\"198.51.100.1:4711\"",
        "::ffff:198.51.100.1",
        "[::ffff:198.51.100.1]:4711",
        "6.6.6.6, 198.51.100.1",
        "6.6.6.6, 198.51.100.1, 127.0.0.1",
    ];
    for number in 0..QUESTIONS {
        let made_up = format!("6.6.6.{number}");
        let spelt = spellings[number as usize % spellings.len()];
        let status = ask_with_lines(&portal, &[&made_up, spelt], number).await;
        assert_eq!(status, 404, "{made_up} {spelt}");
    }
    for spelt in spellings {
        let status = ask_with_lines(&portal, &["6.6.6.99", spelt], 99).await;
        assert_eq!(status, 429, "{spelt}");
    }
    let other = ask_with_lines(&portal, &["198.51.100.1", "198.51.100.2"], 99).await;
    assert_eq!(other, 404, "another browser behind the same proxy");
}

#[tokio::test]
async fn what_no_trusted_proxy_says_is_ignored() {
    let portal = Portal::with(&[("TRUST_FORWARDED_FOR", "192.0.2.0/24")]).await;
    for number in 0..QUESTIONS {
        let browser = portal.browser_at(&format!("6.6.6.{number}"));
        assert_eq!(ask(&browser, number).await, 404);
    }
    assert_eq!(ask(&portal.browser_at("6.6.6.99"), 99).await, 429);
}

#[tokio::test]
async fn a_customer_with_a_whole_network_of_ipv6_counts_once() {
    let portal = Portal::start().await;
    for number in 0..QUESTIONS {
        let browser = portal.browser_at(&format!("2001:db8:0:1:{number:x}::7"));
        assert_eq!(ask(&browser, number).await, 404);
    }
    let same = portal.browser_at("2001:db8:0:1:ffff:ffff:ffff:ffff");
    assert_eq!(ask(&same, 99).await, 429);
    let neighbour = portal.browser_at("2001:db8:0:2::7");
    assert_eq!(ask(&neighbour, 99).await, 404);
}

fn identity_number(person: u32) -> String {
    format!("072085{:06}", 100_000 + person)
}

fn phone(person: u32) -> String {
    format!("09123{person:05}")
}

/// Asks for a code, as somebody who registers.
async fn begin(browser: &Client, person: u32) -> Result<Verification, Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = RegistrationInput {
        identity_number: identity_number(person),
        full_name: "Lê Thị Hồng Ánh".to_owned(),
        birth_date: "05/09/1985".to_owned(),
        phone: phone(person),
        captcha_id: captcha_id.to_string(),
        captcha,
        terms: true,
        ..RegistrationInput::default()
    };
    browser.call::<StartRegistration>((), input).await
}

async fn register(portal: &Portal, browser: &Client, person: u32) -> Result<(), Problem> {
    begin(browser, person).await?;
    let code = portal.code_sent_to(&phone(person)).await;
    browser
        .call::<VerifyRegistration>((), OneTimeCodeInput { code })
        .await?;
    let input = NewPasswordInput {
        password: OWN_PASSWORD.to_owned(),
        repeated: OWN_PASSWORD.to_owned(),
    };
    browser.call::<CompleteRegistration>((), input).await?;
    Ok(())
}

async fn sign_in(
    portal: &Portal,
    browser: &Client,
    (identity_number, password, phone): (&str, &str, &str),
) -> Result<(), Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = SignInInput {
        identity_number: identity_number.to_owned(),
        password: password.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.call::<StartSignIn>((), input).await?;
    let code = portal.code_sent_to(phone).await;
    browser
        .call::<VerifySignIn>((), OneTimeCodeInput { code })
        .await?;
    Ok(())
}

async fn sign_in_as(portal: &Portal, browser: &Client, citizen: Citizen) {
    let known = (citizen.identity_number, PASSWORD, citizen.phone);
    sign_in(portal, browser, known).await.expect("signed in");
}

/// How many codes a browser is given before it is refused.
async fn codes_until_refused(browser: &Client, first: u32) -> u32 {
    for asked in 0..1000 {
        match begin(browser, first + asked).await {
            Ok(_) => {}
            Err(refused) => {
                assert_eq!(refused.status, 429, "{refused:?}");
                return asked;
            }
        }
    }
    panic!("never refused");
}

#[tokio::test]
async fn a_hundred_citizens_of_one_office_register_and_sign_in_within_an_hour() {
    let portal = Portal::start().await;
    for person in 0..100 {
        portal.advance(Duration::seconds(36));
        register(&portal, &portal.browser(), person)
            .await
            .unwrap_or_else(|refused| panic!("citizen {person} registers: {refused:?}"));
        let (number, phone) = (identity_number(person), phone(person));
        sign_in(&portal, &portal.browser(), (&number, OWN_PASSWORD, &phone))
            .await
            .unwrap_or_else(|refused| panic!("citizen {person} signs in: {refused:?}"));
    }
}

#[tokio::test]
async fn an_address_from_which_nobody_ever_signs_in_stays_at_the_small_limit() {
    let portal = Portal::start().await;
    assert_eq!(codes_until_refused(&portal.browser(), 0).await, CODES);
    let elsewhere = portal.browser_at("203.0.113.8");
    begin(&elsewhere, 500).await.expect("another address");
}

#[tokio::test]
async fn an_account_earns_its_address_something_once_and_for_a_day() {
    let portal = Portal::start().await;
    for _ in 0..2 {
        sign_in_as(&portal, &portal.browser(), AN).await;
        portal.advance(Duration::minutes(1));
    }
    assert_eq!(codes_until_refused(&portal.browser(), 0).await, CODES + 4);
    portal.advance(Duration::days(1));
    assert_eq!(codes_until_refused(&portal.browser(), 100).await, CODES);
}

#[tokio::test]
async fn where_an_office_is_known_to_be_nobody_has_to_earn_anything() {
    let portal = Portal::with(&[("OFFICE_NETWORKS", "203.0.113.0/24 2001:db8::/48")]).await;
    for person in 0..3 * CODES {
        let refused = begin(&portal.browser_at("203.0.113.7"), person).await;
        refused.unwrap_or_else(|refused| panic!("citizen {person}: {refused:?}"));
    }
    let elsewhere = portal.browser_at("203.0.114.7");
    assert_eq!(codes_until_refused(&elsewhere, 500).await, CODES);
}
