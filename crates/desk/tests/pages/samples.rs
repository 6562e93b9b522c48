//! Answers of the API.

use app::api::{
    accounts::{Account, AccountKind, Officer, Role, SessionView},
    finance::{
        AttemptStep, ChannelMinutes, ChannelState, Correction, FinanceAttempt,
        FinanceAttemptDetail, Refund,
    },
    payments::ChannelKind,
};
use domain::{
    money::Vnd,
    payment::{
        AttemptState,
        health::{Breaker, Health},
    },
    refund::{RefundCause, RefundState},
};
use uuid::Uuid;

pub fn officer() -> SessionView {
    SessionView {
        account: Some(Account {
            kind: AccountKind::Citizen,
            legal_name: None,
            tax_code: None,
            full_name: "Trần Thị Bình".into(),
            masked_identity_number: "072xxxxxx017".into(),
            masked_phone: "0869xxx603".into(),
            email: None,
            assurance: 2,
        }),
        officer: Some(Officer {
            unit_name: "Sở Tài chính".into(),
            roles: vec![Role::FinanceMaker, Role::FinanceChecker],
        }),
        demo: false,
        sandbox_url: None,
    }
}

pub fn attempt(kind: ChannelKind, state: AttemptState, refundable: i64) -> FinanceAttempt {
    FinanceAttempt {
        reference: "ref/1".into(),
        dossier_reference: "363815".into(),
        channel_name: "Vietcombank".into(),
        channel_kind: kind,
        provider: "national-platform".into(),
        due: Vnd::new(210_000),
        received: Vnd::new(refundable),
        refundable: Vnd::new(refundable),
        state,
        needs_person: true,
        requested_at: "22/07/2020 08:18".into(),
        queried_at: Some("25/07/2020 08:18".into()),
        next_query_at: None,
        queries: 31,
    }
}

pub fn detail(attempt: FinanceAttempt) -> FinanceAttemptDetail {
    let step = |event: &str, detail: &str| AttemptStep {
        at: "22/07/2020 08:18".into(),
        event: event.into(),
        detail: detail.into(),
    };
    FinanceAttemptDetail {
        attempt,
        events: vec![
            step("create_requested", ""),
            step("create_unanswered", ""),
            step("reported_failed", "E97"),
        ],
        correction: None,
        refunds: Vec::new(),
    }
}

pub fn correction(own: bool) -> Correction {
    Correction {
        id: Uuid::from_u128(3),
        outcome: "paid".into(),
        amount: Some(Vnd::new(210_000)),
        provider_transaction: Some("FT20204".into()),
        reason: "Sổ phụ ngày 22/07/2020".into(),
        state: "proposed".into(),
        proposed_by: "Lê Văn Cường".into(),
        own,
    }
}

pub fn refund(state: RefundState, through_provider: bool, own: bool) -> Refund {
    Refund {
        id: Uuid::from_u128(4),
        reference: "HP0004".into(),
        attempt: "ref/1".into(),
        dossier_reference: "363815".into(),
        payer_name: "Nguyễn Văn An".into(),
        channel_name: "Vietcombank".into(),
        amount: Vnd::new(210_000),
        surplus: Vnd::new(10_000),
        fees: Vnd::new(150_000),
        charges: Vnd::new(50_000),
        cause: RefundCause::Duplicate,
        reason: "Trả hai lần".into(),
        state,
        through_provider,
        proposed_by: None,
        own,
        decided_by: (state != RefundState::Proposed).then(|| "Lê Văn Cường".into()),
        proposed_at: "22/07/2020 09:00".into(),
        settled_at: (state == RefundState::Done).then(|| "23/07/2020 10:00".into()),
        needs_person: state == RefundState::Failed,
    }
}

pub fn channel(code: &str, enabled: bool, breaker: Breaker, history: [u32; 12]) -> ChannelState {
    let history: Vec<_> = history
        .into_iter()
        .map(|tries| ChannelMinutes {
            tries,
            opened: tries / 2,
        })
        .collect();
    ChannelState {
        code: code.into(),
        name: format!("Kênh {code}"),
        kind: ChannelKind::Bank,
        provider: "national-platform".into(),
        enabled,
        health: Health {
            tries: 8,
            opened: 5,
            median_milliseconds: Some(420),
            breaker,
            disrupted: breaker != Breaker::Closed,
        },
        history,
    }
}
