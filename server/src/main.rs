//! One binary with subcommands.

use embedded_postgres::EmbeddedPostgres;
use mimalloc::MiMalloc;
use server::{
    accounts::{demo, password},
    announcements::command,
    audit::{self, Event, Object, chain, keys::Keys},
    catalogue::{self, generate, import::import_seed},
    check,
    clock::Clock,
    config::{Config, Environment},
    database,
    http::assets,
    installation::{
        self, Purpose,
        leave_demonstration::{Closes, leave_demonstration},
    },
    jobs::{self, Takes},
    left_out,
    listener::{self, Serving},
    metrics,
    officers::command as officers,
    payments::{
        news, states,
        verify::{self, Repair},
    },
    retention, router,
    state::{self, AppState},
};
use std::{
    error::Error,
    net::{Ipv4Addr, SocketAddr},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// Requests allocate in many small pieces, which the system’s allocator is slow at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Rendering nests as deep as a page does. Only what is used of it is memory.
const STACK: usize = 8 * 1024 * 1024;

/// What closing a pool, and work in threads such as the hashing of a password, are given when the server stops. Together with
/// what requests and jobs are given it is less than the ten seconds after which a supervisor kills.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Where Prometheus looks unless told otherwise.
const METRICS_PORT: u16 = 9090;

const USAGE: &str = "\
usage: server <command>

  serve               serve the portal (default)
  check               say what a start would refuse, and what is perhaps not meant
  migrate             bring the database's schema up to date
  import              load the sample catalogue of Tây Ninh
  generate <number>   fill the catalogue up for measurements: 2042, 200000
  announce …          announce something on every page; without arguments it says how
  announcements       list what is announced now or later; `announcements end <number>` ends it
  administrator <identity number>
                      make whoever has registered with it an administrator of the province, such as the first
  reset-password <identity number>
                      let an officer set another password by telephone, where no administrator can
  leave-demonstration [--keep-registered]
                      close every account of a demonstration's database, or only those the server made, and end every
                      officer's work, so that it can become production
  states              draw the states of payment attempts and refunds (Graphviz)
  verify-projections [--rebuild]
                      compare stored states with their events, or write anew those that differ
  verify-ledger       compare the books with payments and refunds
  verify-audit        prove that the audit log is as it was written
  openapi             print the API's OpenAPI document

Configuration is by environment variables; see README.md.";

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] | ["serve"] => with_database(serve),
        ["check"] => report(),
        ["migrate"] => with_database(async |_, _| Ok(())),
        ["import"] => with_database(async |_, db| {
            import_seed(&db).await?;
            note_import(&db).await
        }),
        ["generate", number] => {
            let number: i64 = number.parse()?;
            with_database(async |_, db| {
                import_seed(&db).await?;
                generate::fill_up(&db, number).await?;
                note_import(&db).await
            })
        }
        ["announce", arguments @ ..] => {
            let request = command::Request::parse(arguments)?;
            with_database(async |_, db| {
                let now = Clock::System.now();
                println!("{}", command::announce(&db, &request, now).await?);
                Ok(())
            })
        }
        ["announcements"] => with_database(async |_, db| {
            println!("{}", command::describe(&db, Clock::System.now()).await?);
            Ok(())
        }),
        ["announcements", "end", number] => {
            let number: i64 = number.parse()?;
            with_database(async |_, db| {
                println!("{}", command::end(&db, number, Clock::System.now()).await?);
                Ok(())
            })
        }
        ["administrator", number] => with_database(async |_, db| {
            println!(
                "{}",
                officers::administrator(&db, number, Clock::System.now()).await?
            );
            Ok(())
        }),
        ["reset-password", number] => with_database(async |_, db| {
            println!(
                "{}",
                officers::reset_password(&db, number, Clock::System.now()).await?
            );
            Ok(())
        }),
        ["leave-demonstration"] => leave(Closes::Everybody),
        ["leave-demonstration", "--keep-registered"] => leave(Closes::DemonstrationAccounts),
        ["states"] => {
            print!("{}", states::drawing());
            Ok(())
        }
        ["verify-projections"] => verify(Repair::No),
        ["verify-projections", "--rebuild"] => verify(Repair::Yes),
        ["verify-ledger"] => with_database(async |_, db| told(&verify::ledger(&db).await?)),
        ["verify-audit"] => with_database(async |config, db| {
            let keys = Keys::of(&config.audit);
            told(&audit::verify::verify(&db, &keys, Clock::System.now()).await?)
        }),
        ["openapi"] => {
            println!(
                "{}",
                serde_json::to_string_pretty(&router::api().description)?
            );
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

fn report() -> Result<(), Box<dyn Error>> {
    let report = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(check::check(Environment::of_process()));
    println!("{report}");
    if report.refusals.is_empty() {
        Ok(())
    } else {
        Err("it would not start".into())
    }
}

fn leave(closes: Closes) -> Result<(), Box<dyn Error>> {
    with_database(async move |_, db| {
        println!(
            "{}",
            leave_demonstration(&db, closes, Clock::System.now()).await?
        );
        Ok(())
    })
}

fn verify(repair: Repair) -> Result<(), Box<dyn Error>> {
    with_database(async |_, db| {
        let now = Clock::System.now();
        let report = verify::projections(&db, repair, now).await?;
        if repair == Repair::Yes && !report.differences.is_empty() {
            Event::ProjectionsRebuilt
                .of(None)
                .by_operator()
                .with(serde_json::json!({ "differences": report.differences.len() }))
                .write_without_request(&db, now)
                .await?;
        }
        told(&report)
    })
}

/// Whoever loads the catalogue changes what citizens are asked to pay.
async fn note_import(db: &sqlx::PgPool) -> Result<(), Box<dyn Error>> {
    Event::CatalogueImported
        .on(Object::Catalogue)
        .by_operator()
        .write_without_request(db, Clock::System.now())
        .await?;
    Ok(())
}

/// Prints what does not agree; an error where anything does not.
fn told(report: &verify::Report) -> Result<(), Box<dyn Error>> {
    for difference in &report.differences {
        println!("{difference}");
    }
    let (compared, differences) = (report.compared, report.differences.len());
    println!("{compared} compared, {differences} differences");
    if differences == 0 {
        Ok(())
    } else {
        Err(format!("{differences} differences").into())
    }
}

/// Runs with the configured database, or with our own. Ours is started before the runtime: it is told to stop when the
/// thread that started it ends.
fn with_database<F>(run: impl FnOnce(Config, sqlx::PgPool) -> F) -> Result<(), Box<dyn Error>>
where
    F: Future<Output = Result<(), Box<dyn Error>>>,
{
    let config = Config::from_env()?;
    let embedded = match config.database_url {
        Some(_) => None,
        None => Some(EmbeddedPostgres::start(&config.data_dir.join("postgres"))?),
    };
    let url = match (&config.database_url, &embedded) {
        (Some(url), _) => url.clone(),
        (None, Some(embedded)) => embedded.url(),
        (None, None) => unreachable!("without a configured database ours was started"),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_stack_size(STACK)
        .enable_all()
        .build()?;
    let result = runtime.block_on(async {
        let direct = config.database_direct_url.as_deref();
        let db = database::open(&url, direct, config.database_connections).await?;
        run(config, db.clone()).await?;
        close(&db).await;
        Ok(())
    });
    runtime.shutdown_timeout(LAST_WORDS);
    if let Some(embedded) = embedded {
        embedded.stop();
    }
    result
}

/// Closes a pool. A connection that is still held ends with the process.
async fn close(db: &sqlx::PgPool) {
    let _ = tokio::time::timeout(LAST_WORDS, db.close()).await;
}

async fn serve(config: Config, db: sqlx::PgPool) -> Result<(), Box<dyn Error>> {
    let listen = config.listen;
    let site_root = config.site_root.clone();
    let assets = assets::discover(&site_root).map_err(|error| {
        format!(
            "the client is not built ({}: {error}); run `cargo xtask build`",
            site_root.display()
        )
    })?;
    installation::claim(&db, Purpose::of(config.production), Clock::System.now()).await?;
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    if catalogue::is_empty(&db).await? {
        import_seed(&db).await?;
    }
    let state = AppState::new(db, config, Clock::System, assets)?;
    // From here on whoever would change what the portal is sees in the database that it is served.
    drop(state.db_for_waiting.acquire().await?);
    password::warm_up();
    if demo::is_on(&state.config) {
        demo::ensure_accounts(&state).await?;
    }
    verify::ensure_nightly(&state).await?;
    retention::ensure_nightly(&state).await?;
    let serving = Serving {
        connections: connections_allowed(&state.config)?,
        limits: state.config.limits.clone(),
        peers: {
            let state = state.clone();
            Arc::new(move |peer| state.config.peer(peer))
        },
        stopping: state.stopping.clone(),
    };
    let listener = bind(listen, "PORT").await?;
    let callbacks = match state.config.limits.callback_port {
        Some(port) => Some(bind(SocketAddr::new(listen.ip(), port), "CALLBACK_PORT").await?),
        None => None,
    };
    watch(state.config.admin_port).await?;
    tracing::info!(
        address = %listener.local_addr()?,
        connections = serving.connections,
        config = ?state.config,
        "serving"
    );
    tokio::spawn(stop_when_asked(state.stopping.clone()));
    let mut workers = JoinSet::new();
    for _ in 0..jobs::WORKERS {
        workers.spawn(jobs::work(state.clone(), Takes::Anything));
    }
    for _ in 0..jobs::MESSENGERS {
        workers.spawn(jobs::work(state.clone(), Takes::Messages));
    }
    let mut helpers = JoinSet::new();
    helpers.spawn(jobs::send_to_look(state.clone()));
    helpers.spawn(jobs::sweep(state.clone()));
    helpers.spawn(left_out::write_again_and_again(state.clone()));
    helpers.spawn(chain::keep_sealing(state.clone()));
    helpers.spawn(news::listen(state.clone()));
    let for_providers = async {
        if let Some(listener) = callbacks {
            listener::serve(listener, router::callbacks(state.clone()), serving.clone()).await;
        }
    };
    tokio::join!(
        listener::serve(listener, router::router(state.clone()), serving.clone()),
        for_providers,
        finish(workers, &serving),
    );
    helpers.shutdown().await;
    close(&state.db_for_waiting).await;
    Ok(())
}

/// Lets workers finish what they do when the server stops, as long as it lets requests. A job that is broken off is done again.
async fn finish(mut workers: JoinSet<()>, serving: &Serving) {
    serving.stopping.cancelled().await;
    let all = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(serving.limits.stop, all)
        .await
        .is_err()
    {
        workers.shutdown().await;
    }
}

async fn bind(address: SocketAddr, variable: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen on {address}: {error}; set {variable} to a free port")
    })
}

/// Connections at once. Callbacks' have as many again, where they have a listener of their own.
fn connections_allowed(config: &Config) -> Result<usize, listener::TooFewFiles> {
    let database = config.database_connections + state::WAITING_CONNECTIONS;
    let listeners = 1 + usize::from(config.limits.callback_port.is_some());
    listener::connections_allowed(config.limits.connections, database as usize, listeners)
}

async fn stop_when_asked(stopping: CancellationToken) {
    asked_to_stop().await;
    tracing::info!("stopping");
    stopping.cancel();
}

/// Answers `/metrics` beside the portal. Without a configured port a second server on the machine goes without.
async fn watch(port: Option<u16>) -> Result<(), Box<dyn Error>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.unwrap_or(METRICS_PORT)));
    match TcpListener::bind(address).await {
        Ok(listener) => {
            let handle = metrics::install()?;
            tokio::spawn(metrics::serve(listener, handle));
        }
        Err(error) if port.is_none() => {
            tracing::warn!(%address, %error, "no metrics: the port is taken; set ADMIN_PORT to a free one");
        }
        Err(error) => {
            return Err(format!(
                "cannot listen on {address}: {error}; set ADMIN_PORT to a free port"
            )
            .into());
        }
    }
    Ok(())
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    let mut terminated =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(_) => return interrupted.await.unwrap_or_default(),
        };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated.recv() => {}
    }
}
