//! Answers of the API.

use app::api::{
    accounts::{Account, AccountKind, Officer, Role, SessionView},
    agencies::WaitingAgency,
    audit::{AuditChange, AuditEntry, AuditObject},
    cash::CashAttempt,
    finance::{
        AttemptStep, ChannelMinutes, ChannelState, Correction, FinanceAttempt,
        FinanceAttemptDetail, Refund,
    },
    officers::{OfficerDetail, OfficerSummary},
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
    official(&[Role::FinanceMaker, Role::FinanceChecker])
}

/// Somebody who is signed in, in these roles.
pub fn official(roles: &[Role]) -> SessionView {
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
            unit_name_en: Some("Department of Finance".into()),
            roles: roles.to_vec(),
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

/// A payment in cash, with a receipt once it is paid.
pub fn cash(state: AttemptState) -> CashAttempt {
    CashAttempt {
        reference: "ref/1".into(),
        dossier_reference: "363815".into(),
        procedure_name: "Cấp Phiếu lý lịch tư pháp".into(),
        payer_name: "Nguyễn Văn An".into(),
        due: Vnd::new(210_000),
        state,
        requested_at: "22/07/2020 08:18".into(),
        receipt: (state == AttemptState::Paid).then(|| Uuid::from_u128(7)),
    }
}

pub fn detail(attempt: FinanceAttempt) -> FinanceAttemptDetail {
    let step = |event: &str, detail: &str| AttemptStep {
        at: "22/07/2020 08:18".into(),
        event: event.into(),
        detail: detail.into(),
        by: None,
        proposed_by: None,
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
        account: None,
        account_named_by: None,
        proposed_by: None,
        own,
        decided_by: (state != RefundState::Proposed).then(|| "Lê Văn Cường".into()),
        proposed_at: "22/07/2020 09:00".into(),
        settled_at: (state == RefundState::Done).then(|| "23/07/2020 10:00".into()),
        needs_person: state == RefundState::Failed,
        fee_stays_due: false,
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

pub fn officer_detail(has_ended: bool, own: bool) -> OfficerDetail {
    OfficerDetail {
        summary: OfficerSummary {
            id: Uuid::from_u128(5),
            full_name: "Lê Thị Hồng Ánh".into(),
            masked_identity_number: "072xxxxxx234".into(),
            unit_name: "Thành phố Tây Ninh".into(),
            unit_name_en: None,
            roles: vec![Role::DeskOfficer],
            ended_at: has_ended.then(|| "23/07/2020 10:00".into()),
        },
        unit_code: "703".into(),
        masked_phone: "0912xxx678".into(),
        email: None,
        since: "22/07/2020 09:00".into(),
        has_password: !has_ended,
        own,
    }
}

pub fn agency() -> WaitingAgency {
    WaitingAgency {
        id: Uuid::from_u128(6),
        unit_name: "Sở Tư pháp".into(),
        unit_name_en: Some("Department of Justice".into()),
        full_name: "Lê Thị Hồng Ánh".into(),
        masked_identity_number: "072xxxxxx234".into(),
        phone: "0912345678".into(),
        email: "sotuphap@tayninh.gov.vn".into(),
        registered_at: "22/07/2020 09:00".into(),
    }
}

/// An entry of the log: every second one about nobody who is known.
pub fn entry(number: usize) -> AuditEntry {
    let known = number.is_multiple_of(2);
    AuditEntry {
        at: "22/07/2020 09:00:07".into(),
        event: "officer_made".into(),
        what: "Giao vai trò cán bộ".into(),
        object: known.then(|| AuditObject {
            what: "Khoản hoàn r7".into(),
            page: Some("/can-bo/tai-chinh/hoan-phi/7".into()),
        }),
        account_name: known.then(|| "Lê Thị Hồng Ánh".into()),
        masked_identity_number: known.then(|| "072xxxxxx234".into()),
        done_by: match number % 3 {
            _ if known => "Vũ Quốc Hưng".into(),
            1 => "Máy chủ, dòng lệnh: an (uid 1000)".into(),
            _ => "Người chưa xác minh".into(),
        },
        actor_name: known.then(|| "Vũ Quốc Hưng".into()),
        actor_masked_number: known.then(|| "072xxxxxx066".into()),
        operator: (number % 3 == 1).then(|| "an (uid 1000)".into()),
        changes: vec![AuditChange {
            name: "số tiền".into(),
            before: "1.000 đ".into(),
            after: "2.000 đ".into(),
        }],
        reason: "QĐ 12".into(),
        browser: "Chrome · Android".into(),
        address: "203.0.113.7".into(),
        detail: String::new(),
    }
}
