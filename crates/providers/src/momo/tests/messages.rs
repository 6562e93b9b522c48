//! The messages we post.

use super::super::wire;
use super::*;

fn created(request: &CreateRequest) -> Value {
    sent_json(EXAMPLE.provider().create(request))
}

fn refunded(request: &RefundRequest) -> Value {
    sent_json(EXAMPLE.provider().refund(request))
}

fn signature(pairs: &[(&str, &str)]) -> String {
    let secret = Secret::any("K951B6PE1waDMi640xX08PD3vg6EkVlz");
    hex::encode(wire::sign(pairs, &secret))
}

#[test]
fn signatures_are_those_of_the_vectors() {
    let create = [
        ("accessKey", "F8BBA842ECF85"),
        ("amount", "50000"),
        ("extraData", ""),
        ("ipnUrl", "https://example.vn/ipn"),
        ("orderId", "TN-0001"),
        ("orderInfo", "Thanh toan le phi"),
        ("partnerCode", "MOMO"),
        ("redirectUrl", "https://example.vn/return"),
        ("requestId", "REQ-0001"),
        ("requestType", "captureWallet"),
    ];
    assert_eq!(
        signature(&create),
        "3765c4fdb94ab78cd9df0e0aa94b6bd095525b4c7c4881a8d844730cb3020a1a"
    );
}

#[test]
fn a_payment_is_opened_by_its_signed_fields() {
    let message = created(&request());
    let reference = request().reference;
    // Not the vector's: the request id of a payment is its reference.
    let expected = signature(&[
        ("accessKey", "F8BBA842ECF85"),
        ("amount", "50000"),
        ("extraData", ""),
        ("ipnUrl", "https://portal.example.vn/callbacks/provider"),
        ("orderId", &reference),
        ("orderInfo", "Thanh toan le phi"),
        ("partnerCode", "MOMO"),
        (
            "redirectUrl",
            "https://portal.example.vn/thanh-toan/ket-qua",
        ),
        ("requestId", &reference),
        ("requestType", "captureWallet"),
    ]);
    assert_eq!(message["signature"], expected);
    assert_eq!(message["amount"], 50_000);
    assert_eq!(message["requestId"], reference);
    assert_eq!(message["extraData"], "");
    assert_eq!(message["lang"], "vi");
    assert_eq!(message.get("accessKey"), None);
}

#[test]
fn a_card_and_a_language_are_passed_on() {
    let message = created(&CreateRequest {
        bank_code: Some("payWithATM".to_owned()),
        language: Language::English,
        ..request()
    });
    assert_eq!(message["requestType"], "payWithATM");
    assert_eq!(message["lang"], "en");
    let wallet = CreateRequest {
        bank_code: Some("captureWallet".to_owned()),
        ..request()
    };
    assert_eq!(created(&wallet), created(&request()));
}

#[test]
fn words_cannot_cross_the_separator() {
    let message = created(&CreateRequest {
        description: "Phi&amount=1".to_owned(),
        ..request()
    });
    assert_eq!(message["orderInfo"], "Phi amount=1");
}

#[test]
fn the_bounds_of_an_amount_are_taken() {
    for amount in [1_000, 50_000_000] {
        let mut request = request();
        request.amount = Vnd::new(amount);
        assert_eq!(created(&request)["amount"], amount);
    }
}

#[test]
fn a_question_has_the_signature_of_the_vector() {
    let question = |reference: &str, request_id: &str| QueryRequest {
        reference: reference.to_owned(),
        request_id: request_id.to_owned(),
        ..question()
    };
    let provider = EXAMPLE.provider();
    let message = sent_json(provider.query(&question("TN-0001", "REQ-0002")));
    assert_eq!(
        message["signature"],
        "24869b8d0b1e0289b53d768086002282bbfff31593df159cdf533408b4b329a6"
    );
    for (reference, request_id) in [("TN-0001", "a&b"), ("", "REQ-0002")] {
        assert_eq!(sent(provider.query(&question(reference, request_id))), None);
    }
}

#[test]
fn a_refund_has_the_signature_of_the_vector() {
    let message = refunded(&RefundRequest {
        refund_reference: "TN-0001-R1".to_owned(),
        request_id: "REQ-0003".to_owned(),
        provider_transaction: Some("4000000001".to_owned()),
        ..refund()
    });
    assert_eq!(
        message["signature"],
        "c3a3cba0295da9ac65871077de1c0c4afe27046746f53f0fe1437f0ba851f219"
    );
    assert_eq!(message["amount"], 50_000);
    assert_eq!(message["transId"], 4_000_000_001_u64);
}

#[test]
fn a_part_is_refunded() {
    let message = refunded(&RefundRequest {
        amount: Vnd::new(42_000),
        ..refund()
    });
    assert_eq!(message["amount"], 42_000);
}

#[test]
fn waiting_is_as_long_as_momo_asks() {
    assert!(DESCRIPTOR.timeouts.total.as_secs() >= 30);
}
