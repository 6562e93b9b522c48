//! What providers answer to opening, asking, fetching a voucher and refunding: JSON, JSON within JSON, XML.

use book_audit::{Question, messages};
use futures::executor::block_on;

pub fn run(input: &[u8]) {
    let [status, body @ ..] = input else { return };
    let status = [200, 200, 400, 500][usize::from(status % 4)];
    providers::offline::answer_all_with(status, body.to_vec());
    for provider in crate::examples::PROVIDERS.iter() {
        if let Ok(created) = block_on(provider.create(&crate::examples::payment()))
            && let Some(url) = created.redirect_url
        {
            assert!(url.starts_with("https://pay.example.vn/"), "{url}");
        }
        let _ = block_on(provider.query(&crate::examples::question()));
        let _ = block_on(provider.bill(&crate::examples::question()));
        let _ = block_on(provider.refund(&crate::examples::refund()));
        let _ = block_on(provider.query_refund(&crate::examples::refund_question()));
        for question in [Question::Payment, Question::Refund] {
            let _ = messages::answer(provider.descriptor().code, question, "TN0001", body);
        }
    }
}
