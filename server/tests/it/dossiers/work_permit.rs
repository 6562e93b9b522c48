//! A work permit: filed by the employer, its charge due on filing.

use crate::support::{AN, Client, GOOD_CARD, Portal};
use app::{
    api::{
        Empty, ProblemCode,
        catalogue::{GetProcedure, OnlineForm, ProcedurePath},
        dossiers::{CreateDossier, DossierContent, DossierPath, GetDossier, NewDossier},
        payments::GetPaymentOrder,
    },
    forms::{FormInput, WorkPermitInput},
};
use domain::{
    dossier::DossierState,
    payment::{OrderState, Outcome},
};
use http::Method;

const WORK_PERMIT: &str = "2.000205";

fn complete() -> WorkPermitInput {
    WorkPermitInput {
        employer_name: "Công ty TNHH Dệt may Trảng Bàng".into(),
        employer_tax_code: "0100109106".into(),
        employer_address: "Khu công nghiệp Trảng Bàng, Tây Ninh".into(),
        employer_phone: "0276 3813 363".into(),
        worker_name: "SARAH O'CONNOR".into(),
        worker_sex: "female".into(),
        worker_birth_date: "12/05/1988".into(),
        nationality: "Ireland".into(),
        passport_number: "PA1234567".into(),
        passport_issued_on: "01/02/2022".into(),
        passport_expires_on: "01/02/2032".into(),
        position: "expert".into(),
        job_title: "Process engineer".into(),
        workplace: "Khu công nghiệp Trảng Bàng, Tây Ninh".into(),
        period_from: "15/04/2026".into(),
        period_to: "14/04/2028".into(),
        salary: String::new(),
    }
}

fn content(input: WorkPermitInput) -> DossierContent {
    DossierContent {
        version: String::new(),
        unit_code: "72-ban-quan-ly-khu-kinh-te".into(),
        form: FormInput::WorkPermit(Box::new(input)),
    }
}

async fn draft(browser: &Client, input: WorkPermitInput) -> DossierPath {
    let input = NewDossier {
        procedure_code: WORK_PERMIT.into(),
        unit_code: String::new(),
        form: FormInput::WorkPermit(Box::new(input)),
    };
    let number = browser
        .call_with_key::<CreateDossier>((), input, "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    DossierPath { number }
}

#[tokio::test]
async fn a_work_permit_is_filed_and_paid_for() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let path = ProcedurePath {
        code: WORK_PERMIT.into(),
    };
    let procedure = an
        .call::<GetProcedure>(path, Empty {})
        .await
        .expect("the procedure");
    assert_eq!(procedure.online_form, Some(OnlineForm::WorkPermit));
    assert!(procedure.summary.can_file);

    let path = draft(&an, WorkPermitInput::default()).await;
    let sent = an
        .send_dossier(path, content(complete()))
        .await
        .expect("sent");
    assert_eq!(sent.summary.state, DossierState::Sent);
    assert_eq!(sent.form, content(complete()).form);
    let order = an.order_of(path.number).await;
    assert_eq!(order.totals.charges.as_i64(), 600_000, "lệ phí");
    assert_eq!(order.totals.total.as_i64(), 600_000);

    let attempt = an.choose(order.id).await.expect("an attempt");
    let init = portal.wire.said("init").pop().expect("an INIT");
    assert_eq!(
        init["ThongTinBienLai"]["DiaChiNguoiNop"],
        complete().employer_address
    );
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let result = an.result_of(&attempt.reference).await.expect("a result");
    assert_eq!(result.outcome, Outcome::Succeeded);
    assert_eq!(an.order_of(path.number).await.state, OrderState::Paid);
    let address: String = portal
        .one(
            "select content ->> 'payer_address' from receipts where order_id = $1",
            order.id,
        )
        .await;
    assert_eq!(address, complete().employer_address);
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_field_and_kept_as_a_draft() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let wrong = WorkPermitInput {
        employer_tax_code: "0100109107".into(),
        worker_name: "김민준".into(),
        passport_expires_on: "16/03/2026".into(),
        position: "intern".into(),
        period_to: "16/04/2028".into(),
        ..complete()
    };
    let path = draft(&an, wrong.clone()).await;
    let problem = an
        .send_dossier(path, content(wrong.clone()))
        .await
        .expect_err("five fields are wrong");
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
            "form.employer_tax_code",
            "form.worker_name",
            "form.passport_expires_on",
            "form.position",
            "form.period_to",
        ]
    );
    let kept = an
        .call::<GetDossier>(path, Empty {})
        .await
        .expect("the draft");
    assert_eq!(
        (kept.form, kept.summary.state),
        (content(wrong).form, DossierState::Draft)
    );
    let unpaid = an
        .call::<GetPaymentOrder>(path, Empty {})
        .await
        .expect_err("nothing is due for a draft");
    assert_eq!(unpaid.status, 404);
}

#[tokio::test]
async fn whoever_reads_english_is_told_in_english_what_to_change_and_what_to_have_before_paying() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let path = draft(&an, WorkPermitInput::default()).await;
    let in_english = async |method: Method, path: String, body: &DossierContent| {
        let request = an
            .request(method.clone(), &format!("{path}?lang=en"))
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
            .json(body);
        an.send(request).await
    };
    let send = format!("/api/v1/dossiers/{}/send", path.number);
    let refused = in_english(Method::POST, send.clone(), &content(Default::default())).await;
    let problem = refused.problem();
    assert_eq!(
        problem.message_for("form.worker_sex"),
        Some("Choose the worker’s sex.")
    );
    assert_eq!(
        in_english(Method::POST, send, &content(complete()))
            .await
            .status,
        200
    );
    let page = an
        .get(&format!("/ho-so/{}/thanh-toan?lang=en", path.number))
        .await;
    let page = page.text();
    for told in [
        "You need a Vietcombank card",
        "You need an Agribank card",
        ">Cash",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    for vietnamese in ["Tiền mặt", "Thẻ ATM nội địa", "Ngân hàng TMCP"] {
        assert!(!page.contains(vietnamese), "{vietnamese} in {page}");
    }
}
