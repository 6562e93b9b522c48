//! Who keeps the server waiting, comes in too great a number, or says what has two meanings.

mod deadlines;
mod limits;
mod meanings;
mod outage;
mod process;
mod stopping;
