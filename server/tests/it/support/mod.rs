//! A portal with its database, a sandbox around it, browsers, and a clock that the test moves.

mod authenticator;
mod client;
mod confirm;
pub mod database;
mod dossiers;
pub mod identity;
mod paper;
mod payer;
mod program;
mod raw;
mod wire;

pub use authenticator::{Authenticator, SYNCABLE, SYNCED};
pub use client::{Answer, Client, plain_http};
pub use confirm::{Confirm, SECRET};
pub use dossiers::{CRIMINAL_RECORD, Filed, criminal_record, one_copy};
pub use paper::words_of;
pub use payer::{EMPTY_CARD, GOOD_CARD};
pub use program::{Running, run};
pub use raw::Raw;

use app::{Assets, Client as Program, api::sessions::Method};
use server::{
    account::demonstration,
    audit::{
        chain::{self, Extent},
        keys::Keys,
    },
    auth::session,
    clock::Clock,
    config::{Config, limits::Limits},
    features,
    jobs::Takes,
    listener::{self, Serving},
    router,
    state::AppState,
};
use sqlx::{ConnectOptions, PgPool};
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration as Patience};
use time::{Duration, OffsetDateTime, macros::datetime};
use tokio::{net::TcpListener, task::JoinHandle};
use uuid::Uuid;
use wire::Wire;

/// When every test begins: ten in the morning in Vietnam. In UTC, as a server's clock is, so that a date taken from it
/// without thinking of Vietnam is wrong.
pub const MORNING: OffsetDateTime = datetime!(2026-03-16 03:00 UTC);

/// Far longer than anything takes; a test that waits this long has failed.
const PATIENCE: Patience = Patience::from_secs(20);

#[derive(Clone, Copy)]
pub struct Citizen {
    pub identity_number: &'static str,
    pub phone: &'static str,
}

pub const AN: Citizen = Citizen {
    identity_number: "072090000017",
    phone: "0900000017",
};
pub const BINH: Citizen = Citizen {
    identity_number: "072191000025",
    phone: "0900000025",
};

/// An officer of the department of justice.
pub const CHAU: Citizen = Citizen {
    identity_number: "072190000033",
    phone: "0918602147",
};

/// Who takes cash for the department of justice.
pub const MAI: Citizen = Citizen {
    identity_number: "072190000090",
    phone: "0918602209",
};

/// The two finance officers that refunds and corrections need.
pub const DUNG: Citizen = Citizen {
    identity_number: "072190000041",
    phone: "0918602154",
};
pub const GIANG: Citizen = Citizen {
    identity_number: "072190000058",
    phone: "0918602161",
};

/// The administrator of the province, and who reads its audit log.
pub const HUNG: Citizen = Citizen {
    identity_number: "072190000066",
    phone: "0918602178",
};
pub const LAN: Citizen = Citizen {
    identity_number: "072190000074",
    phone: "0918602193",
};

/// An enterprise; its login name is its tax code.
pub const COMPANY: Citizen = Citizen {
    identity_number: "3900123458",
    phone: "0918602185",
};

/// A running portal and the outside world around it.
pub struct Portal {
    pub app: AppState,
    pub url: String,
    pub sandbox_url: String,
    /// What the portal says to the national platform.
    pub wire: Wire,
    /// Ends when the portal has stopped.
    pub serving: JoinHandle<()>,
    http: reqwest::Client,
}

impl Portal {
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// A portal whose environment has these variables besides the usual ones.
    pub async fn with(variables: &[(&str, &str)]) -> Self {
        Self::limited(variables, |_| {}).await
    }

    /// The same with limits of connections that a test need not wait long for.
    pub async fn limited(variables: &[(&str, &str)], limit: impl FnOnce(&mut Limits)) -> Self {
        let configure = |config: &mut Config| limit(&mut config.limits);
        Self::on(database::fresh().await, variables, configure).await
    }

    /// The same on a database of the test's own, with whatever else is configured.
    pub async fn on(
        db: PgPool,
        variables: &[(&str, &str)],
        configure: impl FnOnce(&mut Config),
    ) -> Self {
        let (portal, url) = listen().await;
        let (outside, sandbox_url) = listen().await;
        let sandbox = sandbox::Sandbox::new(sandbox::Config {
            public_url: sandbox_url.clone(),
            portal_url: url.clone(),
            // Every CONFIRM is sent once: a test that wants repeats orders them.
            callback_pauses: Vec::new(),
            ..sandbox::Config::default()
        })
        .await
        .expect("a sandbox");
        serve(outside, sandbox.router());
        let (post_office, smtp_address) = listen().await;
        let smtp_url = smtp_address.replace("http:", "smtp:");
        tokio::spawn(sandbox.serve_smtp(post_office));
        let wire = Wire::tap(format!("{sandbox_url}/sandbox/national-platform")).await;

        let usual = [
            ("PUBLIC_URL", url.as_str()),
            ("SANDBOX_URL", sandbox_url.as_str()),
            ("SMTP_URL", smtp_url.as_str()),
            ("NATIONAL_PLATFORM_URL", wire.url.as_str()),
            ("SITE_ROOT", "/nonexistent"),
            ("DATA_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/data")),
            // So that a test may have many browsers.
            ("TRUST_FORWARDED_FOR", "1"),
        ];
        let variables = usual.iter().chain(variables).copied();
        let mut config = Config::read(variables.collect()).expect("a usable configuration");
        configure(&mut config);
        let program = |name: &str| Program {
            js: format!("/pkg/{name}.js"),
            wasm: format!("/pkg/{name}.wasm"),
        };
        let assets = Assets {
            portal: program("portal"),
            desk: program("desk"),
            css: "/pkg/portal.css".to_owned(),
        };
        let app = features::state(db, config, Clock::standing_at(MORNING), assets)
            .expect("a usable state");
        demonstration::ensure_accounts(&app)
            .await
            .expect("demonstration accounts");
        let serving = Serving {
            connections: app.config.limits.connections.unwrap_or(1000),
            limits: app.config.limits.clone(),
            peers: Arc::new(|_| server::config::networks::Peer::Proxy),
            stopping: app.stopping.clone(),
        };
        let router = router::router(app.clone());
        let serving = tokio::spawn(listener::serve(portal, router, serving));
        Self {
            app,
            url,
            sandbox_url,
            wire,
            serving,
            http: plain_http(),
        }
    }

    /// Where a program of its own finds the database.
    pub fn database_url(&self) -> String {
        self.app.db.connect_options().to_url_lossy().to_string()
    }

    pub fn now(&self) -> OffsetDateTime {
        self.app.clock.now()
    }

    pub fn advance(&self, by: Duration) {
        self.app.clock.advance(by);
    }

    /// Runs the job that has been due for longest; says whether there was one.
    pub async fn run_job(&self, takes: Takes) -> bool {
        let (app, handlers) = (&self.app, features::job_handlers());
        let run = app.jobs.run_one(&handlers, app.clone(), takes).await;
        run.expect("jobs can be read")
    }

    pub async fn run_jobs(&self) {
        while self.run_job(Takes::Anything).await {}
    }

    /// A browser that nobody has signed in with.
    pub fn browser(&self) -> Client {
        Client::new(self.url.clone(), "203.0.113.7")
    }

    pub fn browser_at(&self, address: &str) -> Client {
        Client::new(self.url.clone(), address)
    }

    pub async fn signed_in(&self, citizen: Citizen) -> Client {
        self.signed_in_by(citizen, Method::Password, 2).await
    }

    pub async fn account_of(&self, citizen: Citizen) -> Uuid {
        let query = "select id from accounts where login_name = $1";
        self.one(query, citizen.identity_number).await
    }

    /// A browser with a citizen signed in by some way.
    pub async fn signed_in_by(&self, citizen: Citizen, method: Method, assurance: u8) -> Client {
        let browser = self.browser();
        let new = session::NewSession {
            account_id: self.account_of(citizen).await,
            method,
            assurance,
            browser: String::new(),
            address: "203.0.113.7".to_owned(),
            id_token: None,
        };
        let cookie = session::begin(&self.app.db, new, self.now(), Default::default())
            .await
            .expect("a session");
        browser.keep_cookie(&cookie);
        browser
    }

    /// The texts on a phone, newest first.
    pub async fn texts_to(&self, phone: &str) -> Vec<String> {
        self.run_jobs().await;
        let inbox = self
            .sandbox_json(&format!("/sandbox/phone/{phone}.json"))
            .await;
        inbox
            .as_array()
            .expect("a list of messages")
            .iter()
            .map(|message| message["text"].as_str().expect("text").to_owned())
            .collect()
    }

    /// The code in the newest message on a phone.
    pub async fn code_sent_to(&self, phone: &str) -> String {
        let texts = self.texts_to(phone).await;
        let newest = texts.first().expect("a message");
        one_time_code(newest).expect("a code of six digits")
    }

    pub async fn sandbox_json(&self, path: &str) -> serde_json::Value {
        let answer = self.http.get(format!("{}{path}", self.sandbox_url)).send();
        answer
            .await
            .expect("the sandbox")
            .json()
            .await
            .expect("JSON")
    }

    /// Orders a fault for the next times that the sandbox passes a point.
    pub async fn fault(&self, point: &str, fault: &str, times: u32) {
        let answer = self
            .http
            .post(format!("{}/sandbox/faults", self.sandbox_url))
            .json(&serde_json::json!({ "point": point, "fault": fault, "times": times }))
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(answer.status(), 201);
    }

    pub async fn fault_at(&self, provider: &str, point: &str, fault: &str, times: u32) {
        let ordered = serde_json::json!({
            "provider": provider, "point": point, "fault": fault, "times": times,
        });
        let answer = self
            .http
            .post(format!("{}/sandbox/faults", self.sandbox_url))
            .json(&ordered)
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(answer.status(), 201);
    }

    /// From now on everything outside works.
    pub async fn repair(&self) {
        let answer = self
            .http
            .delete(format!("{}/sandbox/faults", self.sandbox_url))
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(answer.status(), 204);
    }

    /// The payer does something at whichever provider the payment is at.
    pub async fn payer(&self, reference: &str, act: serde_json::Value) {
        let answer = self
            .http
            .post(format!("{}/sandbox/payer/{reference}", self.sandbox_url))
            .json(&act)
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(answer.status(), 200);
    }

    /// Opens an address as the payer's browser does.
    pub async fn open(&self, address: &str) {
        let answer = self.http.get(address).send().await.expect("the page");
        assert_eq!(answer.status(), 303, "on to the page with the buttons");
    }

    /// Time passes, here and outside.
    pub async fn pass(&self, time: Duration) {
        self.advance(time);
        let answer = self
            .http
            .post(format!("{}/sandbox/clock", self.sandbox_url))
            .json(&serde_json::json!({ "advance_seconds": time.whole_seconds() }))
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(answer.status(), 200);
    }

    /// Sets the clock to the machine's, by which the sandbox goes: providers refuse what is over.
    pub fn keep_time(&self) {
        self.advance(OffsetDateTime::now_utc() - self.now());
    }

    /// What a query with one parameter yields, one value.
    pub async fn one<T, P>(&self, query: &'static str, parameter: P) -> T
    where
        T: Send + Unpin + sqlx::Type<sqlx::Postgres> + for<'r> sqlx::Decode<'r, sqlx::Postgres>,
        P: for<'q> sqlx::Encode<'q, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + 'static,
    {
        sqlx::query_scalar(query)
            .bind(parameter)
            .fetch_one(&self.app.db)
            .await
            .expect("one row")
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query)
            .fetch_one(&self.app.db)
            .await
            .expect("a count")
    }

    /// Runs a statement on the test's own database as its owner, who may do what the server may not; the database's refusal
    /// is the caller's to look at.
    pub async fn execute(&self, statement: &'static str) -> Result<(), sqlx::Error> {
        let mut tx = self.app.db.begin().await?;
        sqlx::query("set local role none").execute(&mut *tx).await?;
        sqlx::query(statement).execute(&mut *tx).await?;
        tx.commit().await
    }

    /// Seals what was written to the audit log, as the server does every few seconds.
    pub async fn seal_audit_log(&self) {
        let keys = Keys::of(&self.app.config.audit);
        chain::seal(&self.app.db, &keys, self.now(), Extent::Latest)
            .await
            .expect("sealed");
    }

    /// Runs a statement as the server does.
    pub async fn execute_as_server(&self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(statement).execute(&self.app.db).await.map(drop)
    }

    /// What an account of the ledger holds, in đồng: credits are negative.
    pub async fn balance(&self, account: String) -> i64 {
        self.one(
            "select coalesce(sum(amount), 0)::bigint from ledger_entries where account = $1",
            account,
        )
        .await
    }

    /// The sum of all entries: nothing, where the books are right.
    pub async fn sum_of_the_books(&self) -> i64 {
        self.count("select coalesce(sum(amount), 0)::bigint from ledger_entries")
            .await
    }

    pub async fn receipts_of(&self, order: Uuid) -> i64 {
        self.one("select count(*) from receipts where order_id = $1", order)
            .await
    }
}

/// Six digits that stand alone in a text.
pub fn one_time_code(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .find(|run| run.len() == 6)
        .map(str::to_owned)
}

/// Waits for what the other side is doing already, asking again and again.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, ask: impl Fn() -> F) -> T {
    let asked = async {
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked)
        .await
        .unwrap_or_else(|_| panic!("{what} in time"))
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    (listener, format!("http://{address}"))
}

fn serve(listener: TcpListener, router: axum::Router) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
}
