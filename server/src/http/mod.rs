//! What is about HTTP only.

pub mod assets;
pub mod browser;
pub mod client_address;
pub mod context;
pub mod cookies;
pub mod csv_cell;
pub mod endpoint;
pub mod error;
pub mod form_bridge;
pub mod gate;
pub mod guard;
pub mod in_memory;
pub mod load;
pub mod origin;
pub mod pages;
pub mod preferences;
pub mod problem_page;
pub mod request_body;
pub mod scope;
pub mod service_worker;
pub mod sitemap;

pub use context::Cx;
pub use endpoint::{Api, Reply};
pub use error::{Error, Result};
