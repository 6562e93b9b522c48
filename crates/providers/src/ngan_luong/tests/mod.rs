//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod codes;
mod documents;
mod messages;

use super::DESCRIPTOR;
use crate::http::FORM;
use crate::testing::*;

/// Under the credentials of the official demonstration.
static EXAMPLE: Example = Example {
    descriptor: &DESCRIPTOR,
    settings: &[],
    refused_settings: &[("NGAN_LUONG_RECEIVER", ""), ("NGAN_LUONG_MERCHANT", "3 6")],
    exchanges: &[
        Exchange(Call::Create, "", FORM, "function=SetExpressCheckout&"),
        Exchange(Call::Query, "", FORM, "&token=29683-5b8f"),
    ],
    invalid: &[
        |request| request.description = "Thanh toán".to_owned(),
        |request| request.description = String::new(),
        |request| request.amount = Vnd::new(1_999),
        |request| request.bank_code = Some("V CB".to_owned()),
        |request| request.bank_code = Some("ATM_ONLINE".to_owned()),
        |request| request.bank_code = Some("IB_ONLINE".to_owned()),
        |request| request.expires_at = request.requested_at,
    ],
    invalid_refunds: &[],
    opened: Some(|link| {
        let token = ("token", "29683-5b8f");
        document(&[("error_code", "00"), token, ("checkout_url", link)])
    }),
};

calls_conform!(EXAMPLE);

fn document(fields: &[(&str, &str)]) -> String {
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("<{name}>{}</{name}>", value.replace('&', "&amp;")))
        .collect();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<result>{fields}</result>")
}
