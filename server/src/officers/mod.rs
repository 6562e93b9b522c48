//! Officers are made and managed by administrators, each within a unit and the units below it. One file per verb.

pub mod change;
pub mod command;
pub mod deactivate;
pub mod list;
pub mod make;
pub mod reset_password;
pub mod scope;
pub mod show;
