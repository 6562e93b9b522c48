//! One binary with subcommands.

mod command_line;
mod serve;

use clap::Parser;
use command_line::{Announcements, Change, Command, CommandLine};
use embedded_postgres::EmbeddedPostgres;
use mimalloc::MiMalloc;
use server::{
    announcements::command as announcements,
    audit::{self, Event, Object, chain, keys::Keys},
    books,
    catalogue::{generate, import::import_seed},
    check,
    clock::Clock,
    config::{Config, Environment},
    database,
    installation::Purpose,
    leave_demonstration::{Closes, leave_demonstration},
    officers::command as officers,
    payments::{
        states,
        verify::{self, Repair},
    },
    router,
};
use sqlx::PgPool;
use std::{error::Error, fmt::Display, process::ExitCode, time::Duration};
use tracing_subscriber::EnvFilter;

/// Requests allocate in many small pieces, which the system’s allocator is slow at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Rendering nests as deep as a page does. Only what is used of it is memory.
const STACK: usize = 8 * 1024 * 1024;

/// What the last seals of the audit log, closing a pool, and work in threads such as the hashing of a password, are each given when
/// the server stops. Together with what requests and jobs are given it is less than the ten seconds after which a supervisor kills.
const LAST_WORDS: Duration = Duration::from_millis(500);

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> ExitCode {
    let command = CommandLine::parse().command.unwrap_or(Command::Serve);
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Serve => with_database(Whose::Ours, serve::serve),
        Command::Check => report(),
        Command::Migrate => on_database(async |_, _| Ok("The schema is up to date.")),
        Command::Import => changing_database(async |_, db| {
            import_seed(&db).await?;
            note_import(&db).await?;
            Ok("The sample catalogue is loaded.")
        }),
        Command::Generate { procedures } => changing_database(async |_, db| {
            import_seed(&db).await?;
            generate::fill_up(&db, procedures.into()).await?;
            note_import(&db).await?;
            Ok(format!("The catalogue has {procedures} procedures."))
        }),
        Command::Announce(request) => changing_database(async |_, db| {
            Ok(announcements::announce(&db, &request, Clock::System.now()).await?)
        }),
        Command::Announcements(Announcements { change }) => changing_database(async |_, db| {
            let now = Clock::System.now();
            Ok(match change {
                None => announcements::describe(&db, now).await?,
                Some(Change::End { number }) => announcements::end(&db, number, now).await?,
            })
        }),
        Command::Administrator { identity_number } => changing_database(async |_, db| {
            Ok(officers::administrator(&db, &identity_number, Clock::System.now()).await?)
        }),
        Command::ResetPassword { identity_number } => changing_database(async |_, db| {
            Ok(officers::reset_password(&db, &identity_number, Clock::System.now()).await?)
        }),
        Command::LeaveDemonstration { keep_registered } => changing_database(async |_, db| {
            let closes = if keep_registered {
                Closes::DemonstrationAccounts
            } else {
                Closes::Everybody
            };
            Ok(leave_demonstration(&db, closes, Clock::System.now()).await?)
        }),
        Command::States => {
            print!("{}", states::drawing());
            Ok(())
        }
        Command::VerifyProjections { rebuild } => verify_projections(rebuild),
        Command::VerifyLedger => on_database(async |_, db| agreement(verify::ledger(&db).await?)),
        Command::AuditBooks => on_database(async |_, db| {
            audited(&books::audit::audit(&db, Clock::System.now()).await?)
        }),
        Command::VerifyAudit => on_database(async |config, db| {
            let keys = Keys::of(&config.audit);
            intact(&audit::verify::verify(&db, &keys, Clock::System.now()).await?)
        }),
        Command::Openapi => {
            println!(
                "{}",
                serde_json::to_string_pretty(&router::api().description)?
            );
            Ok(())
        }
    }
}

fn report() -> Outcome {
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

fn verify_projections(rebuild: bool) -> Outcome {
    changing_database(async move |_, db| {
        let now = Clock::System.now();
        let repair = if rebuild { Repair::Yes } else { Repair::No };
        let report = verify::projections(&db, repair, now).await?;
        if rebuild && !report.differences.is_empty() {
            Event::ProjectionsRebuilt
                .of(None)
                .by_operator()
                .with(serde_json::json!({ "differences": report.differences.len() }))
                .write_without_request(&db, now)
                .await?;
        }
        agreement(report)
    })
}

/// Whoever loads the catalogue changes what citizens are asked to pay.
async fn note_import(db: &PgPool) -> Outcome {
    Event::CatalogueImported
        .on(Object::Catalogue)
        .by_operator()
        .write_without_request(db, Clock::System.now())
        .await?;
    Ok(())
}

/// Prints what does not agree; an error where anything does not.
fn agreement(report: verify::Report) -> Result<String, Box<dyn Error>> {
    for difference in &report.differences {
        println!("{difference}");
    }
    let (compared, differences) = (report.compared, report.differences.len());
    let counts = format!("{compared} compared, {differences} differences");
    if differences == 0 {
        Ok(counts)
    } else {
        Err(counts.into())
    }
}

/// Prints what the audit of the books found; an error where it found anything.
fn audited(report: &books::audit::Report) -> Result<String, Box<dyn Error>> {
    for finding in &report.findings {
        println!("{finding}");
    }
    if report.findings.is_empty() {
        Ok(report.to_string())
    } else {
        Err(report.to_string().into())
    }
}

/// Prints what of the audit log is not as it was written; an error where anything is not.
fn intact(report: &audit::verify::Report) -> Result<String, Box<dyn Error>> {
    for difference in &report.differences {
        println!("{difference}");
    }
    if report.differences.is_empty() {
        Ok(report.to_string())
    } else {
        Err(report.to_string().into())
    }
}

/// Runs a command that may change something, and seals what it has written to the audit log.
fn changing_database<F, T: Display>(command: impl FnOnce(Config, PgPool) -> F) -> Outcome
where
    F: Future<Output = Result<T, Box<dyn Error>>>,
{
    on_database(async |config, db| {
        let (keys, is) = (Keys::of(&config.audit), Purpose::of(config.production));
        let said = command(config, db.clone()).await;
        // What was done stays done, and the next server seals it.
        if let Err(error) = chain::seal_after_command(&db, &keys, is, Clock::System.now()).await {
            tracing::error!(cause = ?error, "the command’s entries of the audit log could not be sealed");
        }
        said
    })
}

/// Runs a command on the database of the portal, which may be served meanwhile, and prints what it says.
fn on_database<F, T: Display>(command: impl FnOnce(Config, PgPool) -> F) -> Outcome
where
    F: Future<Output = Result<T, Box<dyn Error>>>,
{
    with_database(Whose::AnybodysOrOurs, async |config, db| {
        println!("{}", command(config, db).await?);
        Ok(())
    })
}

/// Whose Postgres is used where none is configured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Our own, which nobody else may hold.
    Ours,
    /// That of a portal that is served now; our own where none is.
    AnybodysOrOurs,
}

/// Runs with the configured database, or with our own. Ours is started before the runtime: it is told to stop when the
/// thread that started it ends.
fn with_database<F>(whose: Whose, run: impl FnOnce(Config, PgPool) -> F) -> Outcome
where
    F: Future<Output = Outcome>,
{
    let config = Config::from_env()?;
    let folder = config.data_dir.join("postgres");
    let running = match (&config.database_url, whose) {
        (Some(url), _) => Some(url.clone()),
        (None, Whose::Ours) => None,
        (None, Whose::AnybodysOrOurs) => EmbeddedPostgres::url_of_running(&folder)?,
    };
    let (url, embedded) = match running {
        Some(url) => (url, None),
        None => {
            let embedded = EmbeddedPostgres::start(&folder)?;
            (embedded.url(), Some(embedded))
        }
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
async fn close(db: &PgPool) {
    let _ = tokio::time::timeout(LAST_WORDS, db.close()).await;
}
