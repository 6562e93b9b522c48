//! The tables of states, as a drawing.

use domain::{
    payment::{AttemptState, TRANSITIONS},
    refund::{REFUND_TRANSITIONS, RefundState},
};
use std::fmt::{Display, Write};
use strum::IntoEnumIterator;

/// Both tables in Graphviz's language: `server states | dot -Tsvg`.
#[must_use]
pub fn drawing() -> String {
    let mut out = String::new();
    let attempts = AttemptState::iter().map(|state| match state {
        _ if state.holds_money() => (state, "doublecircle"),
        _ if state.is_live() => (state, "box"),
        _ => (state, "ellipse"),
    });
    draw(&mut out, "attempt", attempts, TRANSITIONS);
    let refunds = RefundState::iter().map(|state| match state {
        RefundState::Done | RefundState::Rejected => (state, "doublecircle"),
        _ if state.is_payable() => (state, "box"),
        _ => (state, "ellipse"),
    });
    draw(&mut out, "refund", refunds, REFUND_TRANSITIONS);
    out
}

fn draw<S: Display>(
    out: &mut String,
    name: &str,
    states: impl Iterator<Item = (S, &'static str)>,
    moves: &[(S, impl Display, S)],
) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "digraph {name} {{\n  rankdir=LR");
    for (state, shape) in states {
        let _ = writeln!(out, "  {state} [shape={shape}]");
    }
    for (from, label, to) in moves {
        let _ = writeln!(out, "  {from} -> {to} [label={label}]");
    }
    out.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn every_transition_is_an_arrow() {
        let drawn = drawing();
        assert!(drawn.contains("  pending -> paid [label=reported_paid]"));
        assert!(drawn.contains("  unknown -> done [label=Done]"));
        let arrows = drawn.matches(" -> ").count();
        let rows = domain::payment::TRANSITIONS.len() + domain::refund::REFUND_TRANSITIONS.len();
        assert_eq!(arrows, rows);
    }
}
