//! The tables of states, as a drawing.

use domain::{
    payment::{AttemptState, TRANSITIONS},
    refund::{REFUND_TRANSITIONS, RefundState},
};
use std::fmt::Write;

/// Both tables in Graphviz's language: `server states | dot -Tsvg`.
#[must_use]
pub fn drawing() -> String {
    let mut out = String::new();
    let attempts = AttemptState::ALL.map(|state| {
        let shape = match state {
            _ if state.holds_money() => "doublecircle",
            _ if state.is_live() => "box",
            _ => "ellipse",
        };
        (state.as_str(), shape)
    });
    let moves = TRANSITIONS
        .iter()
        .map(|(from, kind, to)| (from.as_str(), kind.as_str().to_owned(), to.as_str()));
    draw(&mut out, "attempt", &attempts, moves);
    let refunds = RefundState::ALL.map(|state| {
        let shape = match state {
            RefundState::Done | RefundState::Rejected => "doublecircle",
            _ if state.is_payable() => "box",
            _ => "ellipse",
        };
        (state.as_str(), shape)
    });
    let moves = REFUND_TRANSITIONS
        .iter()
        .map(|(from, kind, to)| (from.as_str(), format!("{kind:?}"), to.as_str()));
    draw(&mut out, "refund", &refunds, moves);
    out
}

fn draw<'a>(
    out: &mut String,
    name: &str,
    states: &[(&str, &str)],
    moves: impl Iterator<Item = (&'a str, String, &'a str)>,
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
