//! A payer at a provider, and back.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::http::{Browser, Call};
use crate::sandbox::Sandbox;

/// Payers keep the clock's time, and the portal's questions run through their three days in seconds. So that a payment is not
/// made after the last question, whoever has not begun to pay by then closes the page.
const TIME_TO_PAY: Duration = Duration::from_secs(6);

/// A payment that a payer can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub reference: String,
    /// In đồng.
    amount: i64,
    redirect_url: Option<String>,
    /// When the payer was shown how to pay.
    since: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    Done,
    /// The provider does not know the payment, or it has ended.
    TooLate,
}

impl Opened {
    /// Reads an attempt as the API tells it, while its payer can still pay by it.
    pub fn read(attempt: &Value, amount: i64) -> Option<Self> {
        let redirect_url = attempt["redirect_url"].as_str().map(str::to_owned);
        let payable = redirect_url.is_some() || attempt["qr"].is_string();
        payable.then_some(Self {
            reference: attempt["reference"].as_str()?.to_owned(),
            amount,
            redirect_url,
            since: Instant::now(),
        })
    }

    /// Does one thing at the provider: `pay`, `cancel`, `insufficient`, `wrong_otp`, `leave`, `pay_twice`.
    pub async fn act(&self, sandbox: &Sandbox, act: &str) -> Result<Acted> {
        if self.since.elapsed() > TIME_TO_PAY {
            return Ok(Acted::TooLate);
        }
        let mut body = json!({ "act": act });
        if self.redirect_url.is_none() {
            // A transfer is of whatever the payer types.
            body["amount"] = self.amount.into();
        }
        let mut status = sandbox.act(&self.reference, &body).await?;
        if let (StatusCode::NOT_FOUND, Some(page)) = (status, &self.redirect_url) {
            // Some providers are told of a payment by the payer's browser only, when it opens the page.
            sandbox.visit(page).await;
            status = sandbox.act(&self.reference, &body).await?;
        }
        match status {
            StatusCode::OK => Ok(Acted::Done),
            StatusCode::NOT_FOUND | StatusCode::CONFLICT => Ok(Acted::TooLate),
            other => bail!(
                "the sandbox answered {other} to {act} of {}",
                self.reference
            ),
        }
    }

    pub async fn return_to_portal(&self, browser: &Browser) -> Result<()> {
        let page = format!("/api/v1/payment-results/{}", self.reference);
        browser.expect(&Call::get(page)).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_with_neither_page_nor_code_cannot_be_paid() {
        let attempt = json!({ "reference": "abc", "redirect_url": null, "qr": null });
        assert_eq!(Opened::read(&attempt, 1), None);
        let scanned = json!({ "reference": "abc", "redirect_url": null, "qr": "0002" });
        assert!(Opened::read(&scanned, 1).is_some());
    }
}
