//! What we send.

use std::collections::BTreeMap;

use time::Duration;

use super::*;

fn sent(request: &CreateRequest) -> BTreeMap<String, String> {
    let form = crate::testing::sent(EXAMPLE.provider().create(request)).unwrap();
    serde_urlencoded::from_bytes(&form).unwrap()
}

#[test]
fn a_payment_is_opened_with_the_guides_fields() {
    let fields = sent(&request());
    for (name, expected) in [
        ("function", "SetExpressCheckout"),
        ("version", "3.1"),
        ("merchant_id", "36680"),
        // MD5 of the official demonstration's password.
        ("merchant_password", "43c64ca011d7a33f746a74e736bde6e4"),
        ("receiver_email", "demo@nganluong.vn"),
        ("order_code", "a2b3c4d5e6f7g2h3i4j5k6"),
        ("total_amount", "50000"),
        ("payment_method", "NL"),
        ("bank_code", ""),
        ("payment_type", "1"),
        ("order_description", "Thanh toan le phi"),
        ("return_url", "https://portal.example.vn/thanh-toan/ket-qua"),
        ("cancel_url", "https://portal.example.vn/thanh-toan/ket-qua"),
        ("time_limit", "15"),
        ("buyer_fullname", "Nguyễn Văn An"),
        ("buyer_email", "demo@nganluong.vn"),
        ("cur_code", "vnd"),
        ("lang_code", "vi"),
    ] {
        assert_eq!(fields[name], expected, "{name}");
    }
    let mut english = request();
    english.language = Language::English;
    assert_eq!(sent(&english)["lang_code"], "en");
}

#[test]
fn what_the_payer_chose_is_a_method_or_a_bank() {
    for (chosen, method, bank) in [
        ("QRCODE", "QRCODE", ""),
        ("VISA", "VISA", ""),
        ("NL", "NL", ""),
        ("VCB", "ATM_ONLINE", "VCB"),
        ("AGB", "ATM_ONLINE", "AGB"),
    ] {
        let mut request = request();
        request.bank_code = Some(chosen.to_owned());
        let fields = sent(&request);
        let sent = (&*fields["payment_method"], &*fields["bank_code"]);
        assert_eq!(sent, (method, bank), "{chosen}");
    }
}

#[test]
fn the_payer_has_whole_minutes_only() {
    let mut request = request();
    request.expires_at = request.requested_at + Duration::seconds(119);
    assert_eq!(sent(&request)["time_limit"], "1");
}

#[test]
fn the_question_names_the_token() {
    let form = crate::testing::sent(EXAMPLE.provider().query(&question())).unwrap();
    assert_eq!(
        String::from_utf8(form).unwrap(),
        "function=GetTransactionDetail&version=3.1&merchant_id=36680\
         &merchant_password=43c64ca011d7a33f746a74e736bde6e4&token=29683-5b8f"
    );
}

#[test]
fn it_never_reports_by_itself() {
    assert_eq!(DESCRIPTOR.callback, CallbackMethod::None);
    let provider = EXAMPLE.provider();
    for message in [&b""[..], b"token=1&error_code=00", b"{}"] {
        assert!(provider.verify_callback(message).is_err());
        let answer = provider.acknowledge(message, Verdict::Accepted);
        assert_eq!((answer.status, answer.body), (404, Vec::new()));
    }
}
