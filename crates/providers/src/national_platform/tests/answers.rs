//! How answers are read.

use domain::money::Vnd;
use serde_json::json;
use time::macros::datetime;

use super::{EXAMPLE, question, request};
use crate::testing::{answered, is_refused, is_unavailable, is_unknown};
use crate::{Charge, Created, QueryAnswer, QueryError, Refusal, SendError};

fn created(status: u16, body: impl Into<Vec<u8>>) -> Result<Created, SendError> {
    answered(status, body, EXAMPLE.provider().create(&request()))
}

fn queried(body: impl ToString) -> Result<QueryAnswer, QueryError> {
    let provider = EXAMPLE.provider();
    answered(200, body.to_string(), provider.query(&question()))
}

fn bus(message: &str) -> String {
    json!({ "error_code": "0", "message": message }).to_string()
}

#[test]
fn a_created_payment_leads_to_the_platforms_page() {
    let body =
        json!({ "MaLoi": "00", "UrlThanhToan": "https://pay.example.vn/p/1?x=2" }).to_string();
    let created = created(200, body.clone()).unwrap();
    assert_eq!(
        created.redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1?x=2")
    );
    assert_eq!(created.raw, body);
}

#[test]
fn the_service_bus_wrapping_is_taken_off() {
    let inner = r#"{"MaLoi":"00","UrlThanhToan":"https://pay.example.vn/p/1"}"#;
    let created = created(200, bus(inner)).unwrap();
    assert_eq!(
        created.redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );
    assert_eq!(created.raw, inner);

    let wrapped = bus(r#"{"MaLoi":"00","TrangThaiGD":"3"}"#);
    assert_eq!(queried(wrapped), Ok(QueryAnswer::Pending));
}

#[test]
fn a_no_of_the_platform_is_a_refusal_and_shows_its_words() {
    let body = json!({ "MaLoi": "01", "MoTaLoi": "Giao dịch\u{1b}[31m thất bại" }).to_string();
    for status in [200, 400] {
        assert_eq!(
            created(status, body.clone()),
            Err(SendError::Refused(Refusal::new(
                "01",
                "Giao dịch[31m thất bại"
            )))
        );
    }
    assert!(matches!(
        created(200, bus(&body)),
        Err(SendError::Refused(_))
    ));
}

#[test]
fn whatever_may_have_opened_a_payment_is_unknown() {
    let url = "https://pay.example.vn/p/1";
    let answers = [
        (500, json!({ "MaLoi": "01" }).to_string()),
        (302, json!({ "MaLoi": "01" }).to_string()),
        (
            400,
            json!({ "MaLoi": "00", "UrlThanhToan": url }).to_string(),
        ),
        (200, json!({ "MaLoi": "00" }).to_string()),
        (200, json!({ "MaLoi": 0, "UrlThanhToan": url }).to_string()),
        (200, json!({ "MaLoi": "03" }).to_string()),
        (200, json!({ "MaLoi": "04" }).to_string()),
        (200, json!({ "MaLoi": "06" }).to_string()),
        (200, json!({ "MaLoi": "99" }).to_string()),
        (
            200,
            json!({ "MaLoi": "00", "MaThamChieu": "TN0002", "UrlThanhToan": url }).to_string(),
        ),
        (
            200,
            json!({ "MaLoi": "00", "MaDoiTac": "OTHER", "UrlThanhToan": url }).to_string(),
        ),
        (
            200,
            format!(r#"{{"MaLoi":"00","MaLoi":"01","UrlThanhToan":"{url}"}}"#),
        ),
        (
            200,
            json!({ "error_code": "-1", "message": "{}" }).to_string(),
        ),
        (200, bus("not json")),
        (200, "<html>Bảo trì</html>".to_owned()),
        (404, "Not Found".to_owned()),
        (200, String::new()),
    ];
    for (status, body) in answers {
        assert!(
            is_unknown(&created(status, body.clone())),
            "{status} {body}"
        );
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
    assert_eq!(
        queried(json!({ "MaLoi": "00", "TrangThaiGD": 3 })),
        Ok(QueryAnswer::Pending)
    );
    assert_eq!(
        queried(json!({ "MaLoi": "00", "TrangThaiGD": "4" })),
        Ok(QueryAnswer::failed("4"))
    );
    assert_eq!(
        queried(json!({ "MaLoi": "05", "MoTaLoi": "" })),
        Ok(QueryAnswer::NotFound)
    );
}

#[test]
fn a_query_that_cannot_be_believed_says_nothing_about_the_payment() {
    let answers = [
        json!({ "MaLoi": "00" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "2" }),
        json!({ "MaLoi": "00", "TrangThaiGD": "1" }),
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
    assert_eq!(
        queried(refusal),
        Err(QueryError::Refused(Refusal::new("07", "Sai chữ ký")))
    );
}

#[test]
fn a_voucher_is_a_pdf_or_json_and_nothing_else() {
    let bill = |body: &[u8]| answered(200, body, EXAMPLE.provider().bill(&question()));
    let pdf = bill(b"%PDF-1.7 \xff").unwrap();
    assert_eq!(
        (pdf.content_type, pdf.bytes.as_slice()),
        ("application/pdf", b"%PDF-1.7 \xff".as_slice())
    );

    let voucher = r#"{"MaLoi":"00","BienLai":{"So":"0000001"}}"#;
    let json = bill(bus(voucher).as_bytes()).unwrap();
    assert_eq!(
        (json.content_type, json.bytes.as_slice()),
        ("application/json", voucher.as_bytes())
    );

    assert!(is_refused(&bill(br#"{"MaLoi":"05"}"#)));
    assert!(is_unavailable(&bill(b"<html><script>x</script>")));
}
