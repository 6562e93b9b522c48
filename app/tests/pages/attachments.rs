//! Documents of a dossier, and documents shared from a phone: what is shown to whom, in both languages.

use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{NUMBER, documents, dossier, nobody, procedure, signed_in},
};
use app::{
    api::{
        Problem,
        attachments::{AttachmentList, DraftChoice, SharedDocuments},
    },
    submitted::SubmittedForm,
};
use domain::{dossier::DossierState, language::text};

const SHARED: &str = "/chia-se-tai-lieu";

fn portal(state: DossierState, items: usize) -> Portal {
    let list = AttachmentList {
        dossier_number: NUMBER,
        items: documents(items),
    };
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering("/api/v1/procedures/2.000488", &procedure())
        .answering(&format!("/api/v1/dossiers/{NUMBER}"), &dossier(state, None))
        .answering(&format!("/api/v1/dossiers/{NUMBER}/attachments"), &list)
}

fn shared(items: usize, drafts: usize) -> Portal {
    let draft = DraftChoice {
        number: NUMBER,
        procedure_name: "Cấp Phiếu lý lịch tư pháp".into(),
        procedure_name_en: Some("Criminal record certificate".into()),
    };
    let waiting = SharedDocuments {
        items: documents(items),
        drafts: vec![draft; drafts],
    };
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering("/api/v1/shared-documents", &waiting)
}

#[tokio::test]
async fn documents_of_a_draft_can_be_added_and_taken_away_and_of_a_sent_dossier_only_read() {
    let address = format!("/ho-so/{NUMBER}");
    let document = "/api/v1/dossiers/363815/attachments/00000000-0000-0000-0000-000000000001";
    let saved = format!("<a href=\"{document}\" download>Giấy khai sinh 1.pdf</a>");
    let change = ["enctype=\"multipart/form-data\"", "/remove\""];
    let draft = portal(DossierState::Draft, 2).open(&address).await;
    draft.shows(&[&saved, "2,4 MB"]);
    draft.shows(&change);
    let sent = portal(DossierState::Sent, 2).open(&address).await;
    sent.shows(&[&saved]);
    sent.hides(&change);
}

#[tokio::test]
async fn a_document_that_was_refused_is_told_of_beside_its_field() {
    let problem = Problem::field("file", text("Chọn tệp khác.", "Choose another file."));
    let action = format!("/api/v1/dossiers/{NUMBER}/attachments");
    let page = portal(DossierState::Draft, 0)
        .after(SubmittedForm::new(&action, &[], problem))
        .open(&format!("/ho-so/{NUMBER}"))
        .await;
    page.shows(&[
        "href=\"#f-file\"",
        "id=\"f-file-error\" class=\"field-error\">Chọn tệp khác.",
        "aria-invalid=\"true\"",
    ]);
}

#[tokio::test]
async fn shared_documents_wait_for_a_choice_and_a_stranger_is_asked_to_sign_in() {
    let page = shared(1, 1).open(SHARED).await;
    page.shows(&[
        "Giấy khai sinh 1.pdf",
        "/api/v1/dossiers/363815/shared-documents",
        "/api/v1/shared-documents/drop",
    ]);
    let problem = Problem::sign_in_required();
    let page = Portal::default()
        .answering("/api/v1/session", &nobody())
        .refusing("/api/v1/shared-documents", &problem)
        .open(SHARED)
        .await;
    page.shows(&["/dang-nhap?tiep=%2Fchia-se-tai-lieu"]);
    assert_eq!(page.status, Some(401));
}

#[tokio::test]
async fn documents_speak_both_languages() {
    for (state, items) in [
        (DossierState::Draft, 0),
        (DossierState::Draft, 2),
        (DossierState::Sent, 0),
        (DossierState::Sent, 2),
    ] {
        speaks_both(&portal(state, items), &format!("/ho-so/{NUMBER}")).await;
    }
    for (items, drafts) in [(0, 0), (1, 0), (2, 1)] {
        speaks_both(&shared(items, drafts), SHARED).await;
    }
}
