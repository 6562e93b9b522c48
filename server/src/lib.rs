//! The portal's server: an axum router over Postgres.

// The types of rendered pages nest as deep as the pages do.
#![recursion_limit = "512"]

pub mod accounts;
pub mod agencies;
pub mod announcements;
pub mod attachments;
pub mod audit;
pub mod catalogue;
pub mod check;
pub mod clock;
pub mod config;
pub mod database;
pub mod desk;
pub mod dossiers;
pub mod finance;
pub mod http;
pub mod idempotency;
pub mod installation;
pub mod jobs;
pub mod left_out;
pub mod listener;
pub mod messages;
pub mod metrics;
pub mod officers;
pub mod payments;
pub mod places;
pub mod publicity;
pub mod readiness;
pub mod receipts;
pub mod refunds;
pub mod retention;
pub mod router;
pub mod state;
pub mod tracking;
