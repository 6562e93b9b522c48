//! State agencies' accounts wait for an administrator of their units.

pub mod decide;
pub mod list;
