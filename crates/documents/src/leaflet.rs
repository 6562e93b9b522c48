//! The leaflet that leads to the guide: A5, for counters and notice boards.

use std::sync::LazyLock;

use domain::language::Language;
use serde::Serialize;
use time::OffsetDateTime;
use typst::foundations::Bytes;

use crate::printable::printable;
use crate::typesetting::{self, Template};
use crate::{DocumentError, qr};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new("leaflet.typ", include_str!("../templates/leaflet.typ")));

/// What is printed. All texts are in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// Language of the texts, told to screen readers.
    pub language: Language,
    /// Name of the portal.
    pub portal: String,
    /// What the leaflet says in a line.
    pub title: String,
    /// What one needs, in a sentence.
    pub lead: String,
    /// The way, in order.
    pub steps: [Step; 3],
    /// What to do with the QR code.
    pub scan: String,
    /// Address of the guide; in the QR code. `http://` or `https://`.
    pub guide_url: String,
    /// What the QR code is, for those who cannot see it.
    pub qr_alt: String,
    /// Whom to ask: names and numbers or addresses.
    pub contacts: Vec<Contact>,
    /// Who hands it out.
    pub publisher: String,
}

/// One of the three steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do, in two or three words.
    pub title: String,
    /// How.
    pub text: String,
}

/// A way to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `Điện thoại`.
    pub name: String,
    /// `0276 3813 363`.
    pub value: String,
}

/// The leaflet as the template reads it.
#[derive(Serialize)]
struct Sheet {
    language: &'static str,
    portal: String,
    title: String,
    lead: String,
    steps: Vec<[String; 2]>,
    scan: String,
    guide_url: String,
    guide_text: String,
    qr_alt: String,
    contacts: Vec<[String; 2]>,
    publisher: String,
}

impl Sheet {
    fn of(leaflet: &Leaflet) -> Self {
        let pair = |first: &str, second: &str| [printable(first), printable(second)];
        let (_, guide_text) = leaflet
            .guide_url
            .split_once("://")
            .unwrap_or(("", &leaflet.guide_url));
        Self {
            language: leaflet.language.tag(),
            portal: printable(&leaflet.portal),
            title: printable(&leaflet.title),
            lead: printable(&leaflet.lead),
            steps: leaflet
                .steps
                .iter()
                .map(|step| pair(&step.title, &step.text))
                .collect(),
            scan: printable(&leaflet.scan),
            guide_url: leaflet.guide_url.clone(),
            guide_text: printable(guide_text),
            qr_alt: printable(&leaflet.qr_alt),
            contacts: leaflet
                .contacts
                .iter()
                .map(|contact| pair(&contact.name, &contact.value))
                .collect(),
            publisher: printable(&leaflet.publisher),
        }
    }
}

/// Makes the PDF (PDF/A-2a and PDF/UA-1, A5 portrait, one page). Equal leaflets of one time give equal bytes.
///
/// # Errors
///
/// [`DocumentError::UnusableCheckUrl`] for an address that is none or does not fit into a QR code;
/// [`DocumentError::Typesetting`] for a mistake in the template.
pub fn render(leaflet: &Leaflet, made_at: OffsetDateTime) -> Result<Vec<u8>, DocumentError> {
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| leaflet.guide_url.starts_with(scheme));
    if !is_web {
        return Err(DocumentError::UnusableCheckUrl);
    }
    let facts = serde_json::to_vec(&Sheet::of(leaflet)).expect("texts are JSON");
    let document = TEMPLATE.lay_out(vec![
        ("leaflet.json", Bytes::new(facts)),
        (
            "qr.svg",
            Bytes::from_string(qr::svg_of_url(&leaflet.guide_url)?),
        ),
    ])?;
    let identifier = format!("{}#{}", leaflet.guide_url, leaflet.language.tag());
    typesetting::pdf(&document, identifier, made_at)
}
