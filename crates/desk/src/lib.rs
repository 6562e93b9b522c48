//! The officers' side of the portal: their document, their pages and islands, made for a desk's screen.
//!
//! It is built on `app` and `app` knows nothing of it, so that nothing here becomes part of what citizens' phones load.

// The types of rendered pages nest as deep as the pages do.
#![recursion_limit = "512"]

mod locales;
mod pages;
mod shell;

pub use locales::finance::{attempt_state, correction_outcome};
pub use shell::{App, is_desk, shell};
