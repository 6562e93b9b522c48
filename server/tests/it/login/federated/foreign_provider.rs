//! The client of OpenID Connect against a provider that nobody of this project has written: `oidc-provider` of npm, with PKCE
//! required, RS256 and its own ideas of everything.

use crate::support::identity::{HOA, account, complete_registration};
use crate::support::{Client, Portal};
use app::api::{
    Empty,
    accounts::{EndSession, RegistrationInput},
    federated_login::{BeginFederatedLogin, FederatedLoginInput, Issuer, IssuerPath},
    pending_identity::{GetPendingIdentity, RegisterPendingIdentity},
};
use http::Method;
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

const ANOTHER: &str = "một câu dài của riêng Hoa";
const PROGRAM: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../end2end/support/foreign_provider.mjs"
);

struct Foreign {
    issuer: String,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl Foreign {
    async fn start() -> Self {
        let mut process = Command::new("node")
            .arg(PROGRAM)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node, which `cargo xtask test` installs");
        let input = process.stdin.take().expect("piped");
        let mut output = BufReader::new(process.stdout.take().expect("piped")).lines();
        let issuer = output.next_line().await.expect("readable");
        Self {
            issuer: issuer.expect("its address; `cargo xtask test` installs end2end's packages"),
            input,
            output,
            _process: process,
        }
    }

    async fn know(&mut self, portal: &Portal) {
        let redirect = format!("{}/dang-nhap/vietnam-post/ket-qua\n", portal.url);
        self.input
            .write_all(redirect.as_bytes())
            .await
            .expect("it reads");
        let ready = self.output.next_line().await.expect("readable");
        assert_eq!(ready.as_deref(), Some("ready"));
    }

    /// Signs in there and agrees to everything; yields where the browser is sent in the end.
    async fn sign_in(&self, page: &str, number: &str) -> String {
        let browser = Client::new(self.issuer.clone(), "203.0.113.7");
        let mut at = page.to_owned();
        for _ in 0..12 {
            let Some(path) = at.strip_prefix(&self.issuer).map(str::to_owned) else {
                return at;
            };
            let answer = browser.get(&path).await;
            let answer = if path.starts_with("/interaction/") {
                let prompt = if answer.text().contains("name=\"login\"") {
                    "login"
                } else {
                    "consent"
                };
                let fields = [("prompt", prompt), ("login", number), ("password", "-")];
                let post = browser.request(Method::POST, &path).form(&fields);
                browser.send(post).await
            } else {
                answer
            };
            assert!(
                (300..400).contains(&answer.status),
                "{} at {path}",
                answer.text()
            );
            let location = answer.header("location");
            at = if location.starts_with('/') {
                format!("{}{location}", self.issuer)
            } else {
                location.to_owned()
            };
        }
        panic!("led about without end, at last to {at}");
    }
}

async fn by(portal: &Portal, foreign: &Foreign, browser: &Client, number: &str) -> String {
    let path = IssuerPath {
        issuer: Issuer::VietnamPost,
    };
    let begun = browser
        .call::<BeginFederatedLogin>(path, FederatedLoginInput::default())
        .await
        .expect("a page elsewhere");
    let back = foreign.sign_in(&begun.url, number).await;
    let path = back.strip_prefix(&portal.url).expect("back to the portal");
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_provider_that_others_have_written_is_understood() {
    let mut foreign = Foreign::start().await;
    let portal = Portal::with(&[("VIETNAM_POST_ISSUER", &foreign.issuer)]).await;
    portal.keep_time();
    foreign.know(&portal).await;

    let browser = portal.browser();
    let led = by(&portal, &foreign, &browser, HOA.identity_number).await;
    assert_eq!(led, "/dang-ky/xac-nhan");
    let hoa = browser
        .call::<GetPendingIdentity>((), Empty {})
        .await
        .expect("Hoa");
    assert_eq!(
        (
            hoa.full_name.as_str(),
            hoa.birth_date.as_str(),
            hoa.phone.as_str()
        ),
        ("Võ Thị Hoa", "20/05/1992", HOA.phone)
    );
    let input = RegistrationInput {
        phone: hoa.phone,
        terms: true,
        ..RegistrationInput::default()
    };
    browser
        .call::<RegisterPendingIdentity>((), input)
        .await
        .expect("a code");
    complete_registration(&portal, &browser, HOA.phone, ANOTHER).await;

    let again = portal.browser();
    assert_eq!(
        by(&portal, &foreign, &again, HOA.identity_number).await,
        "/tai-khoan"
    );
    assert!(account(&again).await.is_some());
    let out = again
        .call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert!(out.next.starts_with(&foreign.issuer), "{}", out.next);
    // Who has no papers there is nobody here.
    let led = by(&portal, &foreign, &portal.browser(), "khong-co-giay-to").await;
    assert_eq!(led, "/dang-nhap/khong-thanh?ly-do=thieu-giay-to");
}
