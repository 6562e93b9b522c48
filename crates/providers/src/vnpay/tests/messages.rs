//! The address of a payment and the messages we post.

use domain::language::Language;
use domain::money::Vnd;
use serde_json::Value;

use super::super::transaction::{self, Question};
use super::{config, provider, provider_with};
use crate::testing::{question, refund, request};
use crate::{ConfigError, CreateError, CreateRequest, Provider, RefundRequest, Secret};

/// Computed with another implementation of the stated rule.
const ADDRESS: &str = "https://pay.example.vn/vpcpay.html?vnp_Amount=5000000&vnp_Command=pay&vnp_CreateDate=20250601101010&vnp_CurrCode=VND&vnp_ExpireDate=20250601102510&vnp_IpAddr=127.0.0.1&vnp_Locale=vn&vnp_OrderInfo=Thanh+toan+le+phi&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fportal.example.vn%2Fthanh-toan%2Fket-qua&vnp_TmnCode=TESTTMN1&vnp_TxnRef=a2b3c4d5e6f7g2h3i4j5k6&vnp_Version=2.1.0&vnp_SecureHash=f1dfcbde5815e4290eda9d7e1f2287693d344a126ee037f892c6bab5be4c4664be8574627c2414a30530e8c00cd6e4c3476be07194bc029151d19f30dbdb23b2";

async fn address(request: &CreateRequest) -> Result<String, CreateError> {
    let created = provider().create(request).await?;
    Ok(created.redirect_url.unwrap())
}

fn posted(message: Result<Vec<u8>, &'static str>) -> Value {
    serde_json::from_slice(&message.unwrap()).unwrap()
}

#[tokio::test]
async fn the_payers_address_is_signed_and_nothing_is_sent() {
    assert_eq!(address(&request()).await.unwrap(), ADDRESS);
}

#[tokio::test]
async fn a_bank_a_language_and_an_ipv6_address_are_passed_on() {
    let address = address(&CreateRequest {
        bank_code: Some("VNPAYQR".to_owned()),
        language: Language::English,
        client_ip: "::1".parse().unwrap(),
        ..request()
    })
    .await
    .unwrap();
    for field in [
        "vnp_BankCode=VNPAYQR",
        "vnp_Locale=en",
        "vnp_IpAddr=0%3A0%3A0%3A0%3A0%3A0%3A0%3A1",
    ] {
        assert!(address.contains(field), "{address}");
    }
}

#[tokio::test]
async fn characters_that_encoders_disagree_about_become_spaces() {
    let address = address(&CreateRequest {
        description: "LE PHI (H53-0007) * ~1!".to_owned(),
        ..request()
    })
    .await
    .unwrap();
    assert!(
        address.contains("vnp_OrderInfo=LE+PHI++H53-0007+++++1+&"),
        "{address}"
    );
}

#[tokio::test]
async fn what_vnpay_cannot_take_is_a_mistake_of_the_caller() {
    let invalid = [
        CreateRequest {
            reference: "a b".to_owned(),
            ..request()
        },
        CreateRequest {
            amount: Vnd::ZERO,
            ..request()
        },
        CreateRequest {
            amount: Vnd::new(10_000_000_000),
            ..request()
        },
        CreateRequest {
            amount: Vnd::new(i64::MAX),
            ..request()
        },
        CreateRequest {
            bank_code: Some("NCB&x=1".to_owned()),
            ..request()
        },
        CreateRequest {
            description: "Lệ phí".to_owned(),
            ..request()
        },
        CreateRequest {
            return_url: "x".repeat(256),
            ..request()
        },
        CreateRequest {
            expires_at: request().requested_at,
            ..request()
        },
    ];
    for request in invalid {
        let refused = address(&request).await;
        assert!(
            matches!(refused, Err(CreateError::Invalid(_))),
            "{request:?}"
        );
    }
}

#[test]
fn a_question_has_the_hash_of_the_vector() {
    let mut question = question();
    question.reference = "TN0001".to_owned();
    let message = posted(transaction::querydr(
        &provider().config,
        &Question::from(&question),
    ));
    assert_eq!(
        message["vnp_SecureHash"],
        "0a5c6225168a1c02d01b0ff68bfa39b1be5a9d542893aee209e8d75513ab32dab5247b14a1aa6730c9521f09a0c96c0b89b503687c45a2f175bf31139cf6b592"
    );
    assert_eq!(message["vnp_Command"], "querydr");
    assert_eq!(message["vnp_TransactionDate"], "20250601101010");
}

#[test]
fn a_refund_has_the_hash_of_the_vector() {
    let request = RefundRequest {
        reference: "TN0001".to_owned(),
        ..refund()
    };
    let message = posted(transaction::refund(&provider().config, &request));
    assert_eq!(
        message["vnp_SecureHash"],
        "48d6ad4712f06655aacc28dacb8b4ca83e38fc1bc196fd64bba09de03a6a402ee3adbccb5f18f007257d1e3a92de1c0667105f0369249e238994859260b12008"
    );
    assert_eq!(message["vnp_TransactionType"], "02");
    assert_eq!(message["vnp_Amount"], "5000000");
}

#[test]
fn a_part_is_refunded_as_a_part_and_never_more_than_was_taken() {
    let part = RefundRequest {
        amount: Vnd::new(42_000),
        provider_transaction: None,
        ..refund()
    };
    let message = posted(transaction::refund(&provider().config, &part));
    assert_eq!(message["vnp_TransactionType"], "03");
    assert_eq!(message["vnp_Amount"], "4200000");
    assert_eq!(message["vnp_TransactionNo"], "");

    for amount in [50_001, 0, -1] {
        let request = RefundRequest {
            amount: Vnd::new(amount),
            ..refund()
        };
        assert!(transaction::refund(&provider().config, &request).is_err());
    }
}

#[test]
fn values_of_a_refund_cannot_cross_the_separator() {
    let of = |change: fn(&mut RefundRequest)| {
        let mut request = refund();
        change(&mut request);
        transaction::refund(&provider().config, &request)
    };
    assert!(of(|refund| refund.approved_by = "canbo|01".to_owned()).is_err());
    assert!(of(|refund| refund.request_id = "R|2".to_owned()).is_err());
    assert!(of(|refund| refund.provider_transaction = Some("1|2".to_owned())).is_err());
    let spaced = posted(of(|refund| refund.description = "Hoan|phi".to_owned()));
    assert_eq!(spaced["vnp_OrderInfo"], "Hoan phi");
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let _ = provider();
    let of = |change: fn(&mut super::Config)| {
        let mut config = config("https://api.example.vn/transaction");
        change(&mut config);
        super::Vnpay::new(config).map(|_| ())
    };
    assert!(of(|_| ()).is_ok());
    assert!(matches!(
        of(|config| config.tmn_code.clear()),
        Err(ConfigError::PartnerCode)
    ));
    assert!(matches!(
        of(|config| config.secret = Secret::new("")),
        Err(ConfigError::EmptySecret)
    ));
    assert!(matches!(
        of(|config| config.previous_secret = Some(Secret::new(""))),
        Err(ConfigError::EmptySecret)
    ));
    assert!(matches!(
        of(|config| config.api_url = "ftp://api.example.vn".to_owned()),
        Err(ConfigError::BaseUrl)
    ));
    for page in ["", "javascript:x", "https://pay.example.vn/?a=1"] {
        let mut config = config("https://api.example.vn/transaction");
        config.pay_url = page.to_owned();
        assert!(matches!(
            super::Vnpay::new(config),
            Err(ConfigError::Setting(_))
        ));
    }
}

#[test]
fn secrets_never_show() {
    let shown = format!("{:?}", provider_with(config("https://api.example.vn")));
    assert!(!shown.contains("test_secret"), "{shown}");
}
