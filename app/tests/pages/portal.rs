//! Pages over an API that answers what a test says: those of the document that the tests' root calls `shell`.

use crate::shell;
use app::{
    Assets, PageStatus,
    api::Problem,
    client::{ApiCall, InMemoryApi},
    locales::Language,
    portal::Portal as Province,
    submitted::SubmittedForm,
};
use axum::{body::Body, extract::Request};
use http_body_util::BodyExt;
use leptos::prelude::provide_context;
use serde::Serialize;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Answers by path, and the paths that were asked for.
#[derive(Clone, Default)]
pub struct Portal {
    answers: HashMap<String, (bool, String)>,
    submitted: Option<SubmittedForm>,
    language: Language,
    demo: bool,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A page as it was delivered.
pub struct Page {
    pub html: String,
    /// The status the page asked for.
    pub status: Option<u16>,
}

impl Page {
    /// That all the texts are on the page.
    pub fn shows(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                self.html.contains(text),
                "missing {text:?} in {}",
                self.html
            );
        }
    }

    /// That none of the texts is on the page.
    pub fn hides(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                !self.html.contains(text),
                "unexpected {text:?} in {}",
                self.html
            );
        }
    }
}

impl Portal {
    /// Answers a path with a value.
    pub fn answering(mut self, path: &str, value: &impl Serialize) -> Self {
        let body = serde_json::to_string(value).unwrap();
        self.answers.insert(path.to_owned(), (true, body));
        self
    }

    /// Answers a path with a problem.
    pub fn refusing(mut self, path: &str, problem: &Problem) -> Self {
        let body = serde_json::to_string(problem).unwrap();
        self.answers.insert(path.to_owned(), (false, body));
        self
    }

    /// Renders with a form that came back with a problem.
    pub fn after(mut self, submitted: SubmittedForm) -> Self {
        self.submitted = Some(submitted);
        self
    }

    pub fn speaking(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Renders as a demonstration with sample data.
    pub fn demonstrating(mut self) -> Self {
        self.demo = true;
        self
    }

    /// Every text that the API answers with, the longest first.
    pub fn data(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for (_, body) in self.answers.values() {
            collect(&serde_json::from_str(body).unwrap(), &mut texts);
        }
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts
    }

    pub async fn open(&self, address: &str) -> Page {
        // Only the first test of the process starts it.
        let _ = any_spawner::Executor::init_tokio();
        let status = PageStatus::default();
        let (portal, told) = (self.clone(), status.clone());
        let provide = move || {
            provide_context(portal.clone().api());
            provide_context(told.clone());
            provide_context(portal.language);
            provide_context(Arc::new(Province {
                hotline: "0276 3813 363".to_owned(),
                demo: portal.demo,
                ..Province::default()
            }));
            if let Some(form) = portal.submitted.clone() {
                provide_context(form);
            }
        };
        let render =
            leptos_axum::render_app_async_with_context(provide, || shell(&Assets::default()));
        let request = Request::builder().uri(address).body(Body::empty()).unwrap();
        let body = render(request).await.into_body().collect().await.unwrap();
        Page {
            html: without_markers(std::str::from_utf8(&body.to_bytes()).unwrap()),
            status: status.get(),
        }
    }

    /// Paths of the API that pages asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn api(self) -> InMemoryApi {
        InMemoryApi::new(move |call: ApiCall| {
            self.asked.lock().unwrap().push(call.url.clone());
            let not_found = || (false, serde_json::to_string(&Problem::not_found()).unwrap());
            let answer = self
                .answers
                .get(&call.url)
                .cloned()
                .unwrap_or_else(not_found);
            Box::pin(async move { answer })
        })
    }
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    use serde_json::Value;
    match value {
        Value::String(text) if !text.is_empty() => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(members) => members.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// Without the comments that hydration needs between two texts.
fn without_markers(html: &str) -> String {
    html.replace("<!>", "").replace("<!---->", "")
}
