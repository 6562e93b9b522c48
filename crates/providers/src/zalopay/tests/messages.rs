//! The forms we post.

use std::collections::BTreeMap;

use super::super::id;
use super::*;

const KEY1: &str = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";

type Form = BTreeMap<String, String>;

fn form<T>(call: impl Future<Output = T>) -> Form {
    serde_urlencoded::from_bytes(&sent(call).unwrap()).unwrap()
}

fn signature(values: &[&str]) -> String {
    hex::encode(hmac_sha256(&values.join("|"), &Secret::any(KEY1)))
}

#[test]
fn digests_are_those_of_the_vectors() {
    assert_eq!(
        signature(&["2553|250601_1|user1|50000|1748747410000|{}|[]"]),
        "d97ed82a40684c2600e148bc55521984bdcd2ff4919db399636533b10a12b5a2"
    );
    assert_eq!(
        signature(&["2553", "250601_1", KEY1]),
        "1c2319a28681a95abc101b4dffbfe30630b84ec45afcd091bee815a13b56970c"
    );
}

#[test]
fn an_order_is_opened_by_its_signed_fields() {
    let form = form(EXAMPLE.provider().create(&request()));
    assert_eq!(form["app_id"], "2553");
    assert_eq!(form["app_trans_id"], "250601_a2b3c4d5e6f7g2h3i4j5k6");
    assert_eq!(form["app_time"], "1748747410000");
    assert_eq!(form["amount"], "50000");
    assert_eq!(form["expire_duration_seconds"], "900");
    assert_eq!(form["bank_code"], "");
    let callback = "https://portal.example.vn/callbacks/provider";
    assert_eq!(form["callback_url"], callback);
    assert_eq!(
        form["embed_data"],
        r#"{"redirecturl":"https://portal.example.vn/thanh-toan/ket-qua"}"#
    );
    let signed = "app_id app_trans_id app_user amount app_time embed_data item";
    let signed: Vec<_> = signed.split(' ').map(|name| form[name].as_str()).collect();
    assert_eq!(form["mac"], signature(&signed));
}

#[test]
fn an_order_belongs_to_the_day_in_vietnam() {
    let form = form(EXAMPLE.provider().create(&CreateRequest {
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
fn a_question_is_signed_with_the_key_in_it() {
    let form = form(EXAMPLE.provider().query(&question()));
    let order = "250601_a2b3c4d5e6f7g2h3i4j5k6";
    assert_eq!(form["app_trans_id"], order);
    assert_eq!(form["mac"], signature(&["2553", order, KEY1]));
}

#[test]
fn a_refund_and_its_question_name_the_same_refund() {
    let refunded = form(EXAMPLE.provider().refund(&refund()));
    let asked = form(EXAMPLE.provider().query_refund(&refund_question()));
    let refund = "250601_2553_z7y6x5w4v3u2t7s6r5q4p3";
    assert_eq!(refunded["m_refund_id"], refund);
    assert_eq!(asked["m_refund_id"], refund);
    assert_eq!(
        refunded["mac"],
        signature(&["2553", "14422574", "50000", "Hoan phi", "1748748630000"])
    );
    assert_eq!(asked["timestamp"], "1748749240000");
    assert_eq!(asked["mac"], signature(&["2553", refund, "1748749240000"]));
}

/// ZaloPay refuses one of another day, and knows it by no other name.
#[test]
fn a_refund_that_is_sent_again_on_the_next_day_has_a_name_of_that_day() {
    let sent_at = datetime!(2025-06-02 00:00:01 +7);
    let again = RefundRequest {
        sent_at,
        ..refund()
    };
    let refunded = form(EXAMPLE.provider().refund(&again));
    let name = "250602_2553_z7y6x5w4v3u2t7s6r5q4p3";
    assert_eq!(refunded["m_refund_id"], name);
    assert_eq!(refunded["timestamp"], "1748797201000");
    let asked = form(EXAMPLE.provider().query_refund(&RefundQueryRequest {
        sent_at,
        ..refund_question()
    }));
    assert_eq!(asked["m_refund_id"], name);
}

#[test]
fn an_order_is_asked_about_by_its_own_day_however_late() {
    let late = QueryRequest {
        now: datetime!(2025-06-04 09:00:00 +7),
        ..question()
    };
    let asked = form(EXAMPLE.provider().query(&late));
    assert_eq!(asked["app_trans_id"], "250601_a2b3c4d5e6f7g2h3i4j5k6");
}
