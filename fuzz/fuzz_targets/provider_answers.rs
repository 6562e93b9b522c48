//! What providers answer to opening, asking, fetching a voucher and refunding: JSON, JSON within JSON, XML.

#![no_main]

use futures::executor::block_on;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let [status, body @ ..] = input else { return };
    let status = [200, 200, 400, 500][usize::from(status % 4)];
    providers::offline::answer_all_with(status, body.to_vec());
    for provider in fuzz::PROVIDERS.iter() {
        if let Ok(created) = block_on(provider.create(&fuzz::payment()))
            && let Some(url) = created.redirect_url
        {
            assert!(url.starts_with("https://pay.example.vn/"), "{url}");
        }
        let _ = block_on(provider.query(&fuzz::question()));
        let _ = block_on(provider.bill(&fuzz::question()));
        let _ = block_on(provider.refund(&fuzz::refund()));
        let _ = block_on(provider.query_refund(&fuzz::refund_question()));
    }
});
