//! Filing, in a line.

use super::Client;
use app::{
    api::{
        Empty, Problem,
        dossiers::{CreateDossier, Dossier, DossierContent, DossierPath, NewDossier, SendDossier},
        payments::{
            Attempt, GetPaymentOrder, GetPaymentResult, NewAttempt, OrderPath, PaymentOrder,
            PaymentResult, ReferencePath, StartAttempt,
        },
    },
    forms::{CriminalRecordInput, FormInput},
};
use uuid::Uuid;

pub const CRIMINAL_RECORD: &str = "2.000488";
const DEPARTMENT_OF_JUSTICE: &str = "72-so-tu-phap";

/// A dossier that was sent, and what is due for it.
pub struct Filed {
    pub number: i64,
    pub order: PaymentOrder,
}

/// A complete form for a criminal record.
pub fn criminal_record(copies: &str, reduced_group: &str) -> DossierContent {
    DossierContent {
        version: String::new(),
        unit_code: DEPARTMENT_OF_JUSTICE.to_owned(),
        form: FormInput::CriminalRecord(CriminalRecordInput {
            form_number: "1".to_owned(),
            purpose: "Xin giấy phép lao động".to_owned(),
            permanent_address: "Ấp 1, xã Thạnh Đức, huyện Gò Dầu".to_owned(),
            current_address: "Ấp 1, xã Thạnh Đức, huyện Gò Dầu".to_owned(),
            copies: copies.to_owned(),
            reduced_group: reduced_group.to_owned(),
        }),
    }
}

/// The dearest of the plain cases: one copy, 200,000 đ.
pub fn one_copy() -> DossierContent {
    criminal_record("1", "")
}

impl Client {
    /// Makes a draft for a criminal record.
    pub async fn draft(&self, content: DossierContent, key: &str) -> Result<Dossier, Problem> {
        let input = NewDossier {
            procedure_code: CRIMINAL_RECORD.to_owned(),
            unit_code: content.unit_code,
            form: content.form,
        };
        self.call_with_key::<CreateDossier>((), input, key).await
    }

    /// Drafts and sends.
    pub async fn file(&self, content: DossierContent) -> Filed {
        let draft = self
            .draft(content.clone(), &Uuid::new_v4().to_string())
            .await
            .expect("a draft");
        let number = draft.summary.number;
        self.send_dossier(DossierPath { number }, content)
            .await
            .expect("a dossier that was sent");
        Filed {
            number,
            order: self.order_of(number).await,
        }
    }

    pub async fn send_dossier(
        &self,
        path: DossierPath,
        content: DossierContent,
    ) -> Result<Dossier, Problem> {
        let key = Uuid::new_v4().to_string();
        self.call_with_key::<SendDossier>(path, content, &key).await
    }

    pub async fn order_of(&self, number: i64) -> PaymentOrder {
        self.call::<GetPaymentOrder>(DossierPath { number }, Empty {})
            .await
            .expect("a payment order")
    }

    /// Chooses Vietcombank.
    pub async fn choose(&self, order: Uuid) -> Result<Attempt, Problem> {
        self.choose_with_key(order, &Uuid::new_v4().to_string())
            .await
    }

    pub async fn choose_with_key(&self, order: Uuid, key: &str) -> Result<Attempt, Problem> {
        let input = NewAttempt {
            channel: "vietcombank".to_owned(),
        };
        self.call_with_key::<StartAttempt>(OrderPath { order }, input, key)
            .await
    }

    pub async fn result_of(&self, reference: &str) -> Result<PaymentResult, Problem> {
        let reference = reference.to_owned();
        self.call::<GetPaymentResult>(ReferencePath { reference }, Empty {})
            .await
    }
}
