//! The portal's server: an axum router over Postgres.

// The types of rendered pages nest as deep as the pages do.
#![recursion_limit = "512"]
#![expect(
    missing_docs,
    reason = "only this program and its tests use it; a comment says what the name does not"
)]

pub mod account;
pub mod agencies;
pub mod announcements;
pub mod attachments;
pub mod audit;
pub mod audit_log;
pub mod auth;
pub mod books;
pub mod captcha;
pub mod catalogue;
pub mod check;
pub mod client_address;
pub mod clock;
pub mod config;
pub mod database;
pub mod desk;
pub mod dossiers;
pub mod error;
pub mod features;
pub mod finance;
pub mod http;
pub mod idempotency;
pub mod identity_links;
pub mod installation;
pub mod jobs;
pub mod leaflet;
pub mod leave_demonstration;
pub mod left_out;
pub mod listener;
pub mod load;
pub mod login;
pub mod masking;
pub mod metrics;
pub mod notifications;
pub mod officers;
pub mod payments;
pub mod rate_limit;
pub mod readiness;
pub mod receipts;
pub mod recovery;
pub mod refunds;
pub mod registration;
pub mod retention;
pub mod router;
pub mod slots;
pub mod social_images;
pub mod state;
pub mod tracking;
pub mod verification;
