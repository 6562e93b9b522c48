//! Order creation over HTTP.

use anyhow::{Result, ensure};
use reqwest::header;
use serde_json::{Value, json};

use super::{
    Settings, load,
    rows::{Batch, FORM, TOKEN},
};
use crate::http;

/// Sends drafts; orders made per second.
///
/// # Errors
/// The portal makes no order.
pub async fn measure(settings: &Settings, batch: &Batch) -> Result<f64> {
    let client = http::client()?;
    let form: Value = serde_json::from_str(FORM)?;
    let body = json!({ "unit_code": "72-so-tu-phap", "form": form }).to_string();
    let cookie = format!("__Host-session={TOKEN}");
    load::run(settings, batch, |row| {
        let request = client
            .post(format!(
                "{}/api/v1/dossiers/{}/send",
                settings.portal_url,
                10_000_000 + row
            ))
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", format!("bench-order-{row}"))
            .body(body.clone());
        async move {
            let answer = request.send().await?;
            let status = answer.status();
            let text = answer.text().await?;
            ensure!(
                status == 200 && text.contains(r#""state":"due""#),
                "no order was made: {status} {text}"
            );
            Ok(())
        }
    })
    .await
}
