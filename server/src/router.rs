//! Every route in one place.

use crate::{
    account::{certificates, identity_number, links, passkeys, sessions, settings},
    agencies, announcements, attachments, audit_log,
    auth::session,
    captcha, cash,
    catalogue::{
        self,
        sitemap::{robots, sitemap},
    },
    desk, dossiers,
    error::problem_response,
    fee_gaps,
    finance::{
        attempts, channels, corrections,
        refunds::{decide, list, name_account, propose, send, transfers},
    },
    http::{
        Api, assets,
        cross_site_guard::refuse_cross_site,
        form_bridge, gate,
        origin::OwnOrigin,
        pages::{self, Pages, Shell},
        problem_page::in_words,
        scope::request_scope,
        security_headers::security_headers,
        service_worker,
        session::SessionLookup,
    },
    leaflet,
    login::{self, certificate, federated, form_post, passkey, pending_identity},
    officers,
    payments::{attempt, callback, history, lookup, order, result},
    receipts, recovery, registration, social_images,
    state::AppState,
    tracking, verification,
};
use app::api::{
    accounts::{
        CompleteRegistration, EndSession, GetSession, StartRegistration, StartSignIn,
        VerifyRegistration, VerifySignIn,
    },
    agencies::{ApproveAgency, GetWaitingAgency, ListWaitingAgencies, RefuseAgency},
    announcements::ListAnnouncements,
    attachments::{
        AttachSharedDocuments, DropSharedDocuments, ListAttachments, ListSharedDocuments,
        RemoveAttachment,
    },
    audit::ListAuditLog,
    captchas::{CreateCaptcha, CreateQuestionCaptcha, CreateWorkCaptcha, RenewCaptcha},
    cash::{GetCash, ListCash, RecordCash},
    catalogue::{GetCatalogue, GetProcedure, SearchProcedures},
    desk::{CountArrivals, GetDeskDossier, ListDeskDossiers},
    dossiers::{CreateDossier, GetDossier, ListDossiers, RemoveDraft, SaveDossier, SendDossier},
    federated_login::{
        BeginFederatedLogin, Issuer, ListLinkedIdentities, ListLoginMethods, UnlinkIdentity,
    },
    fee_gaps::ListFeeGaps,
    finance::{
        ApproveCorrection, ApproveRefund, GetFinanceAttempt, GetRefund, ListChannelStates,
        ListFinanceAttempts, ListRefunds, NameRefundAccount, ProposeCorrection, ProposeRefund,
        RecordTransferResults, RefreshRefundStatus, RefreshStatus, RejectCorrection, RejectRefund,
        SwitchChannel,
    },
    officers::{
        ChangeOfficer, DeactivateOfficer, GetManaged, GetOfficer, ListOfficers, MakeOfficer,
        ResetOfficerPassword,
    },
    passkeys::{
        AddPasskey, BeginPasskey, BeginPasskeyProof, BeginPasskeySecondFactor, BeginPasskeySignIn,
        FinishPasskeyProof, FinishPasskeySecondFactor, FinishPasskeySignIn, ListPasskeys,
        RemovePasskey,
    },
    payments::{GetPaymentOrder, GetPaymentResult, ListTransactions, StartAttempt},
    pending_identity::{GetPendingIdentity, RegisterPendingIdentity},
    receipts::CheckReceipt,
    recovery::{
        CompletePasswordRecovery, NameNewPhone, ObjectToNewPhone, StartPasswordRecovery,
        StartPhoneRecovery, VerifyNewPhone, VerifyPasswordRecovery, VerifyPhoneRecovery,
    },
    security::{
        ChangeIdentityNumber, ChangePassword, GetSecurity, KeepPhone, ListOwnActivity, ProveAgain,
        StartEmailChange, StartPhoneChange, VerifyEmailChange, VerifyPhoneChange,
    },
    sessions::{EndAccountSession, EndOtherSessions, ListSessions},
    signatures::{
        BeginSignature, FinishSignature, GetSignatureRequest, ListCertificates, UnbindCertificate,
    },
    tracking::{GetTracking, TrackDossier},
    verifications::{ChooseCodeMethod, GetTypedFields, GetVerification, ResendCode},
};
use axum::{
    Extension, Json, Router,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use utoipa::openapi::{Info, OpenApi};

/// The API: declared in `app::api`, handled here.
#[must_use]
pub fn api() -> Api {
    let mut info = Info::new("Provincial public-service portal", "1");
    info.description =
        Some("Errors are RFC 9457 problems with a stable `code`. Amounts are whole đồng. Texts for people are in the language \
         that `?lang=` or the cookie `lang` chooses, `vi` or `en`; `Content-Language` names it."
            .into());
    let description = OpenApi::new(info, utoipa::openapi::Paths::new());
    Api::new(description)
        .handle::<SearchProcedures, _, _, _>(catalogue::search)
        .handle::<GetCatalogue, _, _, _>(catalogue::overview)
        .handle::<GetProcedure, _, _, _>(catalogue::show)
        .handle::<ListAnnouncements, _, _, _>(announcements::list)
        .handle::<CreateCaptcha, _, _, _>(captcha::create)
        .handle::<CreateWorkCaptcha, _, _, _>(captcha::create_work)
        .handle::<CreateQuestionCaptcha, _, _, _>(captcha::create_question)
        .handle::<RenewCaptcha, _, _, _>(captcha::renew)
        .form::<StartRegistration, _, _, _>(registration::start)
        .form::<VerifyRegistration, _, _, _>(registration::verify)
        .form::<CompleteRegistration, _, _, _>(registration::complete)
        .form::<StartSignIn, _, _, _>(login::password::start)
        .form::<VerifySignIn, _, _, _>(login::password::verify)
        .handle::<GetSession, _, _, _>(sessions::current)
        .form::<EndSession, _, _, _>(sessions::end)
        .handle::<GetVerification, _, _, _>(verification::show)
        .handle::<GetTypedFields, _, _, _>(verification::show_typed)
        .form::<ResendCode, _, _, _>(verification::resend)
        .form::<ChooseCodeMethod, _, _, _>(verification::choose_method)
        .form::<StartPasswordRecovery, _, _, _>(recovery::password::start)
        .form::<VerifyPasswordRecovery, _, _, _>(recovery::password::verify)
        .form::<CompletePasswordRecovery, _, _, _>(recovery::password::complete)
        .form::<StartPhoneRecovery, _, _, _>(recovery::phone::start)
        .form::<VerifyPhoneRecovery, _, _, _>(recovery::phone::verify)
        .form::<NameNewPhone, _, _, _>(recovery::phone::name_phone)
        .form::<VerifyNewPhone, _, _, _>(recovery::phone::verify_phone)
        .form::<ObjectToNewPhone, _, _, _>(recovery::phone::object)
        .handle::<GetSecurity, _, _, _>(settings::show)
        .form::<ProveAgain, _, _, _>(settings::prove)
        .form::<ChangePassword, _, _, _>(settings::change_password)
        .form::<StartPhoneChange, _, _, _>(settings::start_phone)
        .form::<VerifyPhoneChange, _, _, _>(settings::verify_phone)
        .form::<StartEmailChange, _, _, _>(settings::start_email)
        .form::<VerifyEmailChange, _, _, _>(settings::verify_email)
        .form::<ChangeIdentityNumber, _, _, _>(identity_number::change)
        .form::<KeepPhone, _, _, _>(recovery::phone::keep)
        .handle::<ListLoginMethods, _, _, _>(federated::login_methods)
        .form::<BeginFederatedLogin, _, _, _>(federated::begin)
        .handle::<ListLinkedIdentities, _, _, _>(links::list)
        .form::<UnlinkIdentity, _, _, _>(links::unlink)
        .form::<BeginSignature, _, _, _>(certificate::begin)
        .handle::<GetSignatureRequest, _, _, _>(certificate::show)
        .form::<FinishSignature, _, _, _>(certificate::finish)
        .handle::<ListCertificates, _, _, _>(certificates::list)
        .form::<UnbindCertificate, _, _, _>(certificates::unbind)
        .handle::<GetPendingIdentity, _, _, _>(pending_identity::show)
        .form::<RegisterPendingIdentity, _, _, _>(registration::federated::register)
        .handle::<ListOwnActivity, _, _, _>(audit_log::list::own)
        .handle::<ListSessions, _, _, _>(sessions::list)
        .form::<EndAccountSession, _, _, _>(sessions::end_one)
        .form::<EndOtherSessions, _, _, _>(sessions::end_others)
        .handle::<ListPasskeys, _, _, _>(passkeys::list)
        .handle::<BeginPasskey, _, _, _>(passkeys::begin)
        .handle::<AddPasskey, _, _, _>(passkeys::add)
        .form::<RemovePasskey, _, _, _>(passkeys::remove)
        .handle::<BeginPasskeySignIn, _, _, _>(passkey::begin_sign_in)
        .handle::<FinishPasskeySignIn, _, _, _>(passkey::finish_sign_in)
        .handle::<BeginPasskeySecondFactor, _, _, _>(passkey::begin_second_factor)
        .handle::<FinishPasskeySecondFactor, _, _, _>(passkey::finish_second_factor)
        .handle::<BeginPasskeyProof, _, _, _>(passkey::begin_proof)
        .handle::<FinishPasskeyProof, _, _, _>(passkey::finish_proof)
        .form::<CreateDossier, _, _, _>(dossiers::create)
        .handle::<ListDossiers, _, _, _>(dossiers::list)
        .handle::<GetDossier, _, _, _>(dossiers::show)
        .form::<SaveDossier, _, _, _>(dossiers::save)
        .form_on_connection::<SendDossier, _, _, _>(dossiers::send)
        .form::<RemoveDraft, _, _, _>(dossiers::remove)
        .handle::<ListAttachments, _, _, _>(attachments::list)
        .form::<RemoveAttachment, _, _, _>(attachments::remove)
        .handle::<ListSharedDocuments, _, _, _>(attachments::list_shared)
        .form::<AttachSharedDocuments, _, _, _>(attachments::attach)
        .form::<DropSharedDocuments, _, _, _>(attachments::remove_all)
        .handle::<GetPaymentOrder, _, _, _>(order::show)
        .form::<StartAttempt, _, _, _>(attempt::start)
        .handle::<GetPaymentResult, _, _, _>(result::show)
        .handle::<ListTransactions, _, _, _>(history::list)
        .handle::<CheckReceipt, _, _, _>(receipts::check)
        .handle::<ListDeskDossiers, _, _, _>(desk::list)
        .handle::<GetDeskDossier, _, _, _>(desk::show)
        .polled::<CountArrivals, _, _, _>(desk::arrivals)
        .handle::<ListCash, _, _, _>(cash::list)
        .handle::<GetCash, _, _, _>(cash::show)
        .form::<RecordCash, _, _, _>(cash::record)
        .handle::<ListFinanceAttempts, _, _, _>(attempts::index)
        .handle::<GetFinanceAttempt, _, _, _>(attempts::show)
        .form::<RefreshStatus, _, _, _>(attempts::ask)
        .form::<ProposeCorrection, _, _, _>(corrections::propose)
        .form::<ApproveCorrection, _, _, _>(corrections::approve)
        .form::<RejectCorrection, _, _, _>(corrections::reject)
        .form::<ProposeRefund, _, _, _>(propose::by_officer)
        .handle::<ListRefunds, _, _, _>(list::list)
        .handle::<GetRefund, _, _, _>(list::show)
        .form::<NameRefundAccount, _, _, _>(name_account::name)
        .form::<ApproveRefund, _, _, _>(decide::approve)
        .form::<RejectRefund, _, _, _>(decide::reject)
        .form::<RefreshRefundStatus, _, _, _>(send::refresh_status)
        .form::<RecordTransferResults, _, _, _>(transfers::record_results)
        .handle::<ListChannelStates, _, _, _>(channels::index)
        .form::<SwitchChannel, _, _, _>(channels::switch)
        .handle::<ListFeeGaps, _, _, _>(fee_gaps::list)
        .handle::<ListOfficers, _, _, _>(officers::list::list)
        .handle::<GetManaged, _, _, _>(officers::list::managed)
        .handle::<GetOfficer, _, _, _>(officers::show::show)
        .form::<MakeOfficer, _, _, _>(officers::make::make)
        .form::<ChangeOfficer, _, _, _>(officers::change::change)
        .form::<DeactivateOfficer, _, _, _>(officers::deactivate::deactivate)
        .form::<ResetOfficerPassword, _, _, _>(officers::reset_password::reset_password)
        .handle::<ListWaitingAgencies, _, _, _>(agencies::list::waiting)
        .handle::<GetWaitingAgency, _, _, _>(agencies::list::show)
        .form::<ApproveAgency, _, _, _>(agencies::decide::approve)
        .form::<RefuseAgency, _, _, _>(agencies::decide::refuse)
        .handle::<ListAuditLog, _, _, _>(audit_log::list::list)
        .form::<TrackDossier, _, _, _>(tracking::start)
        .handle::<GetTracking, _, _, _>(tracking::show)
}

pub fn router(app: AppState) -> Router {
    // Rendering spawns tasks; a second initialisation in one process is refused and as good.
    let _ = any_spawner::Executor::init_tokio();
    let api = api();
    let description = serde_json::to_value(&api.description).unwrap_or_default();
    let api_router = api.router.with_state(app.clone());
    let pages = Pages {
        app: app.clone(),
        api: api_router.clone(),
        shell_of,
        forms: api.forms.into(),
    };
    let browser_side = Router::new()
        .merge(api_router)
        .route(
            "/api/v1/receipts/{id}/pdf",
            get(receipts::pdf).with_state(app.clone()),
        )
        .route(
            "/api/v1/payment-results/{reference}/events",
            get(result::events).with_state(app.clone()),
        )
        .route(
            "/api/v1/payment-results/{reference}/qr.svg",
            get(result::code).with_state(app.clone()),
        )
        .route(
            "/api/v1/payment-results/{reference}/qr.png",
            get(result::code_to_save).with_state(app.clone()),
        )
        .route(
            "/api/v1/finance/transfers.csv",
            get(transfers::download).with_state(app.clone()),
        )
        .route(
            "/api/v1/finance/transfers.xlsx",
            get(transfers::download).with_state(app.clone()),
        )
        .route(
            app::api::audit::TABLE,
            get(audit_log::export::download).with_state(app.clone()),
        )
        .route(
            app::api::audit::WORKBOOK,
            get(audit_log::export::download).with_state(app.clone()),
        )
        .merge(
            Issuer::ALL
                .into_iter()
                .fold(Router::new(), |router, issuer| {
                    router.route(
                        &format!("/dang-nhap/{}/ket-qua", issuer.name()),
                        get(move |state, query, request| {
                            federated::come_back(state, issuer, query, request)
                        })
                        .with_state(app.clone()),
                    )
                }),
        )
        .route("/robots.txt", get(robots).with_state(app.clone()))
        .route("/sitemap.xml", get(sitemap).with_state(app.clone()))
        .route(
            app::guide::LEAFLET,
            get(leaflet::leaflet).with_state(app.clone()),
        )
        .route(
            "/og/{kind}/{file}",
            get(social_images::picture).with_state(app.clone()),
        )
        .route(
            "/api/v1/openapi.json",
            get(move || async move { Json(description) }),
        )
        .route(
            "/api/v1/dossiers/{number}/attachments/{id}",
            get(attachments::download).with_state(app.clone()),
        )
        .route(
            "/api/v1/desk/dossiers/{number}/attachments/{id}",
            get(attachments::download_at_desk).with_state(app.clone()),
        )
        .route("/sw.js", get(service_worker::serve).with_state(app.clone()))
        .fallback(move |request: Request| page_or_file(pages.clone(), request))
        .layer(from_fn_with_state(
            OwnOrigin::of(&app.config.public_url),
            refuse_cross_site,
        ))
        .layer(CompressionLayer::new());
    let browser_side = browser_side.merge(posted_returns());
    let router = if app.config.limits.callback_port.is_none() {
        browser_side.merge(provider_side(&app))
    } else {
        browser_side
    };
    passed_by_all(router, app)
}

/// Where identity providers let browsers post what they answer. Outside the cross-site guard: see [`form_post`].
fn posted_returns() -> Router {
    Issuer::ALL
        .into_iter()
        .fold(Router::new(), |router, issuer| {
            let answer = post(move |request| form_post::fetch(issuer, request));
            router.route(&format!("/dang-nhap/{}/ket-qua", issuer.name()), answer)
        })
}

/// Officers have a document of their own.
fn shell_of(path: &str) -> Shell {
    if ::desk::is_desk(path) {
        ::desk::shell
    } else {
        app::shell
    }
}

/// What is answered on the listener that only providers are let through to.
pub fn callbacks(app: AppState) -> Router {
    passed_by_all(provider_side(&app), app)
}

/// Providers call from their own servers: no cookies, no browser, signatures instead.
fn provider_side(app: &AppState) -> Router {
    Router::new()
        .route("/callbacks/national-platform/lookup", post(lookup::answer))
        .route(
            "/callbacks/{provider}",
            post(callback::receive).get(callback::receive),
        )
        .with_state(app.clone())
}

/// How the session of a request is found.
const SESSIONS: SessionLookup = SessionLookup(|connection, token, now, made_by| {
    Box::pin(session::find(connection, token, now, made_by))
});

/// Adds what balancers ask, and what every request passes.
fn passed_by_all(router: Router, app: AppState) -> Router {
    Router::new()
        .route("/healthz", get(health).with_state(app.clone()))
        .route("/readyz", get(ready).with_state(app.clone()))
        .merge(router)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(Extension(SESSIONS))
        .layer(from_fn_with_state(app.clone(), gate::pass))
        // Outside the gate, whose refusals are to be pages as well.
        .layer(from_fn_with_state(app.clone(), in_words))
        .layer(from_fn_with_state(app.clone(), security_headers))
        .layer(from_fn_with_state(app, request_scope))
}

async fn page_or_file(pages: Pages, request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || path.starts_with("/callbacks/") {
        return problem_response(&app::api::Problem::not_found());
    }
    match *request.method() {
        Method::GET | Method::HEAD => {
            if let Some(file) = assets::serve(
                &pages.app.config.site_root,
                request.uri().path(),
                request.headers(),
            )
            .await
            {
                return file;
            }
            pages::get(pages, request).await
        }
        Method::POST if attachments::is_multipart(request.headers()) => {
            attachments::post(pages, request).await
        }
        Method::POST => form_bridge::post(pages, request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// Answered from memory: the process lives. Says so where jobs were given up, because somebody has to look.
async fn health(State(app): State<AppState>) -> String {
    match app.jobs.given_up() {
        0 => "ok".to_owned(),
        jobs => format!("ok, but jobs given up: {jobs}"),
    }
}

async fn ready(State(app): State<AppState>) -> StatusCode {
    let ready = !app.stopping.is_cancelled()
        && !app.db.is_closed()
        && app
            .readiness
            .now(&app.db_for_waiting, app.clock.now())
            .await;
    if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

/// A panic is our fault: logged, and answered like every other fault of ours.
fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    let error = crate::http::Error::internal(format!("panic: {text}"));
    let reference = crate::http::scope::fresh_reference();
    problem_response(&error.into_problem(&reference))
}
