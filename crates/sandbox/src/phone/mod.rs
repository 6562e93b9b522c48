//! The text message gateway and the phones behind it.

pub(crate) mod gateway;
pub(crate) mod inbox;
pub(crate) mod number;
