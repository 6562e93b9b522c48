//! What each feature brings when the server starts: what it keeps in memory, the jobs it runs, what of it expires. Its routes are in
//! `router`.

use crate::{
    announcements::Announcements,
    attachments::{self, heic::HeicConverter},
    audit,
    auth::{ceremony, passkeys::relying_party, password::Pool, session},
    books,
    clock::{Clock, next_night},
    config::Config,
    error::Result,
    fee_gaps,
    finance::refunds,
    idempotency,
    jobs::{self, Registry},
    login::certificate::{self, Authority},
    notifications::delivery,
    payments::{
        Providers,
        callback::{RepeatLimit, Repeats, UnverifiedLimit},
        health, poll,
        updates::Updates,
        verify,
    },
    rate_limit::{self, address_limit},
    recovery, retention,
    social_images::SocialImages,
    state::{AppState, Features, StateError},
    tracking, verification,
};
use app::Assets;
use sqlx::PgPool;

const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(60 * 60);

/// The state of a server, with what its features keep.
///
/// # Errors
/// Unusable configuration.
pub fn state(
    db: PgPool,
    config: Config,
    clock: Clock,
    assets: Assets,
) -> Result<AppState, StateError> {
    // Fails only where another part of the process has installed one, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    certificate::check_files(&config.signing.authorities).map_err(StateError::Authority)?;
    let features = Features::default()
        .with(Announcements::default())
        .with(Authority::default())
        .with(HeicConverter::default())
        .with(Pool::default())
        .with(Providers::from_config(&config)?.keeping_evidence(&db, &clock))
        .with(RepeatLimit::new(config.limits.callback_repeats))
        .with(Repeats::default())
        .with(SocialImages::default())
        .with(UnverifiedLimit::default())
        .with(Updates::default())
        .with(delivery::mailer(&config.smtp_url, &config.public_url)?)
        .with(relying_party(&config.public_url)?);
    AppState::new(db, config, clock, assets, features)
}

#[must_use]
pub fn job_handlers() -> Registry<AppState> {
    let registry = Registry::default()
        .handle(delivery::send)
        .handle(verification::send_recovery_code)
        .handle(verification::send_registration_code)
        .handle(recovery::phone::replace)
        .handle(attachments::sweep_file)
        .handle(poll::run)
        .on_given_up(poll::show_given_up)
        .handle(refunds::send::run)
        .handle(|app, _: verify::VerifyBooks| verify::nightly(app))
        .handle(|app, _: books::audit::AuditBooks| books::audit::nightly(app))
        .handle(|app, _: audit::nightly::TendAuditLog| audit::nightly::tend(app));
    let message_kinds = registry.message_kinds().to_vec();
    registry.handle(move |app, _: retention::Forget| {
        let message_kinds = message_kinds.clone();
        async move { retention::nightly(app, &message_kinds).await }
    })
}

/// Writes the jobs of every night where there are none.
pub async fn ensure_nightly(app: &AppState) -> Result<()> {
    let now = app.clock.now();
    let at = |hour| next_night(now, hour);
    let (books, log) = (verify::VerifyBooks {}, audit::nightly::TendAuditLog {});
    jobs::ensure(&app.db, &books, at(verify::NIGHTLY_AT), now).await?;
    let audited = books::audit::AuditBooks {};
    jobs::ensure(&app.db, &audited, at(books::audit::NIGHTLY_AT), now).await?;
    jobs::ensure(&app.db, &log, at(audit::nightly::NIGHTLY_AT), now).await?;
    jobs::ensure(
        &app.db,
        &retention::Forget {},
        at(retention::NIGHTLY_AT),
        now,
    )
    .await
}

/// Forgets what has expired, and looks for jobs that were given up, every hour, until the server stops.
pub async fn sweep(app: AppState) {
    loop {
        let now = app.clock.now();
        for swept in [
            session::sweep(&app.db, now).await,
            rate_limit::sweep(&app.db, now).await,
            address_limit::sweep(&app.db, now).await,
            ceremony::sweep(&app.db, now).await,
            tracking::sweep(&app.db, now).await,
            attachments::sweep(&app.db, now).await,
            idempotency::sweep(&app.db, now).await,
            fee_gaps::sweep(&app.db, now).await,
            retention::sweep(&app.db, now).await,
            health::sweep(&app.db, now).await,
            app.jobs.look_for_given_up().await,
        ] {
            if let Err(error) = swept {
                tracing::warn!(cause = ?error, "what is done every hour failed");
            }
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}
