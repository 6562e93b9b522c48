//! What we send, and with which configuration.

use std::collections::BTreeMap;

use domain::language::Language;
use domain::money::Vnd;
use time::Duration;

use super::super::{NganLuong, wire};
use super::{config, provider, provider_with};
use crate::testing::request;
use crate::{CallbackMethod, ConfigError, CreateError, CreateRequest, Provider, Secret, Verdict};

fn sent(request: &CreateRequest) -> BTreeMap<String, String> {
    let form = wire::set_express_checkout(&config("http://127.0.0.1:1"), request).unwrap();
    serde_urlencoded::from_str(&form).unwrap()
}

/// The official demonstration's password.
#[test]
fn the_password_goes_as_its_md5() {
    assert_eq!(
        wire::password_digest(&Secret::new("matkhauketnoi")),
        "43c64ca011d7a33f746a74e736bde6e4"
    );
}

#[test]
fn a_payment_is_opened_with_the_guides_fields() {
    let fields = sent(&request());
    for (name, expected) in [
        ("function", "SetExpressCheckout"),
        ("version", "3.1"),
        ("merchant_id", "36680"),
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
    let form = wire::get_transaction_detail(&config("http://127.0.0.1:1"), "29683-5b8f").unwrap();
    assert_eq!(
        form,
        "function=GetTransactionDetail&version=3.1&merchant_id=36680\
         &merchant_password=43c64ca011d7a33f746a74e736bde6e4&token=29683-5b8f"
    );
}

#[tokio::test]
async fn what_cannot_be_expressed_is_not_sent() {
    let changes: [fn(&mut CreateRequest); 8] = [
        |request| request.reference = "a b".to_owned(),
        |request| request.description = "Thanh toán".to_owned(),
        |request| request.description = String::new(),
        |request| request.amount = Vnd::new(1_999),
        |request| request.bank_code = Some("V CB".to_owned()),
        |request| request.bank_code = Some("ATM_ONLINE".to_owned()),
        |request| request.bank_code = Some("IB_ONLINE".to_owned()),
        |request| request.expires_at = request.requested_at,
    ];
    for (position, change) in changes.iter().enumerate() {
        let mut request = request();
        change(&mut request);
        let refused = provider().create(&request).await;
        assert!(
            matches!(refused, Err(CreateError::Invalid(_))),
            "{position}: {refused:?}"
        );
    }
}

#[test]
fn a_configuration_that_cannot_work_is_refused() {
    provider();
    let mut no_password = config("http://127.0.0.1:1");
    no_password.merchant_password = Secret::new("");
    assert!(matches!(
        NganLuong::new(no_password),
        Err(ConfigError::EmptySecret)
    ));
    let mut no_receiver = config("http://127.0.0.1:1");
    no_receiver.receiver_email = String::new();
    assert!(matches!(
        NganLuong::new(no_receiver),
        Err(ConfigError::Setting(_))
    ));
    let mut merchant = config("http://127.0.0.1:1");
    merchant.merchant_id = "3 6".to_owned();
    assert!(matches!(
        NganLuong::new(merchant),
        Err(ConfigError::PartnerCode)
    ));
}

#[test]
fn it_never_reports_by_itself() {
    assert_eq!(provider().capabilities().callback, CallbackMethod::None);
    for message in [&b""[..], b"token=1&error_code=00", b"{}"] {
        assert!(provider().verify_callback(message).is_err());
        let answer = provider().acknowledge(message, Verdict::Accepted);
        assert_eq!((answer.status, answer.body), (404, Vec::new()));
    }
}

#[test]
fn nothing_secret_shows_in_debug() {
    let shown = format!("{:?}", provider_with(config("http://127.0.0.1:1")));
    for hidden in ["matkhauketnoi", "43c64ca011d7a33f746a74e736bde6e4"] {
        assert!(!shown.contains(hidden), "{hidden} shows");
    }
}
