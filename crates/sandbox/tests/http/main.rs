//! The sandbox over HTTP, with a portal that only listens.

mod journey;
mod platform;
mod town;
