//! A browser, or a program that speaks the API: keeps cookies, follows nothing.

use app::{
    api::{Empty, Endpoint, FormEndpoint, Problem, captchas::CreateCaptcha, path_of},
    form_data::steering,
};
use axum::body::Bytes;
use http::{HeaderMap, Method, header};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};
use uuid::Uuid;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("answers are UTF-8")
    }

    pub fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    /// The problem that this answer is, of the form that every problem has.
    pub fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status);
        problem
    }

    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("visible characters"))
            .unwrap_or_default()
    }

    /// Where a page leads that sends its browser to another site, by itself and by a link.
    pub fn elsewhere(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.text());
        let page = self.text();
        let written = page
            .split_once(r#"content="0;url="#)
            .and_then(|(_, rest)| rest.split_once('"'));
        let (address, _) = written.unwrap_or_else(|| panic!("it goes nowhere: {page}"));
        assert!(page.contains(&format!(r#"href="{address}""#)), "{page}");
        address.replace("&amp;", "&")
    }

    pub fn set_cookies(&self) -> Vec<String> {
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().expect("visible characters").to_owned())
            .collect()
    }
}

pub struct Client {
    http: reqwest::Client,
    url: String,
    address: String,
    jar: Mutex<BTreeMap<String, String>>,
}

/// Follows no redirects and uses no proxy. Certificates are those that tests have made for themselves.
pub fn plain_http() -> reqwest::Client {
    plain_http_from(None)
}

fn plain_http_from(local: Option<IpAddr>) -> reqwest::Client {
    // Fails only where it was done before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .local_address(local)
        .tls_danger_accept_invalid_certs(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

impl Client {
    pub fn new(url: String, address: &str) -> Self {
        Self {
            http: plain_http(),
            url,
            address: address.to_owned(),
            jar: Mutex::default(),
        }
    }

    /// A browser that connects from an address of this machine and claims another.
    pub fn connecting_from(local: IpAddr, url: String, claimed: &str) -> Self {
        Self {
            http: plain_http_from(Some(local)),
            ..Self::new(url, claimed)
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does with a `Set-Cookie` what a browser does.
    pub fn keep_cookie(&self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').expect("attributes");
        let (name, value) = pair.split_once('=').expect("a name and a value");
        let mut jar = self.jar();
        if attributes.contains("Max-Age=0") {
            jar.remove(name);
        } else {
            jar.insert(name.to_owned(), value.to_owned());
        }
    }

    pub fn in_english(self) -> Self {
        self.keep_cookie("lang=en; Path=/");
        self
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// A request with this browser's cookies and address.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let cookies = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let request = self
            .http
            .request(method, format!("{}{path}", self.url))
            .header("x-forwarded-for", &self.address);
        if cookies.is_empty() {
            request
        } else {
            request.header(header::COOKIE, cookies)
        }
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = response.bytes().await.expect("a whole answer");
        let answer = Answer {
            status,
            headers,
            body,
        };
        for cookie in answer.set_cookies() {
            self.keep_cookie(&cookie);
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts a form to the page that it stands on.
    pub async fn post_form(&self, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, page).form(fields))
            .await
    }

    /// Posts the form of an endpoint from the page that it stands on.
    pub async fn post<E: FormEndpoint>(
        &self,
        page: &str,
        path: &E::Path,
        fields: &[(&str, &str)],
    ) -> Answer {
        let action = path_of::<E>(path);
        let mut all = vec![(steering::ACTION, action.as_str())];
        all.extend(fields);
        self.post_form(page, &all).await
    }

    /// The answer of an endpoint as it is on the wire.
    pub async fn answer<E: Endpoint>(&self, path: E::Path, input: E::Input) -> Answer {
        self.send(self.request_to::<E>(&path, &input)).await
    }

    pub async fn call<E: Endpoint>(
        &self,
        path: E::Path,
        input: E::Input,
    ) -> Result<E::Output, Problem> {
        result(&self.answer::<E>(path, input).await)
    }

    /// Calls an endpoint with an `Idempotency-Key`.
    pub async fn call_with_key<E: Endpoint>(
        &self,
        path: E::Path,
        input: E::Input,
        key: &str,
    ) -> Result<E::Output, Problem> {
        let request = self
            .request_to::<E>(&path, &input)
            .header("idempotency-key", key);
        result(&self.send(request).await)
    }

    fn request_to<E: Endpoint>(&self, path: &E::Path, input: &E::Input) -> reqwest::RequestBuilder {
        let path = path_of::<E>(path);
        if E::METHOD == Method::GET {
            let query = serde_urlencoded::to_string(input).expect("a query");
            self.request(Method::GET, &format!("{path}?{query}"))
        } else {
            self.request(E::METHOD, &path).json(input)
        }
    }

    /// A fresh captcha and its answer.
    pub async fn captcha(&self) -> (Uuid, String) {
        let captcha = self
            .call::<CreateCaptcha>((), Empty {})
            .await
            .expect("a captcha");
        (
            captcha.id,
            captcha
                .demo_answer
                .expect("the answer, as this is a demonstration"),
        )
    }
}

fn result<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, Problem> {
    if answer.status == 200 {
        Ok(answer.json())
    } else {
        Err(answer.problem())
    }
}
