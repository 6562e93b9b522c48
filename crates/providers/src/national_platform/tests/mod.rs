//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod codes;
mod lookup;
mod messages;

use super::DESCRIPTOR;
use crate::http::JSON;
use crate::testing::{self, *};

const SECRET: &str = "testsecret";

static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[
        ("NATIONAL_PLATFORM_PARTNER", "TESTDT"),
        ("NATIONAL_PLATFORM_SECRET", SECRET),
        ("NATIONAL_PLATFORM_BUS_TOKEN", "bustoken"),
        ("NATIONAL_PLATFORM_ACCOUNT", "3713"),
    ],
    refused_settings: &[("NATIONAL_PLATFORM_PARTNER", "A|B")],
    exchanges: &[
        Exchange(
            Call::Create,
            "/init",
            "authorization: bearer bustoken",
            r#""LoaiBanTin":"INIT""#,
        ),
        Exchange(Call::Query, "/query", JSON, r#""LoaiBanTin":"QUERY""#),
        Exchange(Call::Bill, "/get-bill", "", r#""LoaiBanTin":"GET_BILL""#),
    ],
    // A description, reference or bank that could forge a digest, and an amount that is not the sum of the bill.
    invalid: &[
        |request| request.description = "a|b".to_owned(),
        |request| request.description = "a\nb".to_owned(),
        |request| request.description = "a\u{7f}b".to_owned(),
        |request| request.description = "Thanh toán".to_owned(),
        |request| request.description = String::new(),
        |request| request.description = "x".repeat(251),
        |request| request.bank_code = Some("V|CB".to_owned()),
        |request| request.bank_code = Some(String::new()),
        |request| request.bank_code = Some("Vietcombank vn".to_owned()),
        |request| request.amount = Vnd::new(50_001),
        |request| request.bill.lines.clear(),
        |request| request.bill.lines[0].amount = Vnd::new(i64::MAX),
        |request| {
            request.bill.lines[0].amount = Vnd::new(-1);
            request.bill.lines[1].amount = Vnd::new(50_001);
        },
        |request| {
            request.amount = Vnd::ZERO;
            request.bill.lines.clear();
        },
    ],
    invalid_refunds: &[],
    opened: Some(|link| json!({ "MaLoi": "00", "UrlThanhToan": link }).to_string()),
};

calls_conform!(EXAMPLE);
/// The request whose digest is known.
fn request() -> CreateRequest {
    CreateRequest {
        reference: "TN0001".to_owned(),
        ..testing::request()
    }
}

fn question() -> QueryRequest {
    QueryRequest {
        reference: "TN0001".to_owned(),
        ..testing::question()
    }
}
