//! What browser and server share: the API contract, the pages, and the way pages call the API.
//!
//! Pages are rendered on the server, whole. What must run in the browser is an island (`#[island]`): only islands and what
//! they use become WebAssembly.

// The types of rendered pages nest as deep as the pages do.
#![recursion_limit = "512"]

pub mod api;
pub mod client;
pub mod components;
pub mod embedding;
pub mod form_data;
pub mod forms;
pub mod guide;
pub mod locales;
pub mod pages;
pub mod portal;
pub mod proof_of_work;
mod routes;
pub mod save_data;
pub mod seo;
mod shell;
pub mod social_images;
pub mod submitted;

pub use routes::{App, Session};
#[cfg(feature = "ssr")]
pub use shell::PageStatus;
pub use shell::{
    Assets, Client, Destination, LanguageSwitch, Theme, WayBack, document, leaving_page,
    problem_page, shell,
};
