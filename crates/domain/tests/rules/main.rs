//! The domain's rules, told through its public interface.

mod attachment;
mod calendar;
mod catalogue;
mod dossier;
mod fees;
mod fold;
mod identity;
mod money;
mod payment;
mod payment_events;
mod person;
mod phone;
mod secrets;
mod tax_code;
mod words;
