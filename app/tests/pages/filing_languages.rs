//! Filing, paying, receipts and tracking in both languages, in each state.

use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{
        NUMBER, attempt, dossier, nobody, order, procedure, receipt_check, signed_in, tracking,
    },
};
use app::{
    api::{catalogue::OnlineForm, dossiers::Dossier, payments::Attempt},
    forms::{BirthRegistrationInput, CriminalRecordInput, FormInput, WorkPermitInput},
    locales::Language,
};
use domain::{
    dossier::DossierState,
    payment::{OrderState, Outcome},
};
use strum::IntoEnumIterator;

const FORMS: [OnlineForm; 3] = [
    OnlineForm::BirthRegistration,
    OnlineForm::CriminalRecord,
    OnlineForm::WorkPermit,
];
const ORDERS: [OrderState; 4] = [
    OrderState::Due,
    OrderState::InProgress,
    OrderState::Paid,
    OrderState::NeedsReview,
];

fn portal() -> Portal {
    Portal::default().answering("/api/v1/session", &signed_in())
}

/// A form with a choice made in each of its lists.
fn chosen(form: OnlineForm) -> FormInput {
    match form {
        OnlineForm::BirthRegistration => FormInput::BirthRegistration(BirthRegistrationInput {
            child_sex: "female".into(),
            father_name: "Nguyễn Văn An".into(),
            relation: "grandparent".into(),
            ..Default::default()
        }),
        OnlineForm::CriminalRecord => FormInput::CriminalRecord(CriminalRecordInput {
            form_number: "2".into(),
            reduced_group: "martyr_relative".into(),
            ..Default::default()
        }),
        OnlineForm::WorkPermit => FormInput::WorkPermit(Box::new(WorkPermitInput {
            worker_sex: "male".into(),
            position: "technical_worker".into(),
            salary: "45.000.000".into(),
            ..Default::default()
        })),
    }
}

fn of_form(form: OnlineForm, state: DossierState) -> Dossier {
    Dossier {
        online_form: form,
        form: chosen(form),
        ..dossier(state, None)
    }
}

#[tokio::test]
async fn filing_speaks_both_languages_for_every_form() {
    for form in FORMS {
        let mut procedure = procedure();
        procedure.online_form = Some(form);
        let portal = portal().answering("/api/v1/procedures/2.000488", &procedure);
        speaks_both(&portal, "/nop-ho-so/2.000488").await;
        for state in [DossierState::Draft, DossierState::Sent] {
            let portal = portal
                .clone()
                .answering(&format!("/api/v1/dossiers/{NUMBER}"), &of_form(form, state));
            speaks_both(&portal, &format!("/ho-so/{NUMBER}?da-luu=1")).await;
        }
    }
}

#[tokio::test]
async fn a_procedure_without_a_form_and_a_stranger_are_told_so_in_both_languages() {
    let mut closed = procedure();
    closed.online_form = None;
    let closed = portal().answering("/api/v1/procedures/2.000488", &closed);
    speaks_both(&closed, "/nop-ho-so/2.000488").await;
    let stranger = closed.answering("/api/v1/session", &nobody());
    speaks_both(&stranger, "/nop-ho-so/2.000488").await;
}

#[tokio::test]
async fn paying_speaks_both_languages_in_every_state_of_order_and_attempt() {
    let attempts: [Option<Attempt>; 5] = [
        None,
        Some(attempt(Outcome::Waiting, Some("https://bank.example/pay"))),
        Some(attempt(Outcome::Failed, None)),
        Some(attempt(Outcome::Succeeded, None)),
        Some(attempt(Outcome::Replaced, None)),
    ];
    for state in ORDERS {
        for attempt in attempts.clone() {
            let order = order(state, attempt);
            let portal = portal()
                .answering(&format!("/api/v1/dossiers/{NUMBER}/payment-order"), &order)
                .answering(
                    &format!("/api/v1/dossiers/{NUMBER}"),
                    &dossier(DossierState::Sent, Some(state)),
                );
            speaks_both(&portal, &format!("/ho-so/{NUMBER}/thanh-toan")).await;
            speaks_both(&portal, &format!("/ho-so/{NUMBER}")).await;
        }
    }
    let mut closed = order(OrderState::Due, None);
    closed.channels.clear();
    let closed = portal().answering(&format!("/api/v1/dossiers/{NUMBER}/payment-order"), &closed);
    speaks_both(&closed, &format!("/ho-so/{NUMBER}/thanh-toan")).await;
}

#[tokio::test]
async fn a_receipt_is_compared_with_the_vietnamese_paper_by_its_own_words() {
    let portal = portal().answering("/api/v1/receipt-checks/abc", &receipt_check());
    speaks_both(&portal, "/bien-lai/abc").await;
    portal
        .speaking(Language::English)
        .open("/bien-lai/abc")
        .await
        .shows(&["Serial (<span lang=\"vi\">Ký hiệu</span>)"]);
}

#[tokio::test]
async fn tracking_speaks_both_languages_in_every_state() {
    speaks_both(&portal(), "/tra-cuu").await;
    speaks_both(&portal(), "/tra-cuu?phieu=expired").await;
    for state in DossierState::iter() {
        for order in ORDERS.map(Some).into_iter().chain([None]) {
            let portal = portal().answering("/api/v1/trackings?ticket=t1", &tracking(state, order));
            speaks_both(&portal, "/tra-cuu?phieu=t1").await;
        }
    }
}
