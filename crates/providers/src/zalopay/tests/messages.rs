//! The forms we post.

use std::collections::BTreeMap;

use domain::money::Vnd;
use time::macros::datetime;

use super::super::{Config, ZaloPay, id, wire};
use super::{config, provider};
use crate::testing::{question, refund, refund_question, request};
use crate::{ConfigError, CreateRequest, RefundRequest, Secret};

type Form = BTreeMap<String, String>;

fn form(message: Result<Vec<u8>, &'static str>) -> Form {
    serde_urlencoded::from_bytes(&message.unwrap()).unwrap()
}

fn created(request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    wire::create(&provider().config, request)
}

fn seal(values: &[&str]) -> String {
    wire::seal(&provider().config, values)
}

#[test]
fn seals_are_those_of_the_vectors() {
    let key1 = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
    assert_eq!(
        seal(&[
            "2553",
            "250601_1",
            "user1",
            "50000",
            "1748747410000",
            "{}",
            "[]"
        ]),
        "d97ed82a40684c2600e148bc55521984bdcd2ff4919db399636533b10a12b5a2"
    );
    assert_eq!(
        seal(&["2553", "250601_1", key1]),
        "1c2319a28681a95abc101b4dffbfe30630b84ec45afcd091bee815a13b56970c"
    );
}

#[test]
fn an_order_is_opened_by_its_sealed_fields() {
    let form = form(created(&request()));
    assert_eq!(form["app_id"], "2553");
    assert_eq!(form["app_trans_id"], "250601_a2b3c4d5e6f7g2h3i4j5k6");
    assert_eq!(form["app_time"], "1748747410000");
    assert_eq!(form["amount"], "50000");
    assert_eq!(form["expire_duration_seconds"], "900");
    assert_eq!(form["bank_code"], "");
    assert_eq!(
        form["callback_url"],
        "https://portal.example.vn/callbacks/provider"
    );
    assert_eq!(
        form["embed_data"],
        r#"{"redirecturl":"https://portal.example.vn/thanh-toan/ket-qua"}"#
    );
    let sealed = [
        "app_id",
        "app_trans_id",
        "app_user",
        "amount",
        "app_time",
        "embed_data",
        "item",
    ];
    assert_eq!(form["mac"], seal(&sealed.map(|name| form[name].as_str())));
}

#[test]
fn an_order_belongs_to_the_day_in_vietnam() {
    let form = form(created(&CreateRequest {
        requested_at: datetime!(2025-05-31 17:00:00 UTC),
        expires_at: datetime!(2025-05-31 17:01:00 UTC),
        bank_code: Some("zalopayapp".to_owned()),
        ..request()
    }));
    assert_eq!(form["app_trans_id"], "250601_a2b3c4d5e6f7g2h3i4j5k6");
    // ZaloPay takes no less.
    assert_eq!(form["expire_duration_seconds"], "300");
    assert_eq!(form["bank_code"], "zalopayapp");
}

#[test]
fn a_reference_comes_back_out_of_zalopays_id() {
    assert_eq!(id::reference("250601_a2b3_c4-d5"), Some("a2b3_c4-d5"));
    for other in [
        "",
        "_a2b3",
        "250601_",
        "250601a2b3",
        "25060_a2b3",
        "2506011_a2b3",
        "25060x_a2b3",
        "250601_a b",
        "250601_0123456789012345678901234567890123",
    ] {
        assert_eq!(id::reference(other), None, "{other}");
    }
}

#[test]
fn what_zalopay_cannot_take_is_a_mistake_of_the_caller() {
    let of = |change: fn(&mut CreateRequest)| {
        let mut request = request();
        change(&mut request);
        created(&request)
    };
    assert!(of(|_| ()).is_ok());
    assert!(of(|request| request.reference = "x".repeat(34)).is_err());
    assert!(of(|request| request.reference = "a b".to_owned()).is_err());
    assert!(of(|request| request.amount = Vnd::ZERO).is_err());
    assert!(of(|request| request.description = "Lệ phí".to_owned()).is_err());
    assert!(of(|request| request.bank_code = Some("a|b".to_owned())).is_err());
    assert!(of(|request| request.return_url += "?a=1|2").is_err());
    assert!(of(|request| request.return_url += &"x".repeat(2_048)).is_err());
}

#[test]
fn a_question_is_sealed_with_the_key_in_it() {
    let form = form(wire::query(&provider().config, &question()));
    let key1 = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
    let order = "250601_a2b3c4d5e6f7g2h3i4j5k6";
    assert_eq!(form["app_trans_id"], order);
    assert_eq!(form["mac"], seal(&["2553", order, key1]));
}

#[test]
fn a_refund_and_its_question_name_the_same_refund() {
    let refunded = form(wire::refund(&provider().config, &refund()));
    let asked = form(wire::query_refund(&provider().config, &refund_question()));
    let refund = "250601_2553_z7y6x5w4v3u2t7s6r5q4p3";
    assert_eq!(refunded["m_refund_id"], refund);
    assert_eq!(asked["m_refund_id"], refund);
    assert_eq!(
        refunded["mac"],
        seal(&["2553", "14422574", "50000", "Hoan phi", "1748748630000"])
    );
    assert_eq!(asked["timestamp"], "1748749240000");
    assert_eq!(asked["mac"], seal(&["2553", refund, "1748749240000"]));
}

#[test]
fn a_refund_needs_zalopays_number_and_an_amount_that_was_taken() {
    let of = |change: fn(&mut RefundRequest)| {
        let mut request = refund();
        change(&mut request);
        wire::refund(&provider().config, &request)
    };
    assert!(of(|_| ()).is_ok());
    assert!(of(|refund| refund.amount = Vnd::new(42_000)).is_ok());
    assert!(of(|refund| refund.amount = Vnd::new(50_001)).is_err());
    assert!(of(|refund| refund.amount = Vnd::ZERO).is_err());
    assert!(of(|refund| refund.provider_transaction = None).is_err());
    assert!(of(|refund| refund.provider_transaction = Some("1|2".to_owned())).is_err());
    assert!(of(|refund| refund.description = "a|b".to_owned()).is_err());
    assert!(of(|refund| refund.refund_reference = "x".repeat(34)).is_err());
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let _ = provider();
    let of = |change: fn(&mut Config)| {
        let mut config = config("https://openapi.example.vn/v2");
        change(&mut config);
        ZaloPay::new(config).map(|_| ())
    };
    assert!(of(|_| ()).is_ok());
    for empty in [
        of(|config| config.key1 = Secret::new("")),
        of(|config| config.key2 = Secret::new("")),
        of(|config| config.previous_key2 = Some(Secret::new(""))),
    ] {
        assert!(matches!(empty, Err(ConfigError::EmptySecret)));
    }
    assert!(matches!(
        of(|config| config.base_url.clear()),
        Err(ConfigError::BaseUrl)
    ));
    assert!(matches!(
        of(|config| config.allowed_redirect_origins.clear()),
        Err(ConfigError::RedirectOrigin(_))
    ));
}

#[test]
fn secrets_never_show() {
    let shown = format!("{:?}", provider());
    assert!(!shown.contains("PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL"));
    assert!(!shown.contains("kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz"));
}
