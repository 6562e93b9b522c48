//! Whether README names every setting that is read.

use super::{Config, Environment, tests::PRODUCTION};
use std::collections::BTreeSet;

/// The names of a row: a name in full, `…_END` of one that begins as the first, `BEGINNING_…` of one that ends as the first.
fn names_of_row(row: &str) -> Vec<String> {
    let cell = row.split(" | ").next().unwrap_or_default();
    let written: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
    let first = written.first().copied().unwrap_or_default();
    let cuts: Vec<usize> = first.match_indices('_').map(|(at, _)| at).collect();
    let in_full = |name: &&str| -> Vec<String> {
        match (name.strip_prefix('…'), name.strip_suffix('…')) {
            (Some(end), _) => cuts
                .iter()
                .map(|at| format!("{}{end}", &first[..*at]))
                .collect(),
            (_, Some(beginning)) => cuts
                .iter()
                .map(|at| format!("{beginning}{}", &first[at + 1..]))
                .collect(),
            (None, None) => vec![(*name).to_owned()],
        }
    };
    written.iter().flat_map(in_full).collect()
}

#[test]
fn readme_names_every_setting() {
    let readme = include_str!("../../../README.md");
    let table = readme
        .split("| Variable | Default | Meaning |")
        .nth(1)
        .expect("a table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with("| "));
    let documented: Vec<String> = rows.flat_map(names_of_row).collect();
    let environment = Environment::from_iter(PRODUCTION);
    let _ = Config::from_environment(&environment);
    let demonstration = Environment::from_iter([("PORT", "8080")]);
    let _ = Config::from_environment(&demonstration);
    let known: BTreeSet<&str> = &environment.asked_for() | &demonstration.asked_for();
    let missing: Vec<_> = known
        .iter()
        .filter(|name| !documented.iter().any(|is| is == *name))
        // Above the table, with what else it takes.
        .filter(|name| !readme.contains(&format!("`{name}=1`")))
        .collect();
    assert!(missing.is_empty(), "not in README.md: {missing:?}");
}
