//! Officers are made and managed by administrators, each within a unit and the units below it. One file per verb.

pub mod change;
pub mod command;
pub mod deactivate;
pub mod list;
pub mod make;
pub mod reset_password;
pub mod scope;
pub mod show;

use crate::{database::stored_state, http::Result};
use app::api::accounts::Role;

/// Roles as they are stored.
fn roles(stored: Vec<String>) -> Result<Vec<Role>> {
    stored.into_iter().map(stored_state).collect()
}
