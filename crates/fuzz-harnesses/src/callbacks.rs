//! What anybody may send to us in a provider's name, and our acknowledgement of it; and what the auditor of the books reads in it.

use providers::{Verdict, without_card_data};

pub fn run(body: &[u8]) {
    let _ = without_card_data(body);
    for provider in crate::examples::PROVIDERS.iter() {
        let verdict = match provider.verify_callback(body) {
            Ok(_) => Verdict::AlreadyProcessed,
            Err(error) => error.verdict(),
        };
        for verdict in [verdict, Verdict::Accepted] {
            let answer = provider.acknowledge(body, verdict);
            assert!(answer.body.len() <= 2 * body.len() + 1024);
        }
        let _ = provider.verify_lookup(body);
        let _ = book_audit::messages::callback(provider.descriptor().code, body);
    }
}
