//! Feeds the harness that `HARNESS` names. One program for all of them: each of its own took minutes more to compile.

#![no_main]

use std::env;
use std::sync::LazyLock;

use fuzz_harnesses::{HARNESSES, Harness};
use libfuzzer_sys::fuzz_target;

static HARNESS: LazyLock<Harness> = LazyLock::new(|| {
    let name = env::var("HARNESS").expect("HARNESS names the harness");
    let harness = HARNESSES.iter().find(|(known, _)| *known == name);
    harness.expect("a harness of that name").1
});

fuzz_target!(|bytes: &[u8]| HARNESS(bytes));
