//! Settings, and what each way of failing on the network says about a payment or refund.

use std::net::SocketAddr;
use std::time::Duration;

use domain::money::Vnd;
use tokio::net::TcpListener;

use super::{Call, Example, ORIGIN};
use crate::testing::{
    Then, answered, is_unknown, question, refund, refund_question, refusing, request, sent, serve,
};
use crate::{ConfigError, CreateRequest, Provider, QueryError, SendError, SettingKind};

/// Payments that can be expressed to nobody.
const INVALID: [fn(&mut CreateRequest); 6] = [
    |request| request.reference = String::new(),
    |request| request.reference = "TN 1".to_owned(),
    |request| request.reference = "TN|1".to_owned(),
    |request| request.reference = "9".repeat(65),
    |request| request.amount = Vnd::ZERO,
    |request| request.amount = Vnd::new(-1),
];

/// Why a call failed.
#[derive(Debug, PartialEq, Eq)]
enum Failure {
    NotSent,
    Unanswered(&'static str),
    Other(String),
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Self {
        match error {
            SendError::NotSent => Self::NotSent,
            SendError::Unknown(why) => Self::Unanswered(why),
            error => Self::Other(error.to_string()),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Unavailable("no connection") => Self::NotSent,
            QueryError::Unavailable(why) => Self::Unanswered(why),
            error => Self::Other(error.to_string()),
        }
    }
}

async fn failure(provider: &dyn Provider, call: Call) -> Option<Failure> {
    match call {
        Call::Create => provider.create(&request()).await.err().map(Failure::from),
        Call::Refund => provider.refund(&refund()).await.err().map(Failure::from),
        Call::Query => provider.query(&question()).await.err().map(Failure::from),
        Call::Bill => provider.bill(&question()).await.err().map(Failure::from),
        Call::QueryRefund => {
            let answer = provider.query_refund(&refund_question()).await;
            answer.err().map(Failure::from)
        }
    }
}

/// Beside the provider's own, every address, site and secret that is none.
pub(crate) async fn settings_that_cannot_work_are_refused(example: &Example) {
    let refused = |name: &str, value: &str| {
        let settings = example.settings(ORIGIN, &[(name, value)]);
        settings.build().map(|_| ()).unwrap_err()
    };
    for (name, kind) in example.descriptor.settings {
        match kind {
            SettingKind::Url(_) => {
                for value in ["", "platform", "ftp://api.example.vn"] {
                    let error = refused(name, value);
                    assert!(matches!(error, ConfigError::BaseUrl), "{name}={value}");
                }
            }
            SettingKind::Origins => {
                for value in ["", "javascript:", "https://pay.example.vn javascript:"] {
                    let ours = matches!(refused(name, value), ConfigError::RedirectOrigin(_));
                    assert!(ours, "{name}={value}");
                }
            }
            SettingKind::Secret(_) => {
                let is_empty = matches!(refused(name, ""), ConfigError::EmptySecret);
                assert!(is_empty, "{name}");
            }
            _ => {}
        }
    }
    for (name, value) in example.refused_settings {
        let error = refused(name, value);
        let own = matches!(error, ConfigError::PartnerCode | ConfigError::Setting(_));
        assert!(own, "{name}={value}: {error}");
    }
}

pub(crate) async fn nothing_secret_shows_in_debug(example: &Example) {
    let is_secret = |kind| matches!(kind, SettingKind::Secret(_) | SettingKind::OptionalSecret);
    let settings = example.descriptor.settings.iter();
    let secrets = settings.filter(|(_, kind)| is_secret(*kind));
    let changes = secrets.map(|(name, _)| (*name, "not to be shown"));
    let settings = example.settings(ORIGIN, &changes.collect::<Vec<_>>());
    let built = settings.clone().build();
    let shown = format!("{settings:?} {built:?} {:?}", request());
    let payer = request().bill.payer;
    let number = payer.identity_number.unwrap();
    for hidden in ["not to be shown", &payer.name, &number, &payer.address] {
        assert!(!shown.contains(hidden), "{hidden} shows");
    }
    // Nor does a password's digest.
    let digest = hex::encode(<md5::Md5 as md5::Digest>::digest("not to be shown"));
    assert!(!shown.contains(&digest));
}

pub(crate) async fn what_cannot_be_expressed_is_not_sent(example: &Example) {
    let provider = example.provider();
    for (position, change) in INVALID.iter().chain(example.invalid).enumerate() {
        let mut request = request();
        change(&mut request);
        let refused = answered(200, "", provider.create(&request));
        let is_invalid = matches!(refused, Err(SendError::Invalid(_)));
        assert!(is_invalid, "{position}: {refused:?}");
        assert_eq!(sent(provider.create(&request)), None, "{position}");
    }
    for (position, change) in example.invalid_refunds.iter().enumerate() {
        let mut refund = refund();
        change(&mut refund);
        let refused = answered(200, "", provider.refund(&refund));
        let is_invalid = matches!(refused, Err(SendError::Invalid(_)));
        assert!(is_invalid, "{position}: {refused:?}");
        assert_eq!(sent(provider.refund(&refund)), None, "{position}");
    }
}

pub(crate) async fn a_call_is_one_post(example: &Example) {
    for exchange in example.exchanges {
        let opened = example.opened.filter(|_| exchange.0 == Call::Create);
        let page = format!("{ORIGIN}/p/1");
        let answer = match opened {
            Some(opened) => opened(&page),
            None => "nothing of the provider's".to_owned(),
        };
        let (address, server) = serve(Then::ok(answer)).await;
        let mut settings = example.settings(&format!("http://{address}"), &[]);
        let mut line = "post ".to_owned();
        for ((_, kind), value) in example.descriptor.settings.iter().zip(&mut settings.values) {
            if let SettingKind::Url(path) = kind {
                line += &format!("{path}{} http/1.1", exchange.1);
                value.push('/');
            }
        }
        let provider = settings.build().unwrap();
        if opened.is_some() {
            let created = provider.create(&request()).await.unwrap();
            assert_eq!(created.redirect_url, Some(page));
        } else {
            let failure = failure(&*provider, exchange.0).await;
            let is_unanswered = matches!(failure, Some(Failure::Unanswered(_)));
            assert!(is_unanswered, "{failure:?}");
        }
        let (head, body) = server.await.unwrap();
        assert!(head.starts_with(&line), "{head}");
        assert!(head.contains(exchange.2), "{head}");
        let body = String::from_utf8(body).unwrap();
        assert!(body.contains(exchange.3), "{body}");
    }
}

async fn failures_at(example: &Example, address: &str) -> Vec<Option<Failure>> {
    let provider = example.settings(address, &[]).build().unwrap();
    let mut failures = Vec::new();
    for exchange in example.exchanges {
        failures.push(failure(&*provider, exchange.0).await);
    }
    failures
}

pub(crate) async fn a_refused_connection_means_that_nothing_was_sent(example: &Example) {
    let (_socket, address) = refusing();
    for failure in failures_at(example, &format!("http://{address}")).await {
        assert_eq!(failure, Some(Failure::NotSent));
    }
}

pub(crate) async fn a_failed_tls_handshake_means_that_nothing_was_sent(example: &Example) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        while let Ok(connection) = listener.accept().await {
            drop(connection);
        }
    });
    for failure in failures_at(example, &format!("https://{address}")).await {
        assert_eq!(failure, Some(Failure::NotSent));
    }
    server.abort();
}

async fn failure_at(example: &Example, address: SocketAddr, call: Call) -> Option<Failure> {
    let mut settings = example.settings(&format!("http://{address}"), &[]);
    settings.timeouts.total = Duration::from_secs(5);
    failure(&*settings.build().unwrap(), call).await
}

pub(crate) async fn a_connection_that_breaks_leaves_it_unknown(example: &Example) {
    for exchange in example.exchanges {
        let too_large = match exchange.0 {
            Call::Bill => 9 * 1024 * 1024,
            _ => 300 * 1024,
        };
        for (then, reason) in [
            (Then::Close, "connection broke off"),
            (Then::BreakOffInAnswer, "answer broke off"),
            (Then::ok(" ".repeat(too_large)), "answer is too large"),
        ] {
            let (address, _server) = serve(then).await;
            let failure = failure_at(example, address, exchange.0).await;
            assert_eq!(failure, Some(Failure::Unanswered(reason)));
        }
        for body in ["{}", "<html>"] {
            let (status, body) = ("500 Internal Server Error", body.to_owned());
            let (address, _server) = serve(Then::Answer { status, body }).await;
            let failure = failure_at(example, address, exchange.0).await;
            let is_unanswered = matches!(failure, Some(Failure::Unanswered(_)));
            assert!(is_unanswered, "{failure:?}");
        }
    }
}

pub(crate) async fn no_answer_in_time_leaves_it_unknown(example: &Example) {
    for exchange in example.exchanges {
        let (address, _server) = serve(Then::StaySilent).await;
        let mut settings = example.settings(&format!("http://{address}"), &[]);
        settings.timeouts.total = Duration::from_millis(300);
        let failure = failure(&*settings.build().unwrap(), exchange.0).await;
        assert_eq!(failure, Some(Failure::Unanswered("no answer in time")));
    }
}

pub(crate) async fn payers_are_sent_to_allowed_sites_only(example: &Example) {
    let Some(opened) = example.opened else { return };
    let provider = example.provider();
    let created = |link: &str| answered(200, opened(link), provider.create(&request()));
    let page = "https://pay.example.vn/p/1?x=2&y=3";
    assert_eq!(created(page).unwrap().redirect_url.as_deref(), Some(page));
    for link in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//pay.example.vn/p/1",
        "/p/1",
        "http://pay.example.vn/p/1",
        "https://pay.example.vn:8443/p/1",
        "https://pay.example.vn.evil.example/p/1",
        "https://pay.example.vn@evil.example/p/1",
        "https://user@pay.example.vn/p/1",
        "https://user:password@pay.example.vn/p/1",
        "https://evil.example/?https://pay.example.vn",
        "https://evil.example\\@pay.example.vn/p/1",
        "momo://x",
        "",
    ] {
        let refused = created(link);
        assert!(is_unknown(&refused), "{link}");
    }
}
