//! Documents a citizen keeps: PDF, tagged, the same bytes for the same facts. And the pictures beside shared links.
//!
//! Each document is a module with the facts it prints, and a typst template beside it. The facts reach the template as
//! a JSON file which it reads, so whatever a citizen typed stays text and is never run as markup.

#![warn(missing_docs)]

mod error;
mod fonts;
pub mod leaflet;
pub mod open_graph;
mod printable;
mod qr;
pub mod receipt;
mod typesetting;

pub use error::DocumentError;
