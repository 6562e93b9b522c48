//! Which answers are believed, and what each code says.

use domain::money::Vnd;
use reqwest::StatusCode;
use time::macros::datetime;

use super::super::{Config, answer, wire};
use super::config;
use crate::http::{HttpAnswer, Origins};
use crate::testing::request;
use crate::{Charge, CreateError, Created, QueryAnswer, QueryError, Secret};

const PAID: [(&str, &str); 7] = [
    ("RESPONSE_CODE", "00"),
    ("MERCHANT_ORDER_ID", "a2b3c4d5e6f7g2h3i4j5k6"),
    ("VNPTPAY_TRANSACTION_ID", "9001"),
    ("AMOUNT", "50000"),
    ("CURRENCY_CODE", "VND"),
    ("PAY_DATE", "20250601101212"),
    ("TRANSACTION_STATUS", "1"),
];

fn ours() -> Config {
    config("http://127.0.0.1:1")
}

fn with_status(status: StatusCode, body: impl Into<Vec<u8>>) -> HttpAnswer {
    let body = body.into();
    HttpAnswer { status, body }
}

fn sealed(fields: &[(&str, &str)]) -> HttpAnswer {
    let body = wire::sealed(fields, &Secret::new("testsecret"));
    with_status(StatusCode::OK, body)
}

fn created(answer: HttpAnswer) -> Result<Created, CreateError> {
    let config = ours();
    let origins = Origins::new(&config.allowed_redirect_origins).unwrap();
    answer::created(&config, &origins, &request().reference, answer)
}

fn queried(answer: HttpAnswer) -> Result<QueryAnswer, QueryError> {
    answer::queried(&ours(), &request().reference, answer)
}

#[test]
fn a_sealed_yes_opens_the_payment() {
    let created = created(sealed(&[
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
    ]))
    .unwrap();
    assert_eq!(
        created.redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );
    assert!(created.raw.contains("REDIRECT_URL"));
    assert_eq!((created.qr, created.provider_token), (None, None));
}

#[test]
fn the_digest_covers_the_order_received() {
    let digest = "SECURE_CODE";
    let sealed = sealed(&[
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
        ("RESPONSE_CODE", "00"),
    ]);
    assert!(
        created(HttpAnswer {
            body: sealed.body.clone(),
            ..sealed
        })
        .is_ok()
    );
    let text = String::from_utf8(sealed.body).unwrap();
    let (_, seal) = text.split_once(digest).unwrap();
    let reordered = format!(
        r#"{{"RESPONSE_CODE":"00","REDIRECT_URL":"https://pay.example.vn/p/1","{digest}{seal}"#
    );
    assert_eq!(
        created(with_status(StatusCode::OK, reordered)),
        Err(CreateError::Unknown("answer has a bad digest"))
    );
}

#[test]
fn codes_of_init_are_a_refusal_or_leave_it_open() {
    let refused = |code: &str| CreateError::Refused {
        code: code.to_owned(),
        message: "No".to_owned(),
    };
    let answer = |code: &str| created(sealed(&[("RESPONSE_CODE", code), ("DESCRIPTION", "No\n")]));
    for code in ["01", "02", "07", "08", "09", "96"] {
        // A control character cannot be signed.
        assert!(matches!(answer(code), Err(CreateError::Unknown(_))));
        let plain = created(sealed(&[("RESPONSE_CODE", code), ("DESCRIPTION", "No")]));
        assert_eq!(plain, Err(refused(code)));
    }
    for code in ["03", "04", "05", "06", "99", "42", ""] {
        let plain = created(sealed(&[("RESPONSE_CODE", code), ("DESCRIPTION", "No")]));
        assert!(
            matches!(plain, Err(CreateError::Unknown(_))),
            "{code}: {plain:?}"
        );
    }
}

#[test]
fn an_answer_that_cannot_be_believed_leaves_the_payment_unknown() {
    let yes = [
        ("RESPONSE_CODE", "00"),
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
    ];
    let forged = wire::sealed(&yes, &Secret::new("othersecret"));
    let mut foreign = yes.to_vec();
    foreign.push(("MERCHANT_ORDER_ID", "another"));
    let mut other_merchant = yes.to_vec();
    other_merchant.push(("MERCHANT_SERVICE_ID", "OTHER"));
    let elsewhere = [yes[0], ("REDIRECT_URL", "https://evil.example/p/1")];
    let sealed_yes = sealed(&yes).body;
    let answers = [
        with_status(StatusCode::OK, forged),
        with_status(StatusCode::OK, r#"{"RESPONSE_CODE":"00"}"#),
        with_status(StatusCode::OK, "not JSON"),
        with_status(StatusCode::OK, r#"{"A":"1","A":"1"}"#),
        with_status(StatusCode::OK, r#"{"A":true,"SECURE_CODE":""}"#),
        with_status(StatusCode::BAD_GATEWAY, sealed_yes.clone()),
        with_status(StatusCode::FOUND, sealed_yes.clone()),
        with_status(StatusCode::BAD_REQUEST, sealed_yes),
        sealed(&foreign),
        sealed(&other_merchant),
        sealed(&elsewhere),
        sealed(&yes[..1]),
    ];
    for (position, answer) in answers.into_iter().enumerate() {
        let result = created(answer);
        assert!(
            matches!(result, Err(CreateError::Unknown(_))),
            "{position}: {result:?}"
        );
    }
}

#[test]
fn the_previous_secret_still_seals_answers() {
    let mut config = ours();
    config.previous_secret = Some(Secret::new("oldsecret"));
    let body = wire::sealed(&PAID, &Secret::new("oldsecret"));
    let answer = with_status(StatusCode::OK, body);
    assert!(answer::queried(&config, &request().reference, answer).is_ok());
}

#[test]
fn a_payment_is_told_with_its_amount() {
    assert_eq!(
        queried(sealed(&PAID)),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("9001".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        }]))
    );
    for (name, value) in [
        ("AMOUNT", "50.000"),
        ("AMOUNT", ""),
        ("CURRENCY_CODE", "USD"),
    ] {
        let fields = PAID.map(|field| {
            if field.0 == name {
                (name, value)
            } else {
                field
            }
        });
        assert!(
            matches!(queried(sealed(&fields)), Err(QueryError::Unavailable(_))),
            "{name} {value}"
        );
    }
}

#[test]
fn each_state_says_paid_failed_or_not_decided() {
    let with = |status| {
        queried(sealed(&PAID.map(|field| {
            if field.0 == "TRANSACTION_STATUS" {
                (field.0, status)
            } else {
                field
            }
        })))
    };
    for status in ["1", "00"] {
        assert!(matches!(with(status), Ok(QueryAnswer::Paid(_))), "{status}");
    }
    for status in ["4", "01"] {
        let code = status.to_owned();
        assert_eq!(with(status), Ok(QueryAnswer::Failed { code }));
    }
    for status in ["3", "0", "2", "", "paid"] {
        assert_eq!(with(status), Ok(QueryAnswer::Pending), "{status}");
    }
    assert!(matches!(
        queried(sealed(&PAID[..6])),
        Err(QueryError::Unavailable(_))
    ));
}

#[test]
fn only_05_says_that_the_reference_is_not_known() {
    assert_eq!(
        queried(sealed(&[("RESPONSE_CODE", "05")])),
        Ok(QueryAnswer::NotFound)
    );
    for code in ["01", "02", "04", "06", "07", "08", "09", "96", "99", "42"] {
        let refused = queried(sealed(&[("RESPONSE_CODE", code)]));
        assert!(
            matches!(refused, Err(QueryError::Refused { .. })),
            "{code}: {refused:?}"
        );
    }
}

#[test]
fn a_decision_that_names_no_order_is_no_answer() {
    for status in ["1", "4"] {
        let fields = [PAID[0], PAID[3], ("TRANSACTION_STATUS", status)];
        assert_eq!(
            queried(sealed(&fields)),
            Err(QueryError::Unavailable("answer names no order"))
        );
    }
}
