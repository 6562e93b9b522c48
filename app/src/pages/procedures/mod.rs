mod detail;
mod results;
mod search_form;
mod suggestions;

pub use detail::{Fees, ProcedurePage};
pub use results::Procedures;
pub use search_form::SearchForm;
