//! Whose certificates are believed, and which of them were revoked.

use super::body;
use crate::{
    http::{Error, Result},
    state::AppState,
};
use signatures::{Crl, Trust};
use std::sync::Arc;
use tokio::sync::RwLock;

/// Largest list of revoked certificates, in bytes.
const LARGEST_LIST: usize = 16 * 1024 * 1024;

/// The authorities: their certificates are read once, their lists of revoked certificates before each signature.
#[derive(Default)]
pub struct Authority {
    known: RwLock<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    trust: Arc<Trust>,
    /// As last fetched: good as long as they say, where an authority does not answer.
    lists: Vec<Arc<Vec<u8>>>,
}

impl Authority {
    /// Certificates and lists as they are now. A list that cannot be fetched is taken as it was; whether it is still good, the
    /// check of the signature says.
    ///
    /// # Errors
    /// 502 where an authority has never answered, or nobody is trusted.
    pub async fn current(&self, app: &AppState) -> Result<(Arc<Trust>, Vec<Crl>)> {
        let before = self.known.read().await.clone();
        let trust = match &before {
            Some(known) => known.trust.clone(),
            None => Arc::new(trusted(app).await?),
        };
        let mut lists = Vec::new();
        for (at, url) in app.config.signing.revocation_lists.iter().enumerate() {
            let kept = before.as_ref().and_then(|known| known.lists.get(at));
            match (fetch(app, url).await, kept) {
                (Ok(list), _) => lists.push(Arc::new(list)),
                (Err(_), Some(list)) => lists.push(list.clone()),
                (Err(error), None) => return Err(error),
            }
        }
        let read = lists
            .iter()
            .map(|list| Crl::read(list).map_err(Error::internal))
            .collect::<Result<_>>()?;
        *self.known.write().await = Some(Known {
            trust: trust.clone(),
            lists,
        });
        Ok((trust, read))
    }
}

/// Which of the authorities' files, named in the settings, cannot be used, and why.
///
/// # Errors
/// One sentence about the first.
pub fn check_files(authorities: &[String]) -> std::result::Result<(), String> {
    let files = authorities.iter().filter(|place| !is_address(place));
    for file in files {
        let certificates = std::fs::read(file)
            .map_err(|error| format!("SIGNING_AUTHORITIES: {file} cannot be read: {error}"))?;
        Trust::read(&certificates).map_err(|error| {
            format!("SIGNING_AUTHORITIES: {file} holds no authority’s certificate: {error}")
        })?;
    }
    Ok(())
}

fn is_address(place: &str) -> bool {
    place.starts_with("http")
}

/// The authorities' own certificates: files in production, the sandbox's otherwise.
async fn trusted(app: &AppState) -> Result<Trust> {
    let mut bundle = Vec::new();
    for place in &app.config.signing.authorities {
        let certificate = if is_address(place) {
            fetch(app, place).await?
        } else {
            tokio::fs::read(place).await.map_err(Error::internal)?
        };
        bundle.extend_from_slice(&certificate);
        bundle.push(b'\n');
    }
    Trust::read(&bundle).map_err(Error::internal)
}

async fn fetch(app: &AppState, url: &str) -> Result<Vec<u8>> {
    let response = app
        .http
        .get(url)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .map_err(Error::internal)?;
    body::whole(response, LARGEST_LIST).await
}
