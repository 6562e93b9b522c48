//! Readers of what anybody may send: heads of requests, forms, JSON, queries, files in a form, results of transfers.
//!
//! Each limits depth, number and length before it builds anything, so that a sender can end a request and never the process: a
//! stack that overflows is no panic that could be caught. Pure and without the server, so that each is fuzzed alone
//! (`fuzz/fuzz_targets`).

pub mod form;
pub mod forwarded_for;
pub mod json;
pub mod multipart;
pub mod query;
pub mod request_heads;
pub mod transfer_results;
