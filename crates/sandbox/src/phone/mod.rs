//! The gateways for text messages and calls, and the phones behind them.

pub(crate) mod gateway;
pub(crate) mod inbox;
pub(crate) mod number;
