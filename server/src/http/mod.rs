//! What is about HTTP only.

pub mod assets;
pub mod browser;
pub mod context;
pub mod cookies;
pub mod cross_site_guard;
pub mod csv_cell;
pub mod description;
pub mod endpoint;
pub mod form_bridge;
pub mod gate;
pub mod in_memory;
pub mod leaving;
pub mod origin;
pub mod pages;
pub mod preferences;
pub mod problem_page;
pub mod public_file;
pub mod request_body;
pub mod scope;
pub mod security_headers;
pub mod service_worker;
pub mod session;

pub use crate::error::{Error, Result};
pub use context::RequestContext;
pub use endpoint::{Api, Reply};
