//! What is typed wrong is named beside its field.

use super::details;
use crate::support::Portal;
use app::api::{
    ProblemCode,
    accounts::{RegistrationInput, StartRegistration},
};
use time::Duration;

/// Types a value into one of the fields.
type Put = fn(&mut RegistrationInput, &str);

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
                "٠٧٢٠٨٥٠٠١٢٣٤",
            ],
        ),
        (
            "full_name",
            |input, value| input.full_name = value.to_owned(),
            &[
                "",
                "",
                "-",
                "Nguyễn 123",
                "An 🙂",
                "a|b",
                "An, Bình",
                "\u{202e}\u{200b}",
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
                "1899",
                "2027",
                "25/12/90",
                "12/1990",
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
    assert_eq!(portal.count("select count(*) from verifications").await, 0);
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
