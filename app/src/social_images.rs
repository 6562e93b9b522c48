//! The words with which the portal is passed on: on the leaflet, and on the pictures beside shared links.

use crate::{
    guide::Chapter,
    locales::{faq_page, guide, guide::leaflet, shell},
};
use domain::language::{Language, Text};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureWords {
    pub title: String,
    /// A line below it; may be empty.
    pub subtitle: String,
}

#[must_use]
pub fn portal_name(language: Language) -> &'static str {
    shell::NAME.to(language)
}

/// What the picture `/og/{kind}/{name}.png` says; nothing where there is no such page.
#[must_use]
pub fn picture_words(kind: &str, name: &str, language: Language) -> Option<PictureWords> {
    let words = |title: Text, subtitle: Text| PictureWords {
        title: title.to(language).to_owned(),
        subtitle: subtitle.to(language).to_owned(),
    };
    match (kind, name) {
        ("cong", "trang-chu") => Some(PictureWords {
            subtitle: String::new(),
            ..words(shell::DESCRIPTION, shell::DESCRIPTION)
        }),
        ("cong", "hoi-dap") => Some(words(faq_page::TITLE, faq_page::INTRODUCTION)),
        ("huong-dan", "muc-luc") => Some(words(guide::TITLE, guide::PICTURED)),
        ("huong-dan", slug) => {
            let (index, chapter) = Chapter::find(slug)?;
            Some(PictureWords {
                title: guide::chapter(language, index + 1, chapter.title),
                ..words(chapter.title, chapter.summary)
            })
        }
        _ => None,
    }
}

#[must_use]
pub fn procedure_words(name: String, language: Language) -> PictureWords {
    PictureWords {
        title: name,
        subtitle: shell::DESCRIPTION.to(language).to_owned(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafletWords {
    pub title: &'static str,
    /// What one needs.
    pub lead: &'static str,
    /// Title and text of each step.
    pub steps: [(&'static str, &'static str); 3],
    pub scan: &'static str,
    pub qr_alt: &'static str,
    /// Before the help desk's number.
    pub telephone: &'static str,
    /// Before the address of the Zalo account.
    pub zalo: &'static str,
    pub publisher: &'static str,
}

#[must_use]
pub fn leaflet_words(language: Language) -> LeafletWords {
    LeafletWords {
        title: leaflet::TITLE.to(language),
        lead: leaflet::LEAD.to(language),
        steps: leaflet::STEPS.map(|(title, text)| (title.to(language), text.to(language))),
        scan: leaflet::SCAN.to(language),
        qr_alt: leaflet::QR_ALT.to(language),
        telephone: leaflet::TELEPHONE.to(language),
        zalo: leaflet::ZALO.to(language),
        publisher: shell::CENTRE.to(language),
    }
}
