//! What is sent is complete, sent once, and costs what the day's rules say.

use super::{draft_of, purpose};
use crate::support::{AN, Portal, criminal_record, one_copy};
use app::{
    api::{
        Empty, ProblemCode,
        dossiers::{
            CreateDossier, Dossier, DossierContent, DossierPath, GetDossier, NewDossier,
            SaveDossier,
        },
    },
    forms::{BirthRegistrationInput, CriminalRecordInput, FormInput},
};
use domain::{dossier::DossierState, payment::OrderState};

#[tokio::test]
async fn sending_too_early_names_every_field_in_order_and_still_saves() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an
        .draft(purpose(""), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    let half = draft_of(CriminalRecordInput {
        form_number: "3".to_owned(),
        purpose: "Xin việc".to_owned(),
        current_address: "x".to_owned(),
        copies: "21".to_owned(),
        reduced_group: "rich".to_owned(),
        ..CriminalRecordInput::default()
    });
    let problem = an
        .send_dossier(DossierPath { number }, half.clone())
        .await
        .expect_err("a form half filled in");
    assert_eq!(
        (problem.status, problem.code),
        (422, ProblemCode::InvalidFields)
    );
    let named: Vec<&str> = problem
        .errors
        .iter()
        .map(|error| error.field.as_str())
        .collect();
    assert_eq!(
        named,
        [
            "unit_code",
            "form.form_number",
            "form.permanent_address",
            "form.current_address",
            "form.copies",
            "form.reduced_group"
        ]
    );
    let kept = an
        .call::<GetDossier>(DossierPath { number }, Empty {})
        .await
        .expect("the draft");
    assert_eq!(
        (kept.form, kept.summary.state),
        (half.form, DossierState::Draft)
    );
    assert_eq!(portal.count("select count(*) from payment_orders").await, 0);

    let mut elsewhere = one_copy();
    elsewhere.unit_code = "72-so-y-te".to_owned();
    let problem = an
        .send_dossier(DossierPath { number }, elsewhere)
        .await
        .expect_err("a unit that does not do this");
    assert!(problem.message_for("unit_code").is_some());
}

#[tokio::test]
async fn sending_twice_makes_one_order_and_what_was_sent_stays_as_it_was() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an
        .draft(one_copy(), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    let send = |content| an.send_dossier(DossierPath { number }, content);
    let (first, second) = tokio::join!(send(one_copy()), send(one_copy()));
    let first: Dossier = first.expect("sent");
    assert_eq!(first, second.expect("sent already"));
    assert_eq!(first.summary.state, DossierState::Sent);
    assert_eq!(portal.count("select count(*) from payment_orders").await, 1);
    assert_eq!(portal.count("select count(*) from dossier_events").await, 1);

    let late = send(criminal_record("20", "")).await.expect("sent already");
    assert_eq!(late.form, one_copy().form, "nothing is changed by it");
    let problem = an
        .call::<SaveDossier>(DossierPath { number }, criminal_record("20", ""))
        .await
        .expect_err("it was sent");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    assert_eq!(an.order_of(number).await.totals.total.as_i64(), 200_000);
}

#[tokio::test]
async fn the_fee_follows_copies_and_group() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for (copies, group, due) in [
        ("1", "", 200_000),
        ("2", "", 200_000),
        ("3", "", 205_000),
        ("5", "", 215_000),
        ("1", "pupil", 100_000),
        ("2", "student", 100_000),
        ("3", "person_with_merit", 105_000),
        ("5", "martyr_relative", 115_000),
    ] {
        let filed = an.file(criminal_record(copies, group)).await;
        let order = filed.order;
        assert_eq!(
            order.totals.total.as_i64(),
            due,
            "{copies} copies, group {group:?}"
        );
        assert_eq!(order.totals.fees.as_i64(), due, "phí, not lệ phí");
        assert_eq!(order.totals.charges.as_i64(), 0);
        assert_eq!(order.transaction_fee.as_i64(), 0);
        assert_eq!(order.state, OrderState::Due);
        assert_eq!(
            order.text,
            format!("Thanh toán phí cho hồ sơ {}", filed.number)
        );
        assert_eq!(
            order
                .lines
                .iter()
                .map(|line| line.amount.as_i64())
                .sum::<i64>(),
            due
        );
    }
}

#[tokio::test]
async fn a_birth_registration_costs_a_charge_kept_apart_from_fees() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let unit: String = portal
        .one(
            "select unit_code from procedure_units where procedure_code = $1 limit 1",
            "1.001193",
        )
        .await;
    let form = FormInput::BirthRegistration(BirthRegistrationInput {
        child_name: "Nguyễn Minh An".to_owned(),
        child_birth_date: "01/03/2026".to_owned(),
        child_sex: "male".to_owned(),
        birth_place: "Bệnh viện đa khoa Tây Ninh".to_owned(),
        mother_name: "Trần Thị Bình".to_owned(),
        father_name: String::new(),
        relation: "mother".to_owned(),
        address: "Ấp 1, xã Thạnh Đức, huyện Gò Dầu".to_owned(),
        ..BirthRegistrationInput::default()
    });
    let new = NewDossier {
        procedure_code: "1.001193".to_owned(),
        unit_code: unit.clone(),
        form: form.clone(),
    };
    let number = an
        .call_with_key::<CreateDossier>((), new, "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    let content = DossierContent {
        version: String::new(),
        unit_code: unit,
        form,
    };
    let sent = an
        .send_dossier(DossierPath { number }, content)
        .await
        .expect("sent");
    assert_eq!(
        sent.summary.order.expect("a charge is due").amount.as_i64(),
        1_000
    );
    let order = an.order_of(number).await;
    assert_eq!(
        (order.totals.fees.as_i64(), order.totals.charges.as_i64()),
        (0, 1_000)
    );
    assert_eq!(order.text, format!("Thanh toán lệ phí cho hồ sơ {number}"));
}

#[tokio::test]
async fn a_new_fee_rule_leaves_orders_made_before_it_alone() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let before = an.file(one_copy()).await;
    portal
        .execute("update fee_rules set valid_to = '2026-03-15' where procedure_code = '2.000488'")
        .await
        .expect("the old rule ends");
    portal
        .execute(
            "insert into fee_rules (procedure_code, code, name, kind, valid_from, amount, legal_basis)
             values ('2.000488', 'PHI_LLTP', 'Phí mới', 'fee', '2026-03-16', 300000, 'Thông tư mới')",
        )
        .await
        .expect("a new rule begins");
    let after = an.file(one_copy()).await;
    assert_eq!(after.order.totals.total.as_i64(), 300_000);
    let order = an.order_of(before.number).await;
    assert_eq!(
        (order.totals, order.lines),
        (before.order.totals, before.order.lines)
    );
    an.choose(order.id).await.expect("an attempt");
    let init = portal.wire.said("init").pop().expect("an INIT");
    assert_eq!(init["SoTien"], "200000");

    let overlapping = portal
        .execute(
            "insert into fee_rules (procedure_code, code, name, kind, valid_from, amount, legal_basis)
             values ('2.000488', 'PHI_LLTP', 'Phí nữa', 'fee', '2026-03-20', 1, 'x')",
        )
        .await;
    assert!(overlapping.is_err(), "two amounts on one day");
}
