//! VNPT Pay: INIT, QUERY and CONFIRM, each signed by a plain digest of its values.

pub(crate) mod confirm;
pub(crate) mod init;
pub(crate) mod query;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{config::Config, json, opening, sign::sha256_joined};

const VERSION: &str = "1.0.6";

/// Why VNPT Pay refuses; `RESPONSE_CODE` follows its table.
#[derive(Debug, PartialEq)]
enum Refusal {
    /// 02
    Format(&'static str),
    /// 03
    Duplicate,
    /// 05
    NotFound,
    /// 07
    Signature,
    /// 09
    Merchant,
    /// 96
    Maintenance,
}

impl Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Format(_) => "02",
            Self::Duplicate => "03",
            Self::NotFound => "05",
            Self::Signature => "07",
            Self::Merchant => "09",
            Self::Maintenance => "96",
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Format(field) => format!("Sai dinh dang {field}"),
            Self::Duplicate => "Trung ma don hang".to_owned(),
            Self::NotFound => "Khong tim thay giao dich".to_owned(),
            Self::Signature => "Sai chu ky".to_owned(),
            Self::Merchant => "Merchant khong ton tai".to_owned(),
            Self::Maintenance => "He thong dang bao tri".to_owned(),
        }
    }
}

impl From<opening::Refused> for Refusal {
    fn from(refused: opening::Refused) -> Self {
        match refused {
            opening::Refused::Duplicate => Self::Duplicate,
            opening::Refused::Unwritten => Self::Maintenance,
        }
    }
}

/// Signs the fields in their order and writes them.
fn signed(fields: &[(&str, &str)], secret: &str) -> String {
    let values: Vec<_> = fields.iter().map(|(_, value)| *value).collect();
    let digest = sha256_joined(&values, secret);
    let mut fields = fields.to_vec();
    fields.push(("SECURE_CODE", &digest));
    json::ordered(&fields)
}

/// Writes an answer; a refusal is signed like any other.
fn answer(config: &Config, result: Result<String, Refusal>) -> Response {
    let body = result.unwrap_or_else(|refusal| {
        let words = refusal.words();
        let fields = [("RESPONSE_CODE", refusal.code()), ("DESCRIPTION", &words)];
        signed(&fields, &config.credentials.vnpt_secret)
    });
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// 401 for whoever lacks the key.
fn keyed(config: &Config, headers: &HeaderMap) -> Result<(), StatusCode> {
    let expected = format!("Bearer {}", config.credentials.vnpt_api_key);
    let given = headers.get(header::AUTHORIZATION);
    match given.is_some_and(|value| value.as_bytes() == expected.as_bytes()) {
        true => Ok(()),
        false => Err(StatusCode::UNAUTHORIZED),
    }
}
