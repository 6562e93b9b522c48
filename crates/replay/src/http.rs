//! A browser, as far as the API can tell: keeps cookies, has an address of its own, and asks again where the line breaks.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use reqwest::{Method, header};
use serde_json::Value;

/// A server that was killed is back long before.
const TIMEOUT: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(300);
const IN_FLIGHT: &str = "idempotency_in_flight";
/// Longer than the portal may take to hear from a provider.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);

#[derive(Debug, Clone)]
pub struct Call {
    method: Method,
    path: String,
    body: Option<Value>,
    key: Option<String>,
}

impl Call {
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            body: None,
            key: None,
        }
    }

    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self {
            method: Method::POST,
            body: Some(body),
            ..Self::get(path)
        }
    }

    /// With an `Idempotency-Key`.
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    /// The JSON in it, or its text.
    pub body: Value,
}

impl Answer {
    /// The code of the problem that it is, or nothing.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

pub struct Browser {
    http: reqwest::Client,
    url: String,
    address: String,
    jar: Mutex<BTreeMap<String, String>>,
}

/// A client that follows nothing and uses no proxy.
pub fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(LONGEST_ANSWER)
        .build()
}

impl Browser {
    pub fn new(http: reqwest::Client, url: &str, address: String) -> Self {
        Self {
            http,
            url: url.to_owned(),
            address,
            jar: Mutex::default(),
        }
    }

    pub async fn send(&self, call: &Call) -> reqwest::Result<Answer> {
        let mut request = self
            .http
            .request(call.method.clone(), format!("{}{}", self.url, call.path))
            .header("x-forwarded-for", &self.address)
            .header(header::COOKIE, self.cookies());
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        if let Some(key) = &call.key {
            request = request.header("idempotency-key", key);
        }
        let response = request.send().await?;
        self.keep(response.headers());
        let status = response.status().as_u16();
        let text = response.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { status, body })
    }

    /// Sends until there is an answer that another try would not better: after a broken line, an error of the server's own
    /// or too many tries it asks again, with the same key.
    pub async fn insist(&self, call: &Call) -> Result<Answer> {
        self.insist_until(call, |answer| {
            !is_passing(answer) && answer.code() != IN_FLIGHT
        })
        .await
    }

    /// As [`Browser::insist`], but that the first request with the key is still being worked on is an answer, too.
    pub async fn insist_but_in_flight(&self, call: &Call) -> Result<Answer> {
        self.insist_until(call, |answer| !is_passing(answer)).await
    }

    async fn insist_until(&self, call: &Call, is_final: fn(&Answer) -> bool) -> Result<Answer> {
        let began = Instant::now();
        loop {
            let said = match self.send(call).await {
                Ok(answer) if is_final(&answer) => return Ok(answer),
                Ok(answer) => format!("{} {}", answer.status, answer.body),
                Err(error) => error.without_url().to_string(),
            };
            if began.elapsed() > TIMEOUT {
                bail!("{} {}: {said}", call.method, call.path);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// As [`Browser::insist`], and the answer must be a success; its JSON.
    pub async fn expect(&self, call: &Call) -> Result<Value> {
        let answer = self.insist(call).await?;
        let Answer { status, body } = answer;
        let Call { method, path, .. } = call;
        if status != 200 {
            bail!("{method} {path} was answered with {status} {body}");
        }
        Ok(body)
    }

    /// Posts, as [`Browser::expect`].
    pub async fn post(&self, path: impl Into<String>, body: Value) -> Result<Value> {
        self.expect(&Call::post(path, body)).await
    }

    fn cookies(&self) -> String {
        let jar = self.jar();
        let pairs = jar.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, headers: &header::HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let parts = cookie.to_str().ok().and_then(|text| text.split_once(';'));
            let Some((pair, attributes)) = parts else {
                continue;
            };
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let mut jar = self.jar();
            if attributes.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn jar(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_passing(answer: &Answer) -> bool {
    match answer.status {
        408 | 429 | 500 | 502 => true,
        503 | 504 => !answer.code().starts_with("provider_"),
        _ => false,
    }
}
