//! `GET /huong-dan/to-roi.pdf?lang=en`: the leaflet with the QR code of the guide.

use crate::{
    error::problem_response,
    http::{
        Error, context,
        public_file::{file, language_in_address},
    },
    state::AppState,
};
use app::{
    guide::ADDRESS,
    locales::Language,
    portal::Portal,
    social_images::{leaflet_words, portal_name},
};
use axum::{
    body::Bytes,
    extract::{Request, State},
    response::Response,
};
use documents::leaflet::{Contact, Leaflet, Step, render};

pub async fn leaflet(State(app): State<AppState>, request: Request) -> Response {
    let language = language_in_address(&request);
    let facts = facts(&app.portal, language);
    let made_at = app.clock.now();
    let rendered = tokio::task::spawn_blocking(move || render(&facts, made_at)).await;
    let bytes = match rendered {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Error::internal(error)),
        Err(error) => Err(Error::internal(error)),
    };
    match bytes {
        Ok(bytes) => file("application/pdf", Bytes::from(bytes)),
        Err(error) => {
            let (parts, _) = request.into_parts();
            problem_response(&error.into_problem(&context::reference(&parts)))
        }
    }
}

fn facts(portal: &Portal, language: Language) -> Leaflet {
    let words = leaflet_words(language);
    let mut contacts = vec![Contact {
        name: words.telephone.to_owned(),
        value: portal.hotline.clone(),
    }];
    contacts.extend(portal.zalo_url.as_deref().map(|url| Contact {
        name: words.zalo.to_owned(),
        value: url.trim_start_matches("https://").to_owned(),
    }));
    let address = match language {
        Language::Vietnamese => ADDRESS.to_owned(),
        Language::English => format!("{ADDRESS}?lang={}", language.tag()),
    };
    Leaflet {
        language,
        portal: portal_name(language).to_owned(),
        title: words.title.to_owned(),
        lead: words.lead.to_owned(),
        steps: words.steps.map(|(title, text)| Step {
            title: title.to_owned(),
            text: text.to_owned(),
        }),
        scan: words.scan.to_owned(),
        guide_url: format!("{}{address}", portal.public_url),
        qr_alt: words.qr_alt.to_owned(),
        contacts,
        publisher: words.publisher.to_owned(),
    }
}
