//! Signatures of others: made by the `openssl` program, and by the sandbox's token and SIM.

mod office;
mod openssl;
mod sandbox;
mod tampering;
