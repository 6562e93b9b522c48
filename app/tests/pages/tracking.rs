use crate::{
    portal::Portal,
    samples::{nobody, tracking},
};
use app::{api::Problem, submitted::SubmittedForm};
use domain::{dossier::DossierState, payment::OrderState};

fn portal() -> Portal {
    Portal::default().answering("/api/v1/session", &nobody())
}

#[tokio::test]
async fn the_question_is_posted_so_that_no_address_holds_what_was_typed() {
    let page = portal().open("/tra-cuu").await;
    page.shows(&[
        "<form method=\"post\"",
        "value=\"/api/v1/trackings\"",
        "name=\"reference\"",
        "name=\"phone_digits\"",
    ]);
    assert_eq!(page.status, None);
}

#[tokio::test]
async fn a_dossier_shows_its_states_its_fee_and_the_next_step() {
    let due = tracking(DossierState::Sent, Some(OrderState::Due));
    let page = portal()
        .answering("/api/v1/trackings?ticket=t1", &due)
        .open("/tra-cuu?phieu=t1")
        .await;
    page.shows(&[
        "<ol class=\"timeline\">",
        "aria-current=\"step\"><strong>Đã gửi, chờ tiếp nhận</strong>",
        "22/07/2020 08:18",
        "205.000 đ",
        "Chưa thanh toán",
        "href=\"/ho-so/363815/thanh-toan\"",
    ]);
    page.hides(&["name=\"phone_digits\""]);
}

#[tokio::test]
async fn in_english_a_dossier_is_told_by_what_its_procedure_and_office_mean() {
    let page = portal()
        .answering(
            "/api/v1/trackings?ticket=t1",
            &tracking(DossierState::Sent, None),
        )
        .speaking(app::locales::Language::English)
        .open("/tra-cuu?phieu=t1")
        .await;
    page.shows(&[
        "Criminal record certificate",
        "<span lang=\"vi\">Cấp Phiếu lý lịch tư pháp</span>",
        "Department of Justice",
    ]);
}

#[tokio::test]
async fn nothing_is_to_be_paid_for_what_is_paid_or_over() {
    for (state, order) in [
        (DossierState::Sent, Some(OrderState::Paid)),
        (DossierState::Sent, None),
        (DossierState::Withdrawn, Some(OrderState::Due)),
    ] {
        let portal = portal().answering("/api/v1/trackings?ticket=t1", &tracking(state, order));
        let page = portal.open("/tra-cuu?phieu=t1").await;
        page.hides(&["/thanh-toan\""]);
    }
}

#[tokio::test]
async fn a_ticket_that_has_expired_leads_back_to_the_question() {
    let page = portal().open("/tra-cuu?phieu=old").await;
    page.shows(&["chỉ giữ trong một giờ", "name=\"reference\""]);
}

#[tokio::test]
async fn what_was_not_found_is_told_on_the_form_with_the_code_kept() {
    let fields = [("reference".to_owned(), "363815".to_owned())];
    let form = SubmittedForm::new("/api/v1/trackings", &fields, Problem::not_found());
    let page = portal().after(form).open("/tra-cuu").await;
    page.shows(&["error-summary", "value=\"363815\""]);
}
