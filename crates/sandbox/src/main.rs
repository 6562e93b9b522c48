//! The sandbox as a program.
//!
//! | Variable | Default | Meaning |
//! |---|---|---|
//! | `SANDBOX_BIND` | `127.0.0.1` | address to listen on; anything else lets others in, and there are no passwords |
//! | `SANDBOX_PORT` | `8090` | port to listen on |
//! | `SANDBOX_SMTP_PORT` | `8025` | port to take in mail on |
//! | `SANDBOX_URL` | `http://` bind `:` port | address under which browsers reach the sandbox |
//! | `PORTAL_URL` | `http://127.0.0.1:8080` | where outcomes are told and browsers return |
//! | `SANDBOX_DATA` | none | folder of the journal; without it everything is forgotten at the end |
//! | `SANDBOX_PARTNER_CODE` | `DVCQG_TAYNINH` | the partner known to the platform |
//! | `SANDBOX_PARTNER_SECRET` | `sandbox-national-platform-secret` | the secret shared with it |
//! | `SANDBOX_VNPAY_SECRET` and so on | see [`sandbox::Credentials`] | what the portal shares with each of the other providers, of payments and of identities |
//! | `RUST_LOG` | `info` | what to log |

use std::{env, error::Error, net::IpAddr, process::ExitCode, time::Duration};

use sandbox::{Config, Sandbox};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tracing_subscriber::EnvFilter;

/// How long requests under way may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let bind: IpAddr = read("SANDBOX_BIND", "127.0.0.1")
        .parse()
        .map_err(|_| "SANDBOX_BIND is not an IP address")?;
    let listener = listen(bind, "SANDBOX_PORT", "8090").await?;
    let smtp = listen(bind, "SANDBOX_SMTP_PORT", "8025").await?;
    if !bind.is_loopback() {
        tracing::warn!(%bind, "the sandbox has no passwords and can be reached from other machines");
    }
    let address = listener.local_addr()?;
    let smtp_address = smtp.local_addr()?;
    let mut defaults = Config::default();
    for (name, value) in defaults.credentials.variables() {
        *value = read(&name, value);
    }
    let config = Config {
        public_url: read("SANDBOX_URL", &format!("http://{address}")),
        portal_url: read("PORTAL_URL", &defaults.portal_url),
        data: set("SANDBOX_DATA").map(Into::into),
        partner_code: read("SANDBOX_PARTNER_CODE", &defaults.partner_code),
        partner_secret: read("SANDBOX_PARTNER_SECRET", &defaults.partner_secret),
        ..defaults
    };
    let sandbox = Sandbox::new(config).await?;
    let mut stop = stop_signal()?;
    let mut stop_serving = stop.clone();
    let serving = axum::serve(listener, sandbox.router()).with_graceful_shutdown(async move {
        let _sender_gone = stop_serving.changed().await;
    });
    println!("sandbox at http://{address}, mail at smtp://{smtp_address}");
    tokio::select! {
        served = serving.into_future() => served?,
        () = sandbox.serve_smtp(smtp) => {}
        () = async {
            let _sender_gone = stop.changed().await;
            tokio::time::sleep(GRACE).await;
        } => {}
    }
    Ok(())
}

async fn listen(bind: IpAddr, variable: &str, default: &str) -> Result<TcpListener, String> {
    let port: u16 = read(variable, default)
        .parse()
        .map_err(|_| format!("{variable} is not a port number"))?;
    TcpListener::bind((bind, port)).await.map_err(|error| {
        format!("cannot listen on {bind} port {port} ({error}); choose another with {variable}")
    })
}

/// Changes once, on SIGTERM or ctrl-c.
fn stop_signal() -> std::io::Result<watch::Receiver<()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (sender, receiver) = watch::channel(());
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        sender.send_replace(());
    });
    Ok(receiver)
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn read(name: &str, default: &str) -> String {
    set(name).unwrap_or_else(|| default.to_owned())
}
