//! What is printed, as its reader meets it: through a PDF reader and a phone's camera.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod publicity;
mod receipt;
mod support;
