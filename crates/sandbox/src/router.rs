//! Every address in one place.

use axum::{
    Extension, Router,
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{
    Sandbox,
    bank::{self, BANKS, Bank, transfers_out},
    callback, clock, faults, identity_provider, index, mail, momo, ngan_luong,
    pages::{self, Failure},
    payer, phone, platform, provincial_portal, signing, vietqr, vnpay, vnpt_pay, zalopay,
};

pub(crate) fn router(sandbox: Sandbox) -> Router {
    // Chromium applies form-action to the redirects after a form, too, and the last form of a payment or a
    // sign-in leads to the portal.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
        sandbox.0.portal_origin
    );
    let policy = HeaderValue::try_from(policy).expect("an origin is visible ASCII");

    let banks = BANKS.iter().fold(Router::new(), |router, bank| {
        let path = format!("/sandbox/{}/pay/{{token}}", bank.slug);
        router.nest(&path, bank_routes(bank))
    });

    banks
        .route("/", get(index::page))
        .route("/healthz", get(|| async { "ok" }))
        .route("/sandbox.css", get(style))
        .nest("/sandbox/national-platform", platform::routes())
        .route("/sandbox/bank/charges.json", get(bank::charges))
        .route("/sandbox/bank/refunds.json", get(bank::refunds))
        .route("/sandbox/bank/transfers-out", post(transfers_out::order))
        .route(
            "/sandbox/pay/{provider}/{token}",
            get(payer::page).post(payer::press),
        )
        .nest("/sandbox/vnpt-pay/rest/payment/v1.0.6", vnpt_pay::routes())
        .nest("/sandbox/momo/v2/gateway/api", momo::routes())
        .route("/sandbox/vietqr", get(vietqr::page).post(vietqr::pay))
        .route("/sandbox/vietqr/transfers", post(vietqr::order))
        .route("/sandbox/vietqr/transactions", post(vietqr::inquiry))
        .nest("/sandbox/zalopay/v2", zalopay::routes())
        .route(
            "/sandbox/ngan-luong/checkout.api.nganluong.post.php",
            post(ngan_luong::answer),
        )
        .route(
            "/sandbox/vnpay/paymentv2/vpcpay.html",
            get(vnpay::pay::page),
        )
        .route(
            "/sandbox/vnpay/merchant_webapi/api/transaction",
            post(vnpay::api::answer),
        )
        .route("/sandbox/payer/{reference}", post(payer::act))
        .route("/sandbox/deliveries.json", get(callback::log))
        .route("/sandbox/clock", get(clock::show).post(clock::advance))
        .route(
            "/sandbox/profile",
            get(faults::profile).post(faults::set_profile),
        )
        .route("/sandbox/sms", post(phone::gateway::sms))
        .route("/sandbox/voice", post(phone::gateway::voice))
        .route("/sandbox/mail", get(mail::inbox::page))
        .route("/sandbox/mail/{file}", get(mail::inbox::data))
        .route("/sandbox/portal", get(provincial_portal::page))
        .route("/sandbox/phone", get(phone::inbox::page))
        .route("/sandbox/phone/{file}", get(phone::inbox::data))
        .route(
            "/sandbox/faults",
            get(faults::list).post(faults::add).delete(faults::clear),
        )
        .merge(identity_provider::routes())
        .merge(signing::routes())
        .fallback(|| async { Failure::NotFound })
        .with_state(sandbox)
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            policy,
        ))
        .layer(always(header::CACHE_CONTROL, "no-store"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

fn bank_routes(bank: &'static Bank) -> Router<Sandbox> {
    Router::new()
        .route("/", get(bank::pay::page))
        .route("/card", post(bank::pay::card))
        .route("/code", post(bank::pay::code))
        .route("/code/again", post(bank::pay::code_again))
        .route("/cancel", post(bank::pay::cancel))
        .layer(Extension(bank))
}

async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, pages::STYLE)
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
