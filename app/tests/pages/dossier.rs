use crate::{
    portal::Portal,
    samples::{NUMBER, attempt, dossier, nobody, order, procedure, signed_in},
};
use app::{
    api::{
        Problem,
        catalogue::{OnlineForm, ProcedureInEnglish},
    },
    forms::FormInput,
    locales::Language,
    submitted::SubmittedForm,
};
use domain::{
    dossier::DossierState,
    language::text,
    payment::{OrderState, Outcome},
};

fn portal() -> Portal {
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering("/api/v1/procedures/2.000488", &procedure())
}

fn with_dossier(state: DossierState, order: Option<OrderState>) -> Portal {
    portal().answering(
        &format!("/api/v1/dossiers/{NUMBER}"),
        &dossier(state, order),
    )
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_and_comes_back_to_the_form() {
    let page = portal()
        .answering("/api/v1/session", &nobody())
        .open("/nop-ho-so/2.000488")
        .await;
    page.shows(&["/dang-nhap?tiep=%2Fnop-ho-so%2F2.000488"]);
    page.hides(&["form.purpose"]);
    assert_eq!(page.status, Some(401));
}

#[tokio::test]
async fn a_new_dossier_carries_a_key_and_the_only_unit() {
    let page = portal().open("/nop-ho-so/2.000488").await;
    page.shows(&[
        "name=\"_key\"",
        "name=\"procedure_code\" value=\"2.000488\"",
        "name=\"form.kind\" value=\"criminal_record\"",
        "<option value=\"STP\" selected>",
        "200.000 đ mỗi lần",
    ]);
}

#[tokio::test]
async fn a_procedure_that_cannot_be_filed_offers_no_form() {
    let mut closed = procedure();
    closed.summary.can_file = false;
    let page = portal()
        .answering("/api/v1/procedures/2.000488", &closed)
        .open("/nop-ho-so/2.000488")
        .await;
    page.shows(&["chưa nộp trực tuyến được"]);
    page.hides(&["form.purpose"]);
}

#[tokio::test]
async fn a_draft_can_be_saved_and_sent_and_keeps_what_was_typed() {
    let page = with_dossier(DossierState::Draft, None)
        .open("/ho-so/363815?da-luu=1")
        .await;
    page.shows(&[
        "Đã lưu bản nháp ngày 22/07/2020",
        "value=\"Xin việc làm\"",
        "value=\"/api/v1/dossiers/363815/form\"",
        "value=\"/api/v1/dossiers/363815/send\"",
    ]);
}

#[tokio::test]
async fn a_draft_that_could_not_be_sent_says_why_and_not_that_it_was_saved() {
    let problem = Problem::field(
        "form.purpose",
        text("Vui lòng nhập mục đích.", "Say what for."),
    );
    let fields = [("form.purpose".to_owned(), "x".to_owned())];
    let page = with_dossier(DossierState::Draft, None)
        .after(SubmittedForm::new(
            "/api/v1/dossiers/363815/send",
            &fields,
            problem,
        ))
        .open("/ho-so/363815?da-luu=1")
        .await;
    page.shows(&[
        "href=\"#f-form-purpose\"",
        "class=\"field-error\">Vui lòng nhập mục đích.",
        "value=\"x\"",
    ]);
    page.hides(&["Đã lưu bản nháp"]);
}

#[tokio::test]
async fn a_sent_dossier_is_read_only_and_leads_to_payment() {
    let page = with_dossier(DossierState::Sent, Some(OrderState::Due))
        .open("/ho-so/363815")
        .await;
    page.shows(&[
        "Đã gửi, chờ tiếp nhận",
        "205.000 đ",
        "href=\"/ho-so/363815/thanh-toan\"",
        "Phiếu số 1",
        "Không thuộc nhóm nào",
    ]);
    page.hides(&["name=\"form.purpose\""]);
}

#[tokio::test]
async fn sending_is_confirmed_with_the_number_and_only_then() {
    let portal = with_dossier(DossierState::Sent, None);
    let confirmation = "Đã gửi hồ sơ. Số hồ sơ của bạn: 363815.";
    portal
        .open("/ho-so/363815?da-gui=1")
        .await
        .shows(&[confirmation, "Đơn vị tiếp nhận sẽ kiểm tra hồ sơ"]);
    portal.open("/ho-so/363815").await.hides(&[confirmation]);
}

#[tokio::test]
async fn a_paid_dossier_leads_to_its_receipt_and_not_to_payment() {
    let page = with_dossier(DossierState::Sent, Some(OrderState::Paid))
        .answering(
            "/api/v1/dossiers/363815/payment-order",
            &order(OrderState::Paid, None),
        )
        .open("/ho-so/363815")
        .await;
    page.shows(&[
        "/api/v1/receipts/00000000-0000-0000-0000-000000000002/pdf",
        "Việc cần làm tiếp theo",
        "Chờ cơ quan tiếp nhận hồ sơ.",
    ]);
    page.hides(&["/thanh-toan\""]);
}

#[tokio::test]
async fn english_pages_say_what_a_procedure_its_fee_and_its_office_mean() {
    let english = r#"<span class="gloss">Criminal record certificate</span>"#;
    let legal = r#"<span lang="vi">Cấp Phiếu lý lịch tư pháp</span>"#;
    let mut translated = procedure();
    translated.units[0].name_en = Some("Department of Justice".into());
    translated.english = Some(ProcedureInEnglish {
        time_limit: "10 days".into(),
        result: "A certificate".into(),
        target_group: "Individuals".into(),
        documents: vec![],
        steps: vec![],
        fee_text: "Fee 200,000 VND.".into(),
    });
    let new = portal()
        .answering("/api/v1/procedures/2.000488", &translated)
        .speaking(Language::English)
        .open("/nop-ho-so/2.000488")
        .await;
    new.shows(&[english, legal, "Fee 200,000 VND.", "Department of Justice"]);
    new.hides(&["200.000 đ mỗi lần", "Sở Tư pháp"]);

    for state in [DossierState::Draft, DossierState::Sent] {
        let page = with_dossier(state, None)
            .speaking(Language::English)
            .open("/ho-so/363815")
            .await;
        page.shows(&[english, legal]);
    }
}

#[tokio::test]
async fn while_a_payment_runs_its_result_comes_before_paying_again() {
    let order_of = |latest| {
        with_dossier(DossierState::Sent, Some(OrderState::InProgress)).answering(
            "/api/v1/dossiers/363815/payment-order",
            &order(OrderState::InProgress, latest),
        )
    };
    let page = order_of(Some(attempt(Outcome::Waiting, None)))
        .open("/ho-so/363815")
        .await;
    page.shows(&[
        "không cần nộp lại",
        "href=\"/thanh-toan/ket-qua?data=ref%2F1\" class=\"button button-wide\">Kiểm tra kết quả",
        "href=\"/ho-so/363815/thanh-toan\" class=\"button button-wide button-secondary\"",
    ]);
    let place = |text: &str| page.html.find(text).expect(text);
    assert!(place("Kiểm tra kết quả") < place("Thanh toán phí, lệ phí"));

    let unknown = order_of(None).open("/ho-so/363815").await;
    unknown.shows(&[
        "href=\"/ho-so/363815/thanh-toan\" class=\"button button-wide\">Kiểm tra kết quả",
    ]);
    unknown.hides(&["Thanh toán phí, lệ phí"]);
}

#[tokio::test]
async fn an_address_without_a_number_is_not_found() {
    let page = portal().open("/ho-so/abc").await;
    assert_eq!(page.status, Some(404));
}

/// What is chosen is told by its name where two versions of a draft differ.
#[tokio::test]
async fn every_field_that_is_chosen_from_a_list_says_what_it_is_chosen_from() {
    for form in [
        OnlineForm::BirthRegistration,
        OnlineForm::CriminalRecord,
        OnlineForm::WorkPermit,
    ] {
        let input = FormInput::empty(form);
        let mut procedure = procedure();
        procedure.online_form = Some(form);
        let page = portal()
            .answering("/api/v1/procedures/2.000488", &procedure)
            .open("/nop-ho-so/2.000488")
            .await;
        let mut chosen = 0;
        for control in page.html.split(['<']).filter(|tag| {
            tag.starts_with("select ")
                || (tag.starts_with("input ") && tag.contains("type=\"radio\""))
        }) {
            let Some((_, name)) = control.split_once("name=\"form.") else {
                continue;
            };
            let name = name.split('"').next().unwrap_or_default();
            assert!(input.choices(name).is_some(), "{form:?} {name}");
            chosen += 1;
        }
        assert!(chosen > 0, "{form:?}");
    }
}

/// So is the order in which the fields are named where two versions of a draft differ.
#[tokio::test]
async fn the_labels_of_a_form_are_those_of_its_page_in_their_order() {
    for form in [
        OnlineForm::BirthRegistration,
        OnlineForm::CriminalRecord,
        OnlineForm::WorkPermit,
    ] {
        let mut procedure = procedure();
        procedure.online_form = Some(form);
        let page = portal()
            .answering("/api/v1/procedures/2.000488", &procedure)
            .open("/nop-ho-so/2.000488")
            .await;
        let mut rest = page.html.as_str();
        for (field, label) in FormInput::empty(form).labels() {
            let label = label.to(Language::Vietnamese);
            let (_, after) = rest.split_once(label).expect(label);
            let name = format!("name=\"form.{field}\"");
            let (_, after) = after.split_once(&name).expect(field);
            rest = after;
        }
    }
}

#[tokio::test]
async fn nothing_is_chosen_for_a_father_who_needs_no_name() {
    let mut procedure = procedure();
    procedure.online_form = Some(OnlineForm::BirthRegistration);
    let page = portal()
        .answering("/api/v1/procedures/2.000488", &procedure)
        .open("/nop-ho-so/2.000488")
        .await;
    let chosen = |name: &str| {
        let name = format!("name=\"form.{name}\"");
        let mut tags = page.html.split('<');
        tags.any(|tag| tag.contains(&name) && tag.contains(" checked"))
    };
    assert!(chosen("mother"));
    assert!(!chosen("father"));
    page.shows(&["Người cha (không bắt buộc)"]);
}
