//! Order creation over HTTP.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{
    Settings, load,
    rows::{Batch, FORM, TOKEN},
};

/// Sends drafts; orders made per second.
pub async fn measure(settings: &Settings, batch: &Batch) -> Result<f64> {
    let form: Value = serde_json::from_str(FORM)?;
    let body = json!({ "unit_code": "72-so-tu-phap", "form": form }).to_string();
    let cookie = format!("__Host-session={TOKEN}");
    load::run(settings, batch, async |connection, row| {
        let path = format!("/api/v1/dossiers/{}/send", 10_000_000 + row);
        let key = format!("bench-order-{row}");
        let headers = [("cookie", cookie.as_str()), ("idempotency-key", &key)];
        let (status, text) = connection.post(&path, &headers, body.clone()).await?;
        ensure!(
            status == 200 && text.contains(r#""state":"due""#),
            "no order was made: {status} {text}"
        );
        Ok(())
    })
    .await
}
