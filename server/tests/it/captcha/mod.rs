//! Captchas: their answers, and what stands beside them.

mod answers;
mod gates;
