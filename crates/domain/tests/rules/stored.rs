//! How states and kinds are spelled in JSON, in text and in the database. Rows that were written long ago keep their spelling.

use domain::catalogue::Level;
use domain::fees::FeeKind;
use domain::payment::{AttemptState, OrderState};
use domain::refund::{RefundCause, RefundState};
use serde::Serialize;
use std::fmt::Display;
use strum::IntoEnumIterator;

/// What is bound to a query in the place of a value.
#[cfg(feature = "sqlx")]
fn stored<'q, T: sqlx::Encode<'q, sqlx::Postgres>>(value: &T) -> String {
    let mut buffer = sqlx::postgres::PgArgumentBuffer::default();
    let _ = value.encode_by_ref(&mut buffer).expect("a name");
    String::from_utf8(buffer.to_vec()).expect("text")
}

fn in_json(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => panic!("no name: {other:?}"),
    }
}

/// Every value of a type is spelled as in its row of the table, everywhere.
macro_rules! spelled {
    ($($type:ident: $($variant:ident $name:literal)+;)+) => {
        $($(
            assert_eq!(in_json(&$type::$variant), $name);
            #[cfg(feature = "sqlx")]
            assert_eq!(stored(&$type::$variant), $name);
        )+)+
    };
}

#[test]
fn names_are_spelled_alike_in_json_and_in_the_database() {
    spelled! {
        AttemptState: Created "created" Pending "pending" Unknown "unknown" InFlight "in_flight" Paid "paid"
            Failed "failed" Cancelled "cancelled" Superseded "superseded" Expired "expired" Duplicate "duplicate"
            AmountMismatch "amount_mismatch" Returned "returned";
        FeeKind: Fee "fee" Charge "charge";
        Level: Province "province" District "district" Commune "commune";
        OrderState: Due "due" InProgress "in_progress" Paid "paid" NeedsReview "needs_review";
        RefundCause: Duplicate "duplicate" Surplus "surplus" Officer "officer";
        RefundState: Proposed "proposed" Approved "approved" Listed "listed" Pending "pending"
            Unknown "unknown" Done "done" Failed "failed" Rejected "rejected";
    }
}

fn reads_as_in_json<T: Display + IntoEnumIterator + Serialize>() {
    for value in T::iter() {
        assert_eq!(value.to_string(), in_json(&value));
    }
}

#[test]
fn texts_are_spelled_as_in_json() {
    reads_as_in_json::<AttemptState>();
    reads_as_in_json::<Level>();
    reads_as_in_json::<OrderState>();
    reads_as_in_json::<RefundState>();
}
