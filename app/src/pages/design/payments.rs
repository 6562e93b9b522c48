//! Choosing how to pay, and what is told afterwards, in every state.

use super::Group;
use crate::{
    api::{
        Problem, ProblemCode,
        payments::{Channel, ChannelKind, CitizenRefund, PaymentResult},
    },
    components::{ChannelField, ErrorSummary, form::FormContext},
    locales::{design::*, t},
    pages::pay::{AttemptOutcome, Cash, Code, Refunds},
    submitted::SubmittedForm,
};
use domain::{
    money::Vnd,
    payment::{AttemptState, FailureReason},
    refund::{RefundCause, RefundState},
};
use leptos::{context::Provider, prelude::*};

/// A transfer of 210,000 đ to an account, with its content.
const QR: &str = "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA\
                  530370454062100005802VN62120808TN36381563048F73";

/// The form as it comes back when a bank does not answer and another one is likely to.
#[component]
pub(super) fn Choosing() -> impl IntoView {
    let problem = Problem::new(503, ProblemCode::ProviderUnavailable, NOTICE_ERROR)
        .with_detail(NOTICE_TEXT)
        .with_suggestion("channel", "agribank");
    let refused = SubmittedForm {
        problem: Some(problem.clone()),
        ..SubmittedForm::default()
    };
    view! {
        <Group name=CHOOSING>
            <ErrorSummary problem />
            <Provider value=FormContext::of(refused)>
                <ChannelField channels=channels() />
            </Provider>
        </Group>
    }
}

#[component]
pub(super) fn Results() -> impl IntoView {
    let told = results()
        .into_iter()
        .map(|result| view! { <AttemptOutcome result reference="mau".to_owned() /> })
        .collect_view();
    let qr = PaymentResult {
        qr: Some(QR.to_owned()),
        app_url: Some("#noi-dung".to_owned()),
        ..result(ChannelKind::Qr, AttemptState::Pending)
    };
    view! {
        <Group name=RESULTS>
            {told}
            <Code result=qr picture="/favicon.svg".to_owned() to_save="/icon-192.png".to_owned() />
            <Cash result=result(ChannelKind::Cash, AttemptState::Pending) />
            <Refunds refunds=refunds() />
        </Group>
    }
}

/// An ordinary one, a suggested, a disrupted, one used last time, some that unfold, a code, a wallet, and one that is closed.
fn channels() -> Vec<Channel> {
    use ChannelKind::{Bank, Cash, Qr, Wallet};
    let channel = |(kind, name): (ChannelKind, &str)| Channel {
        code: name.to_lowercase(),
        name: name.to_owned(),
        full_name: t(LONG_NAME).to_owned(),
        kind,
        monogram: name.chars().take(3).collect::<String>().to_uppercase(),
        precondition: t(NOTICE_TEXT).to_owned(),
        disrupted: name == "BIDV",
        closed: (kind == Cash).then(|| t(CLOSED_NOW).to_owned()),
        remembered: name == "Vietcombank",
    };
    [
        (Qr, "VietQR"),
        (Bank, "Vietcombank"),
        (Bank, "VietinBank"),
        (Bank, "Agribank"),
        (Bank, "ACB"),
        (Bank, "Techcombank"),
        (Bank, "BIDV"),
        (Wallet, "MoMo"),
        (Cash, "Cash"),
    ]
    .map(channel)
    .into()
}

fn results() -> Vec<PaymentResult> {
    use AttemptState::*;
    let plain = |state| result(ChannelKind::Bank, state);
    vec![
        PaymentResult {
            redirect_url: Some("#noi-dung".to_owned()),
            ..plain(Pending)
        },
        result(ChannelKind::Wallet, Pending),
        result(ChannelKind::Qr, Pending),
        result(ChannelKind::Cash, Pending),
        PaymentResult {
            with_officer: true,
            ..plain(Unknown)
        },
        plain(AmountMismatch),
        plain(Superseded),
        plain(Paid),
        PaymentResult {
            refunding: true,
            ..plain(Paid)
        },
        PaymentResult {
            refunding: true,
            ..plain(Duplicate)
        },
        PaymentResult {
            refunding: true,
            ..plain(AmountMismatch)
        },
        PaymentResult {
            refunding: true,
            ..plain(Returned)
        },
        plain(Failed),
        PaymentResult {
            failure: Some(FailureReason::InsufficientFunds),
            ..plain(Failed)
        },
        plain(Cancelled),
        plain(Expired),
    ]
}

fn result(channel_kind: ChannelKind, state: AttemptState) -> PaymentResult {
    let asked = state.needs_answer() && channel_kind != ChannelKind::Cash;
    PaymentResult {
        dossier_number: 363_815,
        amount: Vnd::new(210_000),
        channel_name: "Vietcombank".to_owned(),
        channel_kind,
        outcome: state.outcome(),
        state,
        failure: None,
        replaced_by: None,
        refunding: false,
        requested_at: "22/11/2026 08:15".to_owned(),
        queried_at: asked.then(|| "08:16".to_owned()),
        next_query_at: asked.then(|| "08:21".to_owned()),
        with_officer: false,
        redirect_url: None,
        app_url: None,
        qr: None,
    }
}

fn refunds() -> Vec<CitizenRefund> {
    let refund = |(state, cause)| CitizenRefund {
        amount: Vnd::new(210_000),
        state,
        cause,
        channel_name: "Vietcombank".to_owned(),
        account: (state == RefundState::Done).then(|| "970436 xxxxxxxx3456".to_owned()),
        proposed_at: "22/11/2026 08:15".to_owned(),
        settled_at: (state == RefundState::Done).then(|| "23/11/2026 09:00".to_owned()),
    };
    [
        (RefundState::Proposed, RefundCause::Duplicate),
        (RefundState::Pending, RefundCause::Surplus),
        (RefundState::Unknown, RefundCause::Officer),
        (RefundState::Done, RefundCause::Duplicate),
        (RefundState::Failed, RefundCause::Duplicate),
        (RefundState::Rejected, RefundCause::Officer),
    ]
    .map(refund)
    .into()
}
