//! The portal behind the proxies and the pooler that people use, with their default settings and as `docs/operate` sets them.

mod haproxy;
mod nginx;
mod pgbouncer;

use crate::support::{AN, Client, Portal, one_copy, plain_http};
use app::{
    api::{Endpoint, accounts::StartSignIn},
    form_data::steering,
};
use http::{Method, header};
use std::{
    fs, io,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    task::JoinSet,
};
use uuid::Uuid;

/// Far less than the time after which a stream that is held back would be let go, and far more than any machine takes.
const AT_ONCE: Duration = Duration::from_secs(10);
const LONGEST_START: Duration = Duration::from_secs(20);

/// A program with a folder of its own, ended when dropped.
struct Program {
    child: Child,
    folder: PathBuf,
}

impl Program {
    /// Starts a program of the system with its settings in a file, whose path is its last argument, and waits until the
    /// port answers.
    async fn start(
        name: &str,
        arguments: &[&str],
        folder: Folder,
        settings: &str,
        port: u16,
    ) -> Self {
        let file = folder.write("settings", settings.as_bytes());
        let log = fs::File::create(folder.0.join("log")).expect("a log");
        let child = Command::new(found(name))
            .args(arguments)
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let program = Self {
            child,
            folder: folder.0,
        };
        let answers = async {
            while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::task::yield_now().await;
            }
        };
        if tokio::time::timeout(LONGEST_START, answers).await.is_err() {
            let log = fs::read_to_string(program.folder.join("log")).unwrap_or_default();
            panic!("{name} does not answer: {log}");
        }
        program
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A new folder that programs under other users can read.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("portal-{}", Uuid::new_v4()));
        fs::create_dir(&folder).expect("a folder");
        Self(folder)
    }

    fn write(&self, name: &str, content: &[u8]) -> String {
        let file = self.0.join(name);
        fs::write(&file, content).expect("a file");
        file.display().to_string()
    }
}

fn found(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed; `cargo xtask test` installs it"))
}

/// An example of `docs/operate`, for this test's addresses and files. What is replaced must be there.
fn example(name: &str, replaced: &[(&str, &str)]) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs/operate")
        .join(name);
    let mut text = fs::read_to_string(&file).expect("the example");
    for (from, to) in replaced {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    text
}

/// A certificate for localhost and its key, as two files and as one.
struct Certificate {
    certificate: String,
    key: String,
    both: String,
}

impl Certificate {
    fn new(folder: &Folder) -> Self {
        let made =
            rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
        Self {
            both: folder.write("both.pem", format!("{certificate}{key}").as_bytes()),
            certificate: folder.write("certificate.pem", certificate.as_bytes()),
            key: folder.write("key.pem", key.as_bytes()),
        }
    }
}

fn port_of(url: &str) -> u16 {
    url.rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .expect("an address with a port")
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// Where the proxies of these tests are, which the portal believes, and nobody else.
const PROXIES: (&str, &str) = ("TRUST_FORWARDED_FOR", "127.0.0.1/32");
/// Where their browser is.
const BROWSER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
/// Where it says that it is.
const CLAIMED: &str = "198.51.100.99";
/// Where somebody is who opens too many connections. Nothing else in these tests comes from there.
const GREEDY: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 3);
/// How many more than are allowed.
const TOO_MANY: usize = 5;

/// A portal that citizens reach through a proxy at this address.
async fn portal_behind(url: &str) -> Portal {
    Portal::with(&[("PUBLIC_URL", url), PROXIES]).await
}

/// What every proxy must let through: native forms of a browser that knows no Fetch Metadata, the address of the browser and
/// not the one that it claims, a stream of events, and a refusal while a body is still being sent.
async fn serves_citizens(portal: &Portal, proxy_url: &str) {
    let browser = Client::connecting_from(BROWSER, proxy_url.to_owned(), CLAIMED);
    native_form_is_answered(portal, &browser, proxy_url).await;
    first_event_comes_at_once(portal, proxy_url).await;
    refusal_is_heard_while_a_body_is_sent(&browser).await;
}

/// With `Origin` alone, as Safari sent forms before version 16.4.
async fn native_form_is_answered(portal: &Portal, browser: &Client, proxy_url: &str) {
    let (captcha_id, captcha) = browser.captcha().await;
    let posted = browser
        .request(Method::POST, "/dang-nhap/dvc-quoc-gia/tai-khoan")
        .header(header::ORIGIN, proxy_url)
        .form(&[
            (steering::ACTION, StartSignIn::PATH),
            ("identity_number", AN.identity_number),
            ("password", "not the password"),
            ("captcha_id", &captcha_id.to_string()),
            ("captcha", &captcha),
        ]);
    let answer = browser.send(posted).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    let failed = "select address from audit_log where event = $1";
    let address: String = portal.one(failed, "sign_in_failed").await;
    assert_eq!(
        address,
        BROWSER.to_string(),
        "where the proxy saw the browser"
    );
}

async fn first_event_comes_at_once(portal: &Portal, proxy_url: &str) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let address = format!(
        "{proxy_url}/api/v1/payment-results/{}/events",
        attempt.reference
    );
    let first = async {
        let mut answer = plain_http().get(address).send().await.expect("the events");
        answer.chunk().await.expect("bytes").expect("an event")
    };
    let first = tokio::time::timeout(AT_ONCE, first)
        .await
        .expect("not held back until the stream ends");
    assert!(
        String::from_utf8_lossy(&first).contains("data: {"),
        "{first:?}"
    );
}

async fn refusal_is_heard_while_a_body_is_sent(browser: &Client) {
    let boundary = "----documents";
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
    );
    let mut body = head.into_bytes();
    body.resize(body.len() + 5 * 1024 * 1024, b'a');
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let posted = browser
        .request(Method::POST, "/ho-so/1")
        .header("sec-fetch-site", "same-origin")
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={boundary}"),
        )
        .body(body);
    let answer = browser.send(posted).await;
    assert_eq!(answer.status, 401, "{}", answer.text());
}

/// One source opens more connections than the example allows, says something on each and keeps them. So many of them are
/// answered with a refusal, perhaps an empty one; the others stay, and somebody else comes in.
async fn one_source_holds_its_share(
    portal: &Portal,
    proxy_url: &str,
    allowed: usize,
    said: &'static str,
    refusal: &str,
) {
    let of_the_portal = portal.app.config.limits.connections_per_network;
    assert_eq!(allowed, of_the_portal, "as without a proxy");
    let port = port_of(proxy_url);
    let mut held = JoinSet::new();
    for _ in 0..allowed + TOO_MANY {
        // Whoever is refused may be so before having said anything.
        held.spawn(async move { beginning_of_answer(port, said).await.unwrap_or_default() });
    }
    let refused = async {
        for _ in 0..TOO_MANY {
            let answer = held.join_next().await.expect("a connection");
            let answer = answer.expect("no panic");
            assert!(answer.starts_with(refusal), "{answer}");
            assert_eq!(answer.is_empty(), refusal.is_empty(), "{answer}");
        }
    };
    tokio::time::timeout(AT_ONCE, refused)
        .await
        .expect("refused at once");
    let other = Client::connecting_from(BROWSER, proxy_url.to_owned(), CLAIMED);
    assert_eq!(other.get("/healthz").await.status, 200);
    assert!(held.try_join_next().is_none(), "no more than those");
}

/// Connects, says something, and waits for what comes back; nothing, where the other side closes.
async fn beginning_of_answer(port: u16, said: &str) -> io::Result<String> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((GREEDY, 0).into())?;
    let mut connection = socket.connect((Ipv4Addr::LOCALHOST, port).into()).await?;
    connection.write_all(said.as_bytes()).await?;
    let mut answer = [0; 64];
    let read = connection.read(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer[..read]).into_owned())
}

/// The number behind some words of an example.
fn number_after(settings: &str, words: &str) -> usize {
    let (_, rest) = settings.split_once(words).expect("the words");
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}
