//! What a provider answered, byte for byte, beside what its adapter makes of it: whoever checks the adapters must not ask them.

use std::cell::RefCell;

tokio::task_local! {
    static ANSWER: RefCell<Option<Vec<u8>>>;
}

/// Makes a call to a provider, and tells the body of the answer to it, if there was one.
pub async fn overhear<F: Future>(call: F) -> (F::Output, Option<Vec<u8>>) {
    let heard = async {
        let output = call.await;
        (output, ANSWER.with(RefCell::take))
    };
    ANSWER.scope(RefCell::new(None), heard).await
}

/// Notes an answer for whoever listens.
pub(crate) fn note(body: &[u8]) {
    // Mostly nobody does.
    let _ = ANSWER.try_with(|answer| answer.replace(Some(body.to_vec())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_answer_is_heard_by_whoever_made_the_call() {
        note(b"nobody listens");
        let called = overhear(async {
            note(b"first");
            note(b"last");
            7
        });
        assert_eq!(called.await, (7, Some(b"last".to_vec())));
        assert_eq!(overhear(async {}).await, ((), None));
    }
}
