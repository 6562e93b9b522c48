//! Documents of a dossier. They are sent as a multipart form to the page of the draft, and fetched from
//! `/api/v1/dossiers/{number}/attachments/{id}`.

use super::{Empty, FormEndpoint, dossiers::DossierPath, endpoints};
use serde::{Deserialize, Serialize};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Id.
    pub id: uuid::Uuid,
    /// What it is called, with an ending that says what it is.
    pub name: String,
    /// Bytes.
    pub size: i32,
}

/// The documents of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AttachmentList {
    /// Running number of the dossier.
    pub dossier_number: i64,
    /// In the order in which they were added.
    pub items: Vec<Attachment>,
}

/// Documents that were shared from the phone and belong to no dossier yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SharedDocuments {
    /// In the order in which they came.
    pub items: Vec<Attachment>,
    /// Drafts that they may be put with, newest first, at most twenty.
    pub drafts: Vec<DraftChoice>,
}

/// A draft to put documents with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DraftChoice {
    /// Running number.
    pub number: i64,
    /// Name of its procedure.
    pub procedure_name: String,
    /// What the name means in English, where it is known.
    pub procedure_name_en: Option<String>,
}

/// Which document of which dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentPath {
    /// Running number of the dossier.
    pub number: i64,
    /// Id of the document.
    pub id: uuid::Uuid,
}

endpoints! {
    /// The documents of a dossier of the account.
    ListAttachments: GET "/api/v1/dossiers/{number}/attachments" (DossierPath) Empty => AttachmentList;
    /// Takes a document from a draft. One that is not there is no error.
    RemoveAttachment: POST "/api/v1/dossiers/{number}/attachments/{id}/remove" (AttachmentPath) Empty => AttachmentList;
    /// Documents that were shared with the account and belong to no dossier yet.
    ListSharedDocuments: GET "/api/v1/shared-documents" (()) Empty => SharedDocuments;
    /// Puts the shared documents with a draft.
    AttachSharedDocuments: POST "/api/v1/dossiers/{number}/shared-documents" (DossierPath) Empty => AttachmentList;
    /// Forgets the shared documents.
    DropSharedDocuments: POST "/api/v1/shared-documents/drop" (()) Empty => SharedDocuments;
}

/// Where the documents stand on the page of their dossier.
#[must_use]
pub fn place_on_page(number: i64) -> String {
    format!("/ho-so/{number}#tai-lieu")
}

impl FormEndpoint for RemoveAttachment {
    fn next(output: &AttachmentList) -> String {
        place_on_page(output.dossier_number)
    }
}
impl FormEndpoint for AttachSharedDocuments {
    fn next(output: &AttachmentList) -> String {
        place_on_page(output.dossier_number)
    }
}
impl FormEndpoint for DropSharedDocuments {
    fn next(_: &SharedDocuments) -> String {
        "/tai-khoan".to_owned()
    }
}
