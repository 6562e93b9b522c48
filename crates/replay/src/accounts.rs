//! Citizens who register and officers who sign in, as people do: with a captcha and a code on the telephone.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::http::Browser;
use crate::sandbox::Sandbox;

/// A text message comes within a moment; where the server was killed, after its start.
const LONGEST_WAIT_FOR_CODE: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(100);
const CITIZENS_PASSWORD: &str = "Trời mưa ở Tây Ninh 2020";
const OFFICERS_PASSWORD: &str = "ThuNghiem-2026";

/// Identity and telephone numbers of the demonstration's finance officers.
pub const OFFICERS: [(&str, &str); 2] = [
    ("072190000041", "0918602154"),
    ("072190000058", "0918602161"),
];

/// Registers a citizen of Tây Ninh born in 1990, the `number`th of this run, and stays signed in.
pub async fn register(browser: &Browser, sandbox: &Sandbox, number: u32) -> Result<()> {
    let phone = format!("097{:07}", number);
    let (captcha_id, captcha) = captcha(browser).await?;
    let details = json!({
        // Demonstration accounts end in low numbers.
        "identity_number": format!("072190{:06}", 900_000 - number),
        "full_name": "Nguyễn Thị Ánh Tuyết",
        "birth_date": "11/02/1990",
        "phone": phone,
        "email": "",
        "captcha_id": captcha_id,
        "captcha": captcha,
        "terms": true,
    });
    browser.post("/api/v1/registrations", details).await?;
    let code = wait_for_code(sandbox, &phone).await?;
    let given = json!({ "code": code });
    let current = "/api/v1/registrations/current";
    browser.post(format!("{current}/code"), given).await?;
    let password = json!({ "password": CITIZENS_PASSWORD, "repeated": CITIZENS_PASSWORD });
    browser
        .post(format!("{current}/password"), password)
        .await?;
    Ok(())
}

pub async fn sign_in(
    browser: &Browser,
    sandbox: &Sandbox,
    (identity_number, phone): (&str, &str),
) -> Result<()> {
    let (captcha_id, captcha) = captcha(browser).await?;
    let credentials = json!({
        "identity_number": identity_number,
        "password": OFFICERS_PASSWORD,
        "captcha_id": captcha_id,
        "captcha": captcha,
        "next": "",
    });
    browser.post("/api/v1/sign-ins", credentials).await?;
    let code = wait_for_code(sandbox, phone).await?;
    let given = json!({ "code": code });
    browser.post("/api/v1/sign-ins/current/code", given).await?;
    Ok(())
}

/// A captcha and its answer, which a demonstration tells.
pub async fn captcha(browser: &Browser) -> Result<(String, String)> {
    let captcha = browser.post("/api/v1/captchas", json!({})).await?;
    let text = |member: &Value| member.as_str().map(str::to_owned);
    text(&captcha["id"])
        .zip(text(&captcha["demo_answer"]))
        .context("this portal is no demonstration: it does not tell a captcha's answer")
}

async fn wait_for_code(sandbox: &Sandbox, phone: &str) -> Result<String> {
    let began = Instant::now();
    loop {
        if let Some(code) = sandbox.code_sent_to(phone).await? {
            return Ok(code);
        }
        if began.elapsed() > LONGEST_WAIT_FOR_CODE {
            bail!("no code has come to {phone}");
        }
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}
