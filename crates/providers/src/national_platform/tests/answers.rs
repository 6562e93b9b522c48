//! How answers are read.

use super::*;

fn created(status: u16, body: impl Into<Vec<u8>>) -> Result<Created, SendError> {
    answered(status, body, EXAMPLE.provider().create(&request()))
}

pub(super) fn queried(body: impl ToString) -> Result<QueryAnswer, QueryError> {
    let provider = EXAMPLE.provider();
    answered(200, body.to_string(), provider.query(&question()))
}

fn bus(message: &str) -> String {
    json!({ "error_code": "0", "message": message }).to_string()
}

#[test]
fn a_created_payment_leads_to_the_platforms_page() {
    let url = "https://pay.example.vn/p/1?x=2";
    let body = json!({ "MaLoi": "00", "UrlThanhToan": url }).to_string();
    let created = created(200, body.clone()).unwrap();
    assert_eq!(created.redirect_url.as_deref(), Some(url));
    assert_eq!(created.raw, body);
}

#[test]
fn the_service_bus_wrapping_is_taken_off() {
    let inner = r#"{"MaLoi":"00","UrlThanhToan":"https://pay.example.vn/p/1"}"#;
    let created = created(200, bus(inner)).unwrap();
    let page = created.redirect_url.as_deref();
    assert_eq!(page, Some("https://pay.example.vn/p/1"));
    assert_eq!(created.raw, inner);

    let wrapped = bus(r#"{"MaLoi":"00","TrangThaiGD":"3"}"#);
    assert_eq!(queried(wrapped), Ok(QueryAnswer::in_flight("3")));
}

#[test]
fn a_no_of_the_platform_is_a_refusal_and_shows_its_words() {
    let body = json!({ "MaLoi": "01", "MoTaLoi": "Giao dịch\u{1b}[31m thất bại" }).to_string();
    for status in [200, 400] {
        let refused = SendError::Refused(Refusal::new("01", "Giao dịch[31m thất bại"));
        assert_eq!(created(status, body.clone()), Err(refused));
    }
    let wrapped = created(200, bus(&body));
    assert!(matches!(wrapped, Err(SendError::Refused(_))));
}

#[test]
fn whatever_may_have_opened_a_payment_is_unknown() {
    let url = "https://pay.example.vn/p/1";
    let yes = |name: &str, value| json!({ "MaLoi": "00", "UrlThanhToan": url, (name): value });
    let answers = [
        (500, json!({ "MaLoi": "01" })),
        (302, json!({ "MaLoi": "01" })),
        (400, json!({ "MaLoi": "00", "UrlThanhToan": url })),
        (200, json!({ "MaLoi": "00" })),
        (200, json!({ "MaLoi": 0, "UrlThanhToan": url })),
        (200, json!({ "MaLoi": "03" })),
        (200, json!({ "MaLoi": "04" })),
        (200, json!({ "MaLoi": "06" })),
        (200, json!({ "MaLoi": "99" })),
        (200, json!({ "MaLoi": "05" })),
        (200, json!({ "MaLoi": "24" })),
        (200, json!({ "MaLoi": "ZZ" })),
        (200, json!({ "MaLoi": "" })),
        (200, yes("MaThamChieu", "TN0002")),
        (200, yes("MaDoiTac", "OTHER")),
        (200, json!({ "error_code": "-1", "message": "{}" })),
    ];
    let twice = format!(r#"{{"MaLoi":"00","MaLoi":"01","UrlThanhToan":"{url}"}}"#);
    let texts = [
        (200, twice),
        (200, bus("not json")),
        (200, "<html>Bảo trì</html>".to_owned()),
        (404, "Not Found".to_owned()),
        (200, String::new()),
    ];
    let answers = answers.map(|(status, body)| (status, body.to_string()));
    for (status, body) in answers.into_iter().chain(texts) {
        let answer = created(status, body.clone());
        assert!(is_unknown(&answer), "{status} {body}");
    }
}

#[test]
fn a_query_tells_the_state() {
    let paid = json!({
        "MaLoi": "00", "TrangThaiGD": "1", "SoTien": 50000, "MaGiaoDich": "GD0001", "MaNganHang": "VCB",
        "ThoiGianGD": "20250601101212", "MaThamChieu": "TN0001", "MaTienTe": "VND",
    });
    assert_eq!(
        queried(paid),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("GD0001".to_owned()),
            bank_code: Some("VCB".to_owned()),
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        }]))
    );
    let of = |state: Value| queried(json!({ "MaLoi": "00", "TrangThaiGD": state }));
    assert_eq!(of(json!(3)), Ok(QueryAnswer::in_flight("3")));
    assert_eq!(of(json!("4")), Ok(QueryAnswer::failed("4")));
    let unknown = queried(json!({ "MaLoi": "05", "MoTaLoi": "" }));
    assert_eq!(unknown, Ok(QueryAnswer::NotFound));
}

#[test]
fn a_paid_query_need_not_repeat_the_amount_and_may_write_the_transaction_as_a_number() {
    let paid = json!({
        "MaLoi": "00", "TrangThaiGD": 1, "MaGiaoDich": 250_601_000_017_u64, "ThoiGianGD": 20_250_601_101_212_u64,
    });
    assert_eq!(
        queried(&paid),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: request().amount,
            provider_transaction: Some("250601000017".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        }]))
    );
    let mut null = paid;
    null["SoTien"] = Value::Null;
    assert_eq!(told(queried(null)), Answer::Paid);
}

#[test]
fn a_query_that_cannot_be_believed_says_nothing_about_the_payment() {
    let answers = [
        json!({ "MaLoi": "00" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "2" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1", "SoTien": "" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1", "SoTien": "50.000" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1", "SoTien": 50000.5 }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1", "SoTien": "50000", "MaTienTe": "USD" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1", "SoTien": "50000", "MaThamChieu": "TN0002" }),
        json!({ "TrangThaiGD": "1", "SoTien": "50000" }),
        json!(["MaLoi"]),
    ];
    for body in answers {
        assert!(is_unavailable(&queried(&body)), "{body}");
    }
    let refusal = json!({ "MaLoi": "07", "MoTaLoi": "Sai chữ ký" });
    let refused = QueryError::Refused(Refusal::new("07", "Sai chữ ký"));
    assert_eq!(queried(refusal), Err(refused));
}

#[test]
fn a_voucher_is_a_pdf_or_json_and_nothing_else() {
    let bill = |body: &[u8]| answered(200, body, EXAMPLE.provider().bill(&question()));
    let pdf = bill(b"%PDF-1.7 \xff").unwrap();
    assert_eq!(pdf.content_type, "application/pdf");
    assert_eq!(pdf.bytes, b"%PDF-1.7 \xff");

    let voucher = r#"{"MaLoi":"00","BienLai":{"So":"0000001"}}"#;
    let json = bill(bus(voucher).as_bytes()).unwrap();
    assert_eq!(json.content_type, "application/json");
    assert_eq!(json.bytes, voucher.as_bytes());

    assert!(is_refused(&bill(br#"{"MaLoi":"05"}"#)));
    assert!(is_unavailable(&bill(b"<html><script>x</script>")));
}
