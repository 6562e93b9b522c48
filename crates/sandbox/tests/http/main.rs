//! The sandbox over HTTP, with a portal that only listens.

mod banks;
mod control;
mod env;
mod identity;
mod journey;
mod mail;
mod messages;
mod momo;
mod ngan_luong;
mod platform;
mod signing;
mod vietqr;
mod vnpay;
mod vnpt_pay;
mod zalopay;
