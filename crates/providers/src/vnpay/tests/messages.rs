//! The address of a payment and the messages we post.

use super::*;

/// Computed with another implementation of the stated rule.
const ADDRESS: &str = "https://pay.example.vn/vpcpay.html?vnp_Amount=5000000&vnp_Command=pay&vnp_CreateDate=20250601101010&vnp_CurrCode=VND&vnp_ExpireDate=20250601102510&vnp_IpAddr=127.0.0.1&vnp_Locale=vn&vnp_OrderInfo=Thanh+toan+le+phi&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fportal.example.vn%2Fthanh-toan%2Fket-qua&vnp_TmnCode=TESTTMN1&vnp_TxnRef=a2b3c4d5e6f7g2h3i4j5k6&vnp_Version=2.1.0&vnp_SecureHash=f1dfcbde5815e4290eda9d7e1f2287693d344a126ee037f892c6bab5be4c4664be8574627c2414a30530e8c00cd6e4c3476be07194bc029151d19f30dbdb23b2";

async fn address(request: &CreateRequest) -> Result<String, SendError> {
    let created = EXAMPLE.provider().create(request).await?;
    Ok(created.redirect_url.unwrap())
}

fn refunded(request: &RefundRequest) -> Value {
    sent_json(EXAMPLE.provider().refund(request))
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

#[test]
fn a_question_has_the_hash_of_the_vector() {
    let question = QueryRequest {
        reference: "TN0001".to_owned(),
        ..question()
    };
    let message = sent_json(EXAMPLE.provider().query(&question));
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
    let message = refunded(&request);
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
    let message = refunded(&part);
    assert_eq!(message["vnp_TransactionType"], "03");
    assert_eq!(message["vnp_Amount"], "4200000");
    assert_eq!(message["vnp_TransactionNo"], "");
}

#[test]
fn words_of_a_refund_cannot_cross_the_separator() {
    let message = refunded(&RefundRequest {
        description: "Hoan|phi".to_owned(),
        ..refund()
    });
    assert_eq!(message["vnp_OrderInfo"], "Hoan phi");
}
