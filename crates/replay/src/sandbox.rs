//! The outside world: its faults, telephones and ledgers.

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::plan::Profile;

/// How often a payer loads a provider's page before leaving it.
const MAX_LOADS: u32 = 4;

/// The sandbox, over HTTP. Nobody kills it, so what it does not answer is an error.
#[derive(Clone)]
pub struct Sandbox {
    http: reqwest::Client,
    url: String,
}

impl Sandbox {
    pub fn new(http: reqwest::Client, url: &str) -> Self {
        Self {
            http,
            url: url.to_owned(),
        }
    }

    pub async fn set_profile(&self, profile: Profile, seed: u64) -> Result<()> {
        let chosen = json!({ "profile": profile, "seed": seed });
        let answer = self.post("/sandbox/profile", &chosen).await?;
        ensure!(
            answer.status().is_success(),
            "the sandbox knows no profile {profile:?}: {}",
            answer.status()
        );
        Ok(())
    }

    /// The newest one-time code on a telephone, if one has come.
    pub async fn code_sent_to(&self, phone: &str) -> Result<Option<String>> {
        let inbox: Value = self.json(&format!("/sandbox/phone/{phone}.json")).await?;
        Ok(inbox[0]["text"].as_str().and_then(one_time_code))
    }

    /// Lets a payer act. The status is 404 where no provider has heard of the payment, 409 where it has ended before.
    pub async fn act(&self, reference: &str, act: &Value) -> Result<reqwest::StatusCode> {
        let path = format!("/sandbox/payer/{reference}");
        Ok(self.post(&path, act).await?.status())
    }

    /// Opens a provider's page, and loads it again where it does not come: providers have faults of their own.
    pub async fn visit(&self, page: &str) {
        for _ in 0..MAX_LOADS {
            let answer = self.http.get(page).send().await;
            if answer.is_ok_and(|answer| !answer.status().is_server_error()) {
                return;
            }
        }
    }

    /// Has the bank transfer money: its results as CSV, or nothing where it is out of order just now.
    pub async fn transfer(&self, csv: String) -> Option<String> {
        let answer = self
            .http
            .post(format!("{}/sandbox/bank/transfers-out", self.url))
            .header("content-type", "text/csv")
            .body(csv)
            .send()
            .await
            .ok()?;
        if answer.status() != 200 {
            return None;
        }
        answer.text().await.ok()
    }

    pub async fn json<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        self.http
            .get(format!("{}{path}", self.url))
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
            .with_context(|| format!("{path} of the sandbox"))
    }

    async fn post(&self, path: &str, body: &Value) -> Result<reqwest::Response> {
        self.http
            .post(format!("{}{path}", self.url))
            .json(body)
            .send()
            .await
            .with_context(|| format!("{path} of the sandbox"))
    }
}

/// Six digits that stand alone in a text.
fn one_time_code(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .find(|run| run.len() == 6)
        .map(str::to_owned)
}
