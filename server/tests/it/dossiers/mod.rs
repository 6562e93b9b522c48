mod drafts;
mod fee_gaps;
mod sending;
mod versions;
mod work_permit;

use app::{
    api::dossiers::DossierContent,
    forms::{CriminalRecordInput, FormInput},
};

fn draft_of(input: CriminalRecordInput) -> DossierContent {
    DossierContent {
        version: String::new(),
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
