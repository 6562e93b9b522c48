//! Search results and one procedure.

mod detail;
mod results;
mod search_form;

pub use detail::ProcedurePage;
pub use results::Procedures;
pub use search_form::SearchForm;
