//! No officer acts without a line in the log.

mod attempts;
mod people;
mod refunds;
mod watch;

use crate::support::{AN, Portal};
use http::Method;
use serde_json::json;
use std::collections::BTreeSet;
use watch::Watch;

/// Operations that change something and are refused to whoever is no officer.
async fn officers_operations(portal: &Portal) -> BTreeSet<String> {
    let description = server::router::api().description;
    let mut operations = BTreeSet::new();
    for (path, item) in description.paths.paths {
        let Some(operation) = item.post else { continue };
        let name = operation.operation_id.expect("a name");
        let path = path
            .split('/')
            .map(|part| match part.starts_with('{') {
                true => "00000000-0000-0000-0000-000000000000",
                false => part,
            })
            .collect::<Vec<_>>()
            .join("/");
        // Whoever signs out is nobody afterwards, and tries are limited: each comes anew, from elsewhere.
        let an = portal.signed_in(AN).await;
        let post = an
            .request(Method::POST, &path)
            .header("idempotency-key", "0123456789")
            .json(&json!({}));
        let answer = an.send(post).await;
        if answer.status == 403 && answer.text().contains(r#""code":"forbidden""#) {
            operations.insert(name);
        }
    }
    operations
}

#[tokio::test]
async fn every_act_of_an_officer_writes_one_entry() {
    let portal = Portal::start().await;
    portal.keep_time();
    let mut watch = Watch::of(&portal);
    attempts::of_attempts(&portal, &mut watch).await;
    refunds::of_refunds(&portal, &mut watch).await;
    refunds::of_transfers(&portal, &mut watch).await;
    attempts::of_channels(&portal, &mut watch).await;
    people::of_officers(&portal, &mut watch).await;
    people::of_agencies(&portal, &mut watch).await;
    people::of_dossiers(&portal, &mut watch).await;
    let operations = officers_operations(&portal).await;
    assert!(operations.len() >= 17, "{operations:?}");
    let forgotten: Vec<_> = operations
        .iter()
        .filter(|name| !watch.seen.contains(name.as_str()))
        .collect();
    assert!(
        forgotten.is_empty(),
        "officers act by {forgotten:?}, and no test has seen that it is written down"
    );
}
