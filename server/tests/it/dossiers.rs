//! Drafting and sending.

use crate::support::{AN, BINH, CRIMINAL_RECORD, Portal, criminal_record, one_copy};
use app::{
    api::{
        Empty, ProblemCode,
        dossiers::{
            CreateDossier, Dossier, DossierContent, DossierPath, GetDossier, ListDossiers,
            NewDossier, SaveDossier, SendDossier,
        },
        payments::GetPaymentOrder,
        percent_encoded,
    },
    forms::{BirthRegistrationInput, CriminalRecordInput, FormInput},
};
use domain::{dossier::DossierState, payment::OrderState};
use http::Method;
use uuid::Uuid;

fn draft_of(input: CriminalRecordInput) -> DossierContent {
    DossierContent {
        unit_code: String::new(),
        form: FormInput::CriminalRecord(input),
    }
}

fn purpose(text: &str) -> DossierContent {
    draft_of(CriminalRecordInput {
        purpose: text.to_owned(),
        ..CriminalRecordInput::default()
    })
}

#[tokio::test]
async fn a_draft_keeps_everything_that_was_typed() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let longest = "ạ".repeat(666) + "ab";
    assert_eq!(longest.len(), 2_000);
    for typed in [
        "",
        "  đầu và cuối  ",
        "🙂👩‍👩‍👧‍👦",
        "\u{202e}ngược\u{202c} מימין",
        "Ngu\u{303}ye\u{302}\u{303}n",
        "dòng một\r\ndòng hai\ttab",
        "<script>alert('1')</script>\"&amp;",
        "'; drop table dossiers; --",
        &longest,
    ] {
        let number = an
            .draft(purpose(typed), &Uuid::new_v4().to_string())
            .await
            .expect("a draft")
            .summary
            .number;
        let kept = an
            .call::<GetDossier>(DossierPath { number }, Empty {})
            .await
            .expect("the draft");
        assert_eq!(kept.form, purpose(typed).form, "{typed:?}");
        assert_eq!(kept.summary.state, DossierState::Draft);

        let mut changed = purpose(typed);
        changed.unit_code = "72-so-tu-phap".to_owned();
        let saved = an
            .call::<SaveDossier>(DossierPath { number }, changed)
            .await
            .expect("saved");
        assert_eq!(saved.form, purpose(typed).form);
        assert_eq!(saved.unit_code, "72-so-tu-phap");
    }
}

#[tokio::test]
async fn a_text_too_long_to_keep_is_named_and_the_draft_stays_as_it_was() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let too_long = purpose(&"a".repeat(2_001));
    let problem = an
        .draft(too_long.clone(), "0123456789")
        .await
        .expect_err("2,001 bytes");
    assert!(problem.message_for("form.purpose").is_some());
    assert_eq!(portal.count("select count(*) from dossiers").await, 0);

    let number = an
        .draft(purpose("ngắn"), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    for problem in [
        an.call::<SaveDossier>(DossierPath { number }, too_long.clone())
            .await,
        an.call::<SendDossier>(DossierPath { number }, too_long)
            .await,
    ] {
        let problem = problem.expect_err("2,001 bytes");
        assert_eq!(problem.status, 422);
        assert!(problem.message_for("form.purpose").is_some());
    }
    let kept = an
        .call::<GetDossier>(DossierPath { number }, Empty {})
        .await
        .expect("the draft");
    assert_eq!(kept.form, purpose("ngắn").form);
}

#[tokio::test]
async fn what_no_database_can_keep_is_refused_and_never_an_error_of_ours() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let send = async |body: String| {
        let request = an
            .request(Method::POST, "/api/v1/dossiers")
            .header("content-type", "application/json")
            .header("idempotency-key", "0123456789")
            .body(body);
        an.send(request).await.problem()
    };
    let with_purpose = |purpose: &str| {
        format!(
            r#"{{"procedure_code":"{CRIMINAL_RECORD}","form":{{"kind":"criminal_record","purpose":"{purpose}"}}}}"#
        )
    };
    for body in [
        with_purpose(r"\u0000"),
        with_purpose(r"\ud800"),
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        r#"{"procedure_code":1}"#.to_owned(),
        format!(r#"{{"procedure_code":"{CRIMINAL_RECORD}","form":{{"kind":"tax_return"}}}}"#),
        "[".repeat(10_000),
    ] {
        let problem = send(body.clone()).await;
        assert_eq!(
            (problem.status, problem.code),
            (400, ProblemCode::Malformed),
            "{body}"
        );
    }
    let too_large = send(with_purpose(&"a".repeat(70_000))).await;
    assert_eq!(
        (too_large.status, too_large.code),
        (413, ProblemCode::TooLarge)
    );
    assert_eq!(portal.count("select count(*) from dossiers").await, 0);
}

#[tokio::test]
async fn a_double_tap_on_save_makes_one_draft_and_a_post_without_a_key_none() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let input = NewDossier {
        procedure_code: CRIMINAL_RECORD.to_owned(),
        unit_code: String::new(),
        form: purpose("").form,
    };
    let problem = an
        .call::<CreateDossier>((), input)
        .await
        .expect_err("no key");
    assert_eq!(
        (problem.status, problem.code),
        (400, ProblemCode::IdempotencyKeyMissing)
    );
    for key in ["short", &"k".repeat(101), "with space"] {
        let problem = an.draft(purpose(""), key).await.expect_err(key);
        assert_eq!(problem.code, ProblemCode::IdempotencyKeyMissing);
    }
    let key = "one-form-rendered-once";
    let (first, second) = tokio::join!(an.draft(purpose("x"), key), an.draft(purpose("x"), key));
    assert_eq!(first.expect("a draft"), second.expect("the same draft"));
    assert_eq!(portal.count("select count(*) from dossiers").await, 1);

    // Another citizen's key is another key.
    let binh = portal.signed_in(BINH).await;
    binh.draft(purpose("y"), key)
        .await
        .expect("a draft of her own");
    assert_eq!(portal.count("select count(*) from dossiers").await, 2);
}

#[tokio::test]
async fn somebody_elses_dossier_is_not_there_at_all() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .pay(
            &attempt.redirect_url.expect("the bank's page"),
            crate::support::GOOD_CARD,
        )
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let receipt = an.order_of(filed.number).await.receipt.expect("a receipt");
    let draft = an
        .draft(purpose("kín"), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;

    let binh = portal.signed_in(BINH).await;
    let nobody = portal.browser();
    for number in [filed.number, draft, 1, i64::MAX] {
        let path = DossierPath { number };
        let statuses = async |browser: &crate::support::Client| {
            [
                browser.call::<GetDossier>(path, Empty {}).await.map(drop),
                browser
                    .call::<SaveDossier>(path, purpose("của tôi"))
                    .await
                    .map(drop),
                browser
                    .call::<SendDossier>(path, one_copy())
                    .await
                    .map(drop),
                browser
                    .call::<GetPaymentOrder>(path, Empty {})
                    .await
                    .map(drop),
            ]
            .map(|answer| answer.expect_err("not hers").status)
        };
        assert_eq!(statuses(&binh).await, [404; 4], "{number}");
        assert_eq!(statuses(&nobody).await, [401; 4], "{number}");
    }
    assert_eq!(
        binh.choose(filed.order.id)
            .await
            .expect_err("not hers")
            .status,
        404
    );
    assert_eq!(
        nobody
            .choose(filed.order.id)
            .await
            .expect_err("nobody's")
            .status,
        401
    );
    assert_eq!(
        binh.choose(Uuid::new_v4())
            .await
            .expect_err("no order")
            .status,
        404
    );
    let pdf = format!("/api/v1/receipts/{receipt}/pdf");
    assert_eq!(binh.get(&pdf).await.problem().status, 404);
    assert_eq!(nobody.get(&pdf).await.problem().status, 401);
    assert_eq!(an.get(&pdf).await.status, 200);

    let hers = binh
        .call::<ListDossiers>((), Empty {})
        .await
        .expect("a list");
    assert!(hers.items.is_empty());
    let kept = an
        .call::<GetDossier>(DossierPath { number: draft }, Empty {})
        .await
        .expect("the draft");
    assert_eq!(kept.form, purpose("kín").form);
}

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
        .call::<SendDossier>(DossierPath { number }, half.clone())
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
        .call::<SendDossier>(DossierPath { number }, elsewhere)
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
    let send = |content| an.call::<SendDossier>(DossierPath { number }, content);
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
        unit_code: unit,
        form,
    };
    let sent = an
        .call::<SendDossier>(DossierPath { number }, content)
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
async fn a_procedure_that_is_not_filed_here_takes_no_dossier() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let offline: String = portal
        .one(
            "select code from procedures where online_form is null and service_level >= $1 limit 1",
            3_i16,
        )
        .await;
    for (code, status) in [
        (offline.as_str(), 409),
        ("9.999999", 404),
        ("1.001193", 409),
    ] {
        let input = NewDossier {
            procedure_code: code.to_owned(),
            unit_code: String::new(),
            form: one_copy().form,
        };
        let problem = an
            .call_with_key::<CreateDossier>((), input, "0123456789")
            .await
            .expect_err(code);
        assert_eq!(problem.status, status, "{}", percent_encoded(code));
    }
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
