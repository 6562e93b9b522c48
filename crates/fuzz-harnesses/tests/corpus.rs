//! Every harness on its corpus, and on changes of it: the short form of `cargo xtask fuzz`.

use std::fs;
use std::path::Path;
use std::thread;

use fuzz_harnesses::{HARNESSES, Harness};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};

/// A quarter of what the server's threads have, in bytes: more would hide a recursion.
const STACK: usize = 2 * 1024 * 1024;

/// How many changed inputs a reader is fed. A receipt is set in a tenth of a second, others are read in a blink.
fn changed_inputs(reader: &str) -> u32 {
    match reader {
        "documents" => 10,
        _ => 500,
    }
}

#[test]
fn readers_withstand_their_corpus_and_changes_of_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    assert_eq!(
        fs::read_dir(&corpus).unwrap().count(),
        HARNESSES.len(),
        "a folder for every harness"
    );
    let readers = HARNESSES.iter().map(|&(name, harness)| {
        let inputs: Vec<Vec<u8>> = fs::read_dir(corpus.join(name))
            .unwrap()
            .map(|file| fs::read(file.unwrap().path()).unwrap())
            .collect();
        assert!(!inputs.is_empty(), "no corpus of {name}");
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .stack_size(STACK);
        thread
            .spawn(move || withstands(name, harness, inputs))
            .unwrap()
    });
    let readers: Vec<_> = readers.collect();
    for reader in readers {
        let name = reader.thread().name().unwrap().to_owned();
        assert!(reader.join().is_ok(), "{name} fell");
    }
}

fn withstands(name: &str, harness: Harness, corpus: Vec<Vec<u8>>) {
    corpus.iter().for_each(|input| harness(input));
    let mut runner = TestRunner::new(Config {
        cases: changed_inputs(name),
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&changed(corpus), |input| {
        harness(&input);
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

/// One input up to somewhere, then another from somewhere, with a few bytes written over.
fn changed(corpus: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let inputs = || select(corpus.clone());
    let bytes = prop::collection::vec((any::<Index>(), any::<u8>()), 0..4);
    (inputs(), any::<Index>(), inputs(), any::<Index>(), bytes).prop_map(
        |(mut input, to, other, from, bytes)| {
            input.truncate(to.index(input.len() + 1));
            input.extend_from_slice(&other[from.index(other.len() + 1)..]);
            for (at, byte) in bytes {
                if let Some(place) = (!input.is_empty()).then(|| at.index(input.len())) {
                    input[place] = byte;
                }
            }
            input
        },
    )
}
