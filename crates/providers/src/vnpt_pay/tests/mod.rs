//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod codes;
mod messages;

use super::DESCRIPTOR;
use crate::json;
use crate::testing::*;

const SECRET: &str = "testsecret";

static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[
        ("VNPT_PAY_SERVICE", "MSID"),
        ("VNPT_PAY_API_KEY", "apikey"),
        ("VNPT_PAY_SECRET", SECRET),
    ],
    refused_settings: &[("VNPT_PAY_SERVICE", "M|S")],
    exchanges: &[
        Exchange(
            Call::Create,
            "/init",
            "authorization: bearer apikey",
            r#""ACTION":"INIT""#,
        ),
        Exchange(
            Call::Query,
            "/query",
            "authorization: bearer apikey",
            r#""ACTION":"QUERY""#,
        ),
    ],
    invalid: &[
        |request| request.description = "a|b".to_owned(),
        |request| request.description = "Thanh toán".to_owned(),
        |request| request.description = "x".repeat(251),
        |request| request.bank_code = Some("V|CB".to_owned()),
    ],
    invalid_refunds: &[],
    opened: Some(|link| {
        let yes = [("RESPONSE_CODE", "00"), ("REDIRECT_URL", link)];
        String::from_utf8(signed(&yes, SECRET)).unwrap()
    }),
};

calls_conform!(EXAMPLE);

/// A message of VNPT Pay's.
fn signed(fields: &[(&str, &str)], secret: &str) -> Vec<u8> {
    let digest = sha256(&json::values(fields), &Secret::any(secret));
    json::write_signed(fields, ("SECURE_CODE", digest))
}
