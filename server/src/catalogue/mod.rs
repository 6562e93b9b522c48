pub mod generate;
pub mod import;
mod procedure;
mod search;
pub mod sitemap;

pub use procedure::{find_fee_rules, is_empty, online_form, overview, show};
pub use search::search;
pub(crate) use search::words_of;
