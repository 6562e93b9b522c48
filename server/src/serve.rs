//! `server serve`: the portal, until it is told to stop.

use crate::{LAST_WORDS, close};
use server::{
    account::demonstration,
    audit::chain,
    auth::password,
    catalogue::{self, import::import_seed},
    check,
    clock::Clock,
    config::Config,
    features,
    http::assets,
    installation::{self, Purpose},
    jobs::{self, Takes},
    left_out,
    listener::{self, Serving},
    metrics,
    payments::updates,
    router,
};
use std::{
    error::Error,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// Where Prometheus looks unless told otherwise.
const METRICS_PORT: u16 = 9090;

/// Serves until told to stop.
///
/// # Errors
/// The portal cannot be served: the client is not built, the database is another installation's, a port is taken.
pub async fn serve(config: Config, db: sqlx::PgPool) -> Result<(), Box<dyn Error>> {
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
    let state = features::state(db, config, Clock::System, assets)?;
    // From here on whoever would change what the portal is sees in the database that it is served.
    drop(state.db_for_waiting.acquire().await?);
    password::warm_up();
    if !state.config.production {
        demonstration::ensure_accounts(&state).await?;
    }
    features::ensure_nightly(&state).await?;
    state.jobs.retry_given_up().await?;
    let serving = Serving {
        connections: check::connections(&state.config)?,
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
    let registry = Arc::new(features::job_handlers());
    let takes = [
        (jobs::WORKERS, Takes::Anything),
        (jobs::MESSENGERS, Takes::Messages),
    ];
    for (count, takes) in takes {
        for _ in 0..count {
            let (state, registry) = (state.clone(), registry.clone());
            workers.spawn(async move { state.jobs.work(&registry, state.clone(), takes).await });
        }
    }
    let mut helpers = JoinSet::new();
    helpers.spawn({
        let state = state.clone();
        async move { state.jobs.keep_waking().await }
    });
    helpers.spawn(features::sweep(state.clone()));
    helpers.spawn(chain::keep_sealing(state.clone()));
    helpers.spawn(updates::listen(state.clone()));
    let counts =
        left_out::write_again_and_again(&state.left_out, &state.db, &state.clock, &state.stopping);
    let for_providers = async {
        if let Some(listener) = callbacks {
            listener::serve(listener, router::callbacks(state.clone()), serving.clone()).await;
        }
    };
    tokio::join!(
        listener::serve(listener, router::router(state.clone()), serving.clone()),
        for_providers,
        finish(workers, &serving),
        counts,
    );
    helpers.shutdown().await;
    chain::seal_before_stop(&state, LAST_WORDS).await;
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
