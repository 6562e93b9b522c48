//! The domain's rules, told through its public interface.

mod account_number;
mod attachment;
mod born;
mod calendar;
mod catalogue;
mod dossier;
mod fees;
mod fold;
mod health;
mod identity;
mod login_name;
mod money;
mod payment;
mod payment_events;
mod person;
mod phone;
mod refund;
mod secrets;
mod stored;
mod taken_at;
mod tax_code;
mod typed;
mod words;
