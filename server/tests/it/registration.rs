//! From details to a signed-in account.

use crate::support::{AN, Answer, Client, MORNING, Portal, one_time_code};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::{
        CompleteRegistration, Flow, FlowStep, GetRegistration, GetSession, NewPasswordInput,
        OneTimeCodeInput, RegistrationInput, ResendRegistrationCode, StartRegistration,
        VerifyRegistration,
    },
};
use time::Duration;

const PHONE: &str = "0912345678";
const NEWCOMER: &str = "072085001234";
const PASSWORD: &str = "Mật khẩu dài 2026";

/// Types a value into one of the fields.
type Put = fn(&mut RegistrationInput, &str);

/// What a newcomer types, with a fresh captcha answered.
async fn details(browser: &Client) -> RegistrationInput {
    let (captcha_id, captcha) = browser.captcha().await;
    RegistrationInput {
        identity_number: NEWCOMER.to_owned(),
        full_name: "Lê Thị Hồng Ánh".to_owned(),
        birth_date: "05/09/1985".to_owned(),
        phone: PHONE.to_owned(),
        email: "anh@example.vn".to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        terms: true,
    }
}

async fn start(browser: &Client) -> Flow {
    let input = details(browser).await;
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("a registration")
}

async fn verify(browser: &Client, code: &str) -> Result<Flow, Problem> {
    let code = code.to_owned();
    browser
        .call::<VerifyRegistration>((), OneTimeCodeInput { code })
        .await
}

fn password(password: &str) -> NewPasswordInput {
    NewPasswordInput {
        password: password.to_owned(),
        repeated: password.to_owned(),
    }
}

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn a_newcomer_ends_signed_in() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let begun = start(&browser).await;
    assert_eq!(begun.step, FlowStep::OneTimeCode);
    assert_eq!(begun.masked_phone, "0912xxx678");
    assert_eq!((begun.resend_after_s, begun.tries_left), (60, 5));

    let code = portal.code_sent_to(PHONE).await;
    let verified = verify(&browser, &code).await.expect("the right code");
    assert_eq!(verified.step, FlowStep::Password);
    let signed_in = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect("an account");
    assert_eq!(signed_in.next, "/tai-khoan");

    let session = browser
        .call::<GetSession>((), Empty {})
        .await
        .expect("a session");
    let account = session.account.expect("somebody is signed in");
    assert_eq!(account.full_name, "Lê Thị Hồng Ánh");
    assert_eq!(account.masked_identity_number, "072xxxxxx234");
    assert_eq!(account.masked_phone, "0912xxx678");
    assert_eq!(account.email.as_deref(), Some("anh@example.vn"));
    assert_eq!(account.assurance, 2);
    assert_eq!(browser.cookie("__Host-flow"), None);
}

#[tokio::test]
async fn every_wrong_field_is_named_beside_itself() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let cases: [(&str, Put, &[&str]); 7] = [
        (
            "identity_number",
            |input, value| input.identity_number = value.to_owned(),
            &[
                "",
                "12345678",
                "1234567890",
                "07208500123a",
                "097085001234",
                "072985001234",
                "🙂",
                "０７２０８５００１２３４",
            ],
        ),
        (
            "full_name",
            |input, value| input.full_name = value.to_owned(),
            &[
                "",
                "A",
                "Nguyễn 123",
                "An 🙂",
                "a|b",
                "\u{202e}An Văn",
                &"a".repeat(101),
            ],
        ),
        (
            "birth_date",
            |input, value| input.birth_date = value.to_owned(),
            // The clock stands at 16 March 2026 in Vietnam.
            &[
                "",
                "31/02/1990",
                "17/03/2026",
                "01/01/1899",
                "1990",
                "ba mươi",
                "00/00/0000",
            ],
        ),
        (
            "phone",
            |input, value| input.phone = value.to_owned(),
            &[
                "",
                "091234567",
                "09123456789",
                "0212345678",
                "+1 912345678",
                "0952345678",
                "chín",
            ],
        ),
        (
            "email",
            |input, value| input.email = value.to_owned(),
            &[
                "anh",
                "anh@",
                "@example.vn",
                "a b@example.vn",
                &format!("{}@example.vn", "a".repeat(300)),
            ],
        ),
        (
            "captcha",
            |input, value| input.captcha = value.to_owned(),
            &["", "   "],
        ),
        ("terms", |input, _| input.terms = false, &["no"]),
    ];
    for (field, put, values) in cases {
        for value in values {
            let mut input = details(&browser).await;
            put(&mut input, value);
            let problem = browser
                .call::<StartRegistration>((), input)
                .await
                .expect_err(value);
            assert_eq!(
                (problem.status, problem.code),
                (422, ProblemCode::InvalidFields)
            );
            let named: Vec<&str> = problem
                .errors
                .iter()
                .map(|error| error.field.as_str())
                .collect();
            assert_eq!(named, [field], "{value:?}");
            assert!(!problem.errors[0].message.is_empty());
        }
    }
    let nothing = browser
        .call::<StartRegistration>((), RegistrationInput::default())
        .await
        .expect_err("an empty form");
    let named: Vec<&str> = nothing
        .errors
        .iter()
        .map(|error| error.field.as_str())
        .collect();
    assert_eq!(
        named,
        [
            "identity_number",
            "full_name",
            "birth_date",
            "phone",
            "captcha",
            "terms"
        ]
    );
    assert_eq!(portal.count("select count(*) from flows").await, 0);
    assert_eq!(portal.count("select count(*) from jobs").await, 0);
}

#[tokio::test]
async fn a_captcha_is_good_for_one_right_answer_within_five_minutes() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let refused = async |input: RegistrationInput| {
        let problem = browser
            .call::<StartRegistration>((), input)
            .await
            .expect_err("a captcha that is no good");
        problem
            .message_for("captcha")
            .expect("the captcha is named")
            .to_owned()
    };

    let right = details(&browser).await;
    let mut wrong = right.clone();
    wrong.captcha.push('x');
    refused(wrong).await;
    // A wrong answer has used it up, or it could be guessed at.
    refused(right).await;

    let late = details(&browser).await;
    portal.advance(Duration::minutes(5));
    refused(late).await;

    let once = details(&browser).await;
    browser
        .call::<StartRegistration>((), once.clone())
        .await
        .expect("the first use");
    refused(once).await;

    for no_captcha in ["", "x", "00000000-0000-4000-8000-000000000000", "' or 1=1"] {
        let mut input = details(&browser).await;
        input.captcha_id = no_captcha.to_owned();
        refused(input).await;
    }

    let mut shouted = details(&browser).await;
    shouted.captcha = format!(" {} ", shouted.captcha.to_uppercase());
    browser
        .call::<StartRegistration>((), shouted)
        .await
        .expect("case and blanks do not matter");
}

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
        let flow = browser
            .call::<GetRegistration>((), Empty {})
            .await
            .expect("the flow");
        assert_eq!(flow.tries_left, left);
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

#[tokio::test]
async fn another_code_can_be_had_after_a_minute_and_kills_the_first() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let first = portal.code_sent_to(PHONE).await;
    portal.advance(Duration::seconds(59));
    let early = browser
        .call::<ResendRegistrationCode>((), Empty {})
        .await
        .expect_err("59 seconds are not 60");
    assert_eq!((early.status, early.retry_after_s), (429, Some(1)));

    portal.advance(Duration::seconds(1));
    let flow = browser
        .call::<ResendRegistrationCode>((), Empty {})
        .await
        .expect("another code");
    assert_eq!(flow.resend_after_s, 60);
    let second = portal.code_sent_to(PHONE).await;
    if first != second {
        verify(&browser, &first)
            .await
            .expect_err("the first code is dead");
    }
    verify(&browser, &second).await.expect("the second code");
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
async fn the_password_comes_after_the_code_and_follows_the_rules() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let nothing_begun = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("nothing was begun");
    assert_eq!(
        (nothing_begun.status, nothing_begun.code),
        (410, ProblemCode::FlowExpired)
    );

    start(&browser).await;
    let early = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("the code comes first");
    assert_eq!((early.status, early.code), (409, ProblemCode::Conflict));

    let code = portal.code_sent_to(PHONE).await;
    verify(&browser, &code).await.expect("the right code");
    for weak in ["", "bảy chữ", NEWCOMER, "x0912345678", &"a".repeat(129)] {
        let problem = browser
            .call::<CompleteRegistration>((), password(weak))
            .await
            .expect_err(weak);
        assert!(problem.message_for("password").is_some(), "{weak:?}");
    }
    let differing = NewPasswordInput {
        password: PASSWORD.to_owned(),
        repeated: format!("{PASSWORD}."),
    };
    let problem = browser
        .call::<CompleteRegistration>((), differing)
        .await
        .expect_err("two passwords");
    assert!(problem.message_for("repeated").is_some());
    assert_eq!(accounts_of_newcomer(&portal).await, 0);
}

#[tokio::test]
async fn completing_twice_at_once_makes_one_account() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    verify(&browser, &code).await.expect("the right code");
    let complete = || browser.call::<CompleteRegistration>((), password(PASSWORD));
    let (first, second) = tokio::join!(complete(), complete());
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(accounts_of_newcomer(&portal).await, 1);
}

#[tokio::test]
async fn two_who_register_one_number_at_once_get_one_account() {
    let portal = Portal::start().await;
    let browsers = [portal.browser(), portal.browser_at("203.0.113.8")];
    for browser in &browsers {
        start(browser).await;
        let code = portal.code_sent_to(PHONE).await;
        verify(browser, &code).await.expect("the right code");
    }
    let complete = |browser| Client::call::<CompleteRegistration>(browser, (), password(PASSWORD));
    complete(&browsers[0]).await.expect("the first");
    let problem = complete(&browsers[1]).await.expect_err("the second");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    assert_eq!(accounts_of_newcomer(&portal).await, 1);
}

async fn accounts_of_newcomer(portal: &Portal) -> i64 {
    portal
        .one(
            "select count(*) from accounts where identity_number = $1",
            NEWCOMER,
        )
        .await
}

/// An answer without what differs between any two: the token in the cookie.
fn shape(answer: &Answer) -> (u16, String, Vec<String>) {
    let cookies = answer
        .set_cookies()
        .iter()
        .map(|cookie| {
            let (pair, attributes) = cookie.split_once(';').expect("attributes");
            let (name, value) = pair.split_once('=').expect("a name");
            format!("{name}, {} characters;{attributes}", value.len())
        })
        .collect();
    (answer.status, answer.text().to_owned(), cookies)
}

#[tokio::test]
async fn nobody_learns_that_a_number_is_registered_but_its_owner_is_told() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    let free = details(&stranger).await;
    let mut taken = details(&stranger).await;
    taken.identity_number = AN.identity_number.to_owned();

    let about_free = stranger.answer::<StartRegistration>((), free).await;
    portal.code_sent_to(PHONE).await;
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    let before = portal.count("select count(*) from jobs").await;
    let about_taken = stranger.answer::<StartRegistration>((), taken).await;
    assert_eq!(portal.count("select count(*) from jobs").await, before + 1);
    assert_eq!(shape(&about_free), shape(&about_taken));

    assert_eq!(
        portal.texts_to(PHONE).await.len(),
        1,
        "no code for the stranger"
    );
    let to_owner = portal.texts_to(AN.phone).await;
    assert_eq!(to_owner.len(), 1, "{to_owner:?}");
    assert_eq!(one_time_code(&to_owner[0]), None, "{to_owner:?}");

    // The rest of the way looks the same, too, and leads nowhere.
    let flow = stranger
        .call::<GetRegistration>((), Empty {})
        .await
        .expect("the flow");
    assert_eq!(
        (flow.masked_phone.as_str(), flow.tries_left),
        ("0912xxx678", 5)
    );
    let wrong = verify(&stranger, "000000")
        .await
        .expect_err("no code exists");
    assert!(
        wrong
            .message_for("code")
            .expect("named")
            .contains("Còn 4 lần")
    );
    portal.advance(Duration::minutes(1));
    stranger
        .call::<ResendRegistrationCode>((), Empty {})
        .await
        .expect("what looks like another code");
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    assert_eq!(portal.texts_to(AN.phone).await.len(), 1);
    assert!(portal.now() > MORNING);
}

#[tokio::test]
async fn one_phone_is_not_flooded_with_codes() {
    let portal = Portal::start().await;
    for number in 0..5 {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        start(&browser).await;
    }
    let browser = portal.browser_at("203.0.113.99");
    let input = details(&browser).await;
    let problem = browser
        .call::<StartRegistration>((), input)
        .await
        .expect_err("the sixth within an hour");
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    assert!(problem.retry_after_s.is_some_and(|seconds| seconds > 0));
    assert_eq!(portal.texts_to(PHONE).await.len(), 5);
}
