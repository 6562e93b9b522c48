//! What we send.

use super::*;

/// Computed apart from this code, from the stated rule, over an INIT of 1.0.5.
#[test]
fn values_are_signed_as_in_the_vector() {
    let values = "INIT|1.0.5|MSID|TN0001|50000|50000|1|1|vi-VN|VND|VNPTPAY|Thanh toan le phi|20250601101010|127.0.0.1";
    assert_eq!(
        sha256_of(&[values], SECRET),
        "ea3608932a6e771640a21027c982e727961238afea350e4ba6be2a1b8cc687ad"
    );
}

#[test]
fn init_keeps_the_fields_and_the_order_of_the_vector() {
    let request = CreateRequest {
        reference: "TN0001".to_owned(),
        ..request()
    };
    let message = sent(EXAMPLE.provider().create(&request)).unwrap();
    let expected = concat!(
        r#"{"ACTION":"INIT","VERSION":"1.0.6","MERCHANT_SERVICE_ID":"MSID","MERCHANT_ORDER_ID":"TN0001","#,
        r#""AMOUNT":"50000","AMOUNT_DETAIL":"50000","SERVICE_ID":"1","DEVICE":"1","LOCALE":"vi-VN","#,
        r#""CURRENCY_CODE":"VND","PAYMENT_METHOD":"VNPTPAY","DESCRIPTION":"Thanh toan le phi","#,
        r#""CREATE_DATE":"20250601101010","CLIENT_IP":"127.0.0.1","SECURE_CODE":""#
    );
    let message = String::from_utf8(message).unwrap();
    assert_eq!(&message[..expected.len()], expected);
}

#[test]
fn a_chosen_bank_is_the_payment_method() {
    let request = CreateRequest {
        bank_code: Some("VCB".to_owned()),
        ..request()
    };
    let message = sent_json(EXAMPLE.provider().create(&request));
    assert_eq!(message["PAYMENT_METHOD"], "VCB");
}

#[test]
fn query_repeats_the_time_of_the_init() {
    let message = sent_json(EXAMPLE.provider().query(&question()));
    let values = "QUERY|1.0.6|MSID|a2b3c4d5e6f7g2h3i4j5k6|20250601101010";
    assert_eq!(
        message,
        json!({
            "ACTION": "QUERY",
            "VERSION": "1.0.6",
            "MERCHANT_SERVICE_ID": "MSID",
            "MERCHANT_ORDER_ID": "a2b3c4d5e6f7g2h3i4j5k6",
            "CREATE_DATE": "20250601101010",
            "SECURE_CODE": sha256_of(&[values], SECRET),
        })
    );
}
