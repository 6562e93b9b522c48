//! What identity providers say of somebody: ID tokens, claims, VNeID's sealed answers.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    identity_providers::fuzzing::read(bytes);
});
