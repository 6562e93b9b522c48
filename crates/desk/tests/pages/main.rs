//! What finance officers are shown.
#![cfg(feature = "ssr")]
// The type of a page holds the types of all its parts.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod administration;
mod cash;
mod channels;
mod finance;
#[path = "../../../../app/tests/pages/language.rs"]
mod language;
#[path = "../../../../app/tests/pages/portal.rs"]
#[expect(dead_code, reason = "shared with the tests of citizens' pages")]
mod portal;
mod refunds;
mod samples;

use desk::shell;
