//! Answers of the API.

use app::{
    api::{
        accounts::{Account, AccountKind, SessionView},
        attachments::Attachment,
        catalogue::{CatalogueOverview, Field, OnlineForm, Procedure, ProcedureSummary, Unit},
        dossiers::{Dossier, DossierSummary, OrderSummary},
        payments::{
            Attempt, Channel, ChannelKind, CitizenRefund, PaymentOrder, PaymentResult, Transaction,
        },
        receipts::ReceiptCheck,
        tracking::{TrackedState, Tracking},
        verifications::{CodeMethod, Verification, VerificationKind, VerificationStep},
    },
    forms::{CriminalRecordInput, FormInput},
};
use domain::{
    catalogue::{Level, ServiceLevel},
    dossier::DossierState,
    fees::{FeeKind, FeeLine, Totals},
    money::Vnd,
    payment::{AttemptState, OrderState, Outcome},
    refund::{RefundCause, RefundState},
};

pub const NUMBER: i64 = 363_815;

pub fn signed_in() -> SessionView {
    SessionView {
        account: Some(Account {
            kind: AccountKind::Citizen,
            legal_name: None,
            tax_code: None,
            full_name: "Nguyễn Văn An".into(),
            masked_identity_number: "079xxxxxx123".into(),
            masked_phone: "0869xxx603".into(),
            email: None,
            assurance: 2,
        }),
        officer: None,
        demo: false,
        sandbox_url: None,
    }
}

pub fn nobody() -> SessionView {
    SessionView {
        account: None,
        ..signed_in()
    }
}

/// That many documents.
pub fn documents(count: usize) -> Vec<Attachment> {
    (1..=count)
        .map(|which| Attachment {
            id: uuid::Uuid::from_u128(which as u128),
            name: format!("Giấy khai sinh {which}.pdf"),
            size: 2_400_000,
        })
        .collect()
}

pub fn verification(step: VerificationStep) -> Verification {
    Verification {
        kind: VerificationKind::SignIn,
        step,
        method: CodeMethod::Sms,
        masked_phone: "0869xxx603".into(),
        masked_email: "axxx@example.vn".into(),
        other_methods: vec![CodeMethod::Voice, CodeMethod::Email],
        resend_after_s: 42,
        tries_left: 5,
        passkey: false,
        change_page: String::new(),
    }
}

pub fn procedure() -> Procedure {
    Procedure {
        summary: ProcedureSummary {
            code: "2.000488".into(),
            name: "Cấp Phiếu lý lịch tư pháp".into(),
            name_en: Some("Criminal record certificate".into()),
            field_name: "Lý lịch tư pháp".into(),
            field_name_en: Some("Judicial records".into()),
            level: Level::Province,
            service_level: ServiceLevel::ALL[3],
            can_file: true,
        },
        units: vec![Unit {
            code: "STP".into(),
            name: "Sở Tư pháp".into(),
            name_en: None,
            level: Level::Province,
        }],
        time_limit: "10 ngày".into(),
        result: "Phiếu lý lịch tư pháp".into(),
        target_group: "Cá nhân".into(),
        legal_basis: "Luật Lý lịch tư pháp 2009".into(),
        documents: vec![],
        steps: vec![],
        fee_text: "200.000 đ mỗi lần".into(),
        fees: vec![],
        english: None,
        online_form: Some(OnlineForm::CriminalRecord),
        code_confirmed: true,
    }
}

pub fn catalogue() -> CatalogueOverview {
    CatalogueOverview {
        units: procedure().units,
        fields: vec![Field {
            code: "tu-phap".into(),
            name: "Lý lịch tư pháp".into(),
            name_en: Some("Judicial records".into()),
            level: Level::Province,
            procedures: 12,
        }],
    }
}

pub fn dossier(state: DossierState, order: Option<OrderState>) -> Dossier {
    Dossier {
        summary: DossierSummary {
            number: NUMBER,
            code: None,
            procedure_name: "Cấp Phiếu lý lịch tư pháp".into(),
            procedure_name_en: Some("Criminal record certificate".into()),
            unit_name: "Sở Tư pháp".into(),
            unit_name_en: Some("Department of Justice".into()),
            state,
            updated_on: "22/07/2020".into(),
            order: order.map(|state| OrderSummary {
                amount: Vnd::new(205_000),
                state,
            }),
        },
        procedure_code: "2.000488".into(),
        unit_code: "STP".into(),
        version: "3".into(),
        online_form: OnlineForm::CriminalRecord,
        form: FormInput::CriminalRecord(CriminalRecordInput {
            form_number: "1".into(),
            purpose: "Xin việc làm".into(),
            permanent_address: "Thị trấn Bến Cầu, Tây Ninh".into(),
            current_address: "Thị trấn Bến Cầu, Tây Ninh".into(),
            copies: "3".into(),
            reduced_group: String::new(),
        }),
    }
}

pub fn order(state: OrderState, attempt: Option<Attempt>) -> PaymentOrder {
    let line = |name: &str, name_en: &str, quantity, unit| FeeLine {
        code: "LLTP".into(),
        name: name.into(),
        name_en: Some(name_en.into()),
        kind: FeeKind::Fee,
        quantity,
        unit_amount: Vnd::new(unit),
        amount: Vnd::new(i64::from(quantity) * unit),
    };
    let lines = vec![
        line("Phí cung cấp thông tin", "Fee for information", 1, 200_000),
        line("Bản cấp thêm", "Extra copies", 2, 5_000),
    ];
    PaymentOrder {
        id: uuid::Uuid::from_u128(1),
        dossier_number: NUMBER,
        text: "Thanh toán lệ phí cho hồ sơ 363815".into(),
        supplier: "Cổng DVC Tây Ninh".into(),
        totals: Totals::of(&lines).unwrap(),
        lines,
        transaction_fee: Vnd::ZERO,
        state,
        channels: vec![channel("vietcombank", ChannelKind::Bank)],
        suggested: None,
        latest_attempt: attempt,
        receipt: (state == OrderState::Paid).then(|| uuid::Uuid::from_u128(2)),
        receipt_cancelled_on: None,
        refunds: Vec::new(),
    }
}

/// A channel named by its code.
pub fn channel(code: &str, kind: ChannelKind) -> Channel {
    Channel {
        code: code.into(),
        name: format!("Kênh {code}"),
        full_name: format!("Ngân hàng TMCP {code}"),
        kind,
        monogram: code.chars().take(3).collect::<String>().to_uppercase(),
        precondition: "Cần thẻ và số điện thoại đã đăng ký".into(),
        disrupted: false,
        closed: None,
        remembered: false,
    }
}

pub fn refund(state: RefundState) -> CitizenRefund {
    CitizenRefund {
        amount: Vnd::new(210_000),
        state,
        cause: RefundCause::Duplicate,
        channel_name: "Vietcombank".into(),
        account: (state == RefundState::Done).then(|| "970436 xxxxxxxx3456".into()),
        proposed_at: "22/07/2020 09:00".into(),
        settled_at: (state == RefundState::Done).then(|| "23/07/2020 10:00".into()),
    }
}

pub fn attempt(outcome: Outcome, redirect_url: Option<&str>) -> Attempt {
    Attempt {
        reference: "ref/1".into(),
        channel_name: "Vietcombank".into(),
        outcome,
        failure: None,
        requested_at: "22/07/2020 08:18".into(),
        redirect_url: redirect_url.map(str::to_owned),
        app_url: None,
        qr: None,
    }
}

pub fn result(state: AttemptState) -> PaymentResult {
    let asked = state.needs_answer();
    PaymentResult {
        dossier_number: NUMBER,
        amount: Vnd::new(210_000),
        channel_name: "Vietcombank".into(),
        channel_kind: ChannelKind::Bank,
        outcome: state.outcome(),
        state,
        failure: None,
        replaced_by: None,
        refunding: false,
        requested_at: "22/07/2020 08:18".into(),
        queried_at: asked.then(|| "08:19".to_owned()),
        next_query_at: asked.then(|| "08:24".to_owned()),
        with_officer: false,
        redirect_url: None,
        app_url: None,
        qr: None,
    }
}

pub fn transaction(outcome: Outcome, receipt: Option<u128>) -> Transaction {
    Transaction {
        dossier_reference: NUMBER.to_string(),
        at: "22/07/2020 08:18".into(),
        channel_name: "Vietcombank".into(),
        amount: Vnd::new(210_000),
        outcome,
        failure: None,
        receipt: receipt.map(uuid::Uuid::from_u128),
        receipt_cancelled_on: None,
        refunds: vec![],
    }
}

pub fn receipt_check() -> ReceiptCheck {
    ReceiptCheck {
        form_symbol: "01BLP".into(),
        serial: "AA-20E".into(),
        number: "0000007".into(),
        agency_name: "Sở Tư pháp".into(),
        dossier_reference: "363815".into(),
        totals: Totals {
            fees: Vnd::new(210_000),
            charges: Vnd::ZERO,
            total: Vnd::new(210_000),
        },
        total: Vnd::new(210_000),
        issued_at: "22/07/2020 08:20".into(),
        cancelled_at: None,
    }
}

pub fn tracking(state: DossierState, order: Option<OrderState>) -> Tracking {
    let summary = dossier(state, order).summary;
    Tracking {
        ticket: "t1".into(),
        number: NUMBER,
        code: None,
        procedure_name: summary.procedure_name,
        procedure_name_en: summary.procedure_name_en,
        unit_name: summary.unit_name,
        unit_name_en: summary.unit_name_en,
        state,
        history: vec![TrackedState {
            state,
            at: "22/07/2020 08:18".into(),
        }],
        order: summary.order,
    }
}
