//! A harness for every reader of strangers' bytes: it feeds the reader and says what must hold of what comes out.
//!
//! `tests/corpus.rs` runs them on their corpus and on changes of it; `cargo xtask fuzz` has libFuzzer look for more.

pub mod examples;

/// A harness takes any bytes, and panics where its reader does what it must not.
pub type Harness = fn(&[u8]);

macro_rules! harnesses {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every harness under the name of its folder in `corpus`.
        pub const HARNESSES: &[(&str, Harness)] = &[$((stringify!($name), $name::run)),*];
    };
}

harnesses! {
    callbacks,
    documents,
    form,
    heads,
    identity,
    json,
    multipart,
    passkey,
    provider_answers,
    query,
    signature,
    text,
    transfer_results,
}
