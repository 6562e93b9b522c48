//! What citizens typed, set in a receipt: it stays text, and a receipt comes of it. A leaflet and a picture have our own words
//! only, which may be missing; those need not come out.

use documents::{
    leaflet::{self, Contact, Leaflet, Step},
    open_graph::{self, Picture},
    receipt::{self, Cancellation, Receipt, ReceiptLine},
};
use domain::{fees::FeeKind, language::Language, money::Vnd};

/// In characters; forms take no longer line.
const LONGEST_LINE: usize = 200;

pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let line = |text: &str| text.chars().take(LONGEST_LINE).collect::<String>();
    let mut texts = text.split('\0').map(line).cycle();
    let mut next = || texts.next().unwrap_or_default();
    let line = |kind, code, name| ReceiptLine {
        kind,
        code,
        name,
        quantity: 1,
        unit_amount: Vnd::new(5_000),
        amount: Vnd::new(5_000),
    };
    let receipt = Receipt {
        form_symbol: next(),
        serial: next(),
        number: 123,
        agency_name: next(),
        agency_tax_code: Some(next()),
        agency_address: Some(next()),
        payer_name: next(),
        payer_identity_masked: next(),
        payer_tax_code: Some(next()),
        payer_address: Some(next()),
        dossier_reference: next(),
        procedure_name: next(),
        lines: vec![
            line(FeeKind::Fee, next(), next()),
            line(FeeKind::Charge, next(), next()),
        ],
        method: next(),
        provider_transaction: next(),
        reference: next(),
        paid_at: crate::examples::NOW,
        issued_at: crate::examples::NOW,
        check_url: "https://dichvucong.tayninh.gov.vn/bien-lai/7Q4M-2KXP-9D".to_owned(),
        cancellation: Some(Cancellation {
            at: crate::examples::NOW,
            reason: next(),
        }),
    };
    let pdf = receipt::render(&receipt).expect("a receipt, whatever was typed");
    assert!(pdf.starts_with(b"%PDF-"));

    let step = |title, text| Step { title, text };
    let leaflet = Leaflet {
        language: Language::Vietnamese,
        portal: next(),
        title: next(),
        lead: next(),
        steps: [
            step(next(), next()),
            step(next(), next()),
            step(next(), next()),
        ],
        scan: next(),
        guide_url: "https://dichvucong.tayninh.gov.vn/huong-dan".to_owned(),
        qr_alt: next(),
        contacts: vec![Contact {
            name: next(),
            value: next(),
        }],
        publisher: next(),
    };
    let _ = leaflet::render(&leaflet, crate::examples::NOW);

    let picture = Picture {
        portal: next(),
        title: next(),
        subtitle: next(),
    };
    let _ = open_graph::render(&picture);
}
