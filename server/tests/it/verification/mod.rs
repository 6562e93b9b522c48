//! One-time codes.

mod limits;
