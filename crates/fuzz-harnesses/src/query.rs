//! Queries of addresses: ours, and the one by which VNPAY reports.

use serde::Deserialize;
use untrusted_input::query::{self, LARGEST, MOST_FIELDS};

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Search {
    q: String,
    page: String,
}

pub fn run(bytes: &[u8]) {
    for provider in crate::examples::PROVIDERS.iter() {
        if provider.descriptor().code == "vnpay" {
            let _ = provider.verify_callback(bytes);
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(pairs) = query::read::<Vec<(String, String)>>(text) {
        assert!(text.len() <= LARGEST && pairs.len() <= MOST_FIELDS);
    }
    if let Ok(search) = query::read::<Search>(text) {
        assert!(!search.q.contains('\0') && !search.page.contains('\0'));
    }
}
