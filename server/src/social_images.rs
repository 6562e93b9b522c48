//! `GET /og/{kind}/{file}`: the picture of a page, for those it is shared with. Only of pages that exist: nobody has words
//! of their own put under the portal's name.

use crate::{
    error::problem_response,
    http::{
        Error, Result, context,
        public_file::{file, language_in_address},
    },
    state::AppState,
};
use app::{
    api::Problem,
    locales::Language,
    social_images::{PictureWords, picture_words, portal_name, procedure_words},
};
use axum::{
    body::Bytes,
    extract::{Path, Request, State},
    response::Response,
};
use documents::open_graph::{Picture, render};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// How many are kept in memory; each is some 200 kB. Others are drawn again, and kept by whoever asked.
const MOST_KEPT: usize = 32;
/// How many are drawn at once: drawing takes a processor for a fifth of a second.
const AT_ONCE: usize = 1;

/// Pictures that were drawn lately.
#[derive(Clone)]
pub struct SocialImages {
    kept: Arc<Mutex<VecDeque<(Picture, Bytes)>>>,
    drawing: Arc<Semaphore>,
}

impl Default for SocialImages {
    fn default() -> Self {
        Self {
            kept: Arc::default(),
            drawing: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl SocialImages {
    async fn draw(&self, picture: Picture) -> Result<Bytes> {
        if let Some(bytes) = self.find(&picture) {
            return Ok(bytes);
        }
        let _turn = self.drawing.acquire().await.map_err(Error::internal)?;
        // Whoever waited may find it drawn.
        if let Some(bytes) = self.find(&picture) {
            return Ok(bytes);
        }
        let words = picture.clone();
        let bytes = tokio::task::spawn_blocking(move || render(&words))
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        let bytes = Bytes::from(bytes);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == MOST_KEPT {
            kept.pop_front();
        }
        kept.push_back((picture, bytes.clone()));
        Ok(bytes)
    }

    fn find(&self, picture: &Picture) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(known, _)| known == picture)
            .map(|(_, bytes)| bytes.clone())
    }
}

pub async fn picture(
    State(app): State<AppState>,
    Path((kind, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let language = language_in_address(&request);
    let answer = async {
        let name = name.strip_suffix(".png").ok_or_else(Problem::not_found)?;
        let words = words(&app, &kind, name, language).await?;
        app.get::<SocialImages>().draw(words).await
    }
    .await;
    match answer {
        Ok(bytes) => file("image/png", bytes),
        Err(error) => {
            let (parts, _) = request.into_parts();
            problem_response(&error.into_problem(&context::reference(&parts)))
        }
    }
}

/// What stands on the picture of a page.
async fn words(app: &AppState, kind: &str, name: &str, language: Language) -> Result<Picture> {
    let words = if kind == "thu-tuc" {
        let procedure = sqlx::query_scalar!("select name from procedures where code = $1", name)
            .fetch_optional(&app.db)
            .await?;
        procedure.map(|procedure| procedure_words(procedure, language))
    } else {
        picture_words(kind, name, language)
    };
    let PictureWords { title, subtitle } = words.ok_or_else(Problem::not_found)?;
    Ok(Picture {
        portal: portal_name(language).to_owned(),
        title,
        subtitle,
    })
}
