//! What identity providers say of somebody: ID tokens, claims, VNeID's sealed answers.

pub fn run(bytes: &[u8]) {
    identity_providers::fuzzing::read(bytes);
}
