//! The floors of the server's modules, as ARCHITECTURE.md draws them: arrows go down, and nowhere in a circle.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The modules of each floor, from the top.
fn floors(architecture: &str) -> Vec<Vec<&str>> {
    let section = architecture.split("## Modules of the server").nth(1);
    let drawing = section.and_then(|section| section.split("```").nth(1));
    drawing
        .expect("a drawing")
        .split("subgraph")
        .skip(1)
        .map(|floor| {
            let modules = floor.split("end\n").next().unwrap_or_default();
            modules
                .lines()
                .skip(1)
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect()
        })
        .collect()
}

/// The names that directly follow `crate::` in a source, also within braces.
fn used(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in source.split("crate::").skip(1) {
        let mut depth = 0_usize;
        let mut word = String::new();
        let mut first = true;
        for letter in path.chars() {
            if letter.is_alphanumeric() || letter == '_' {
                word.push(letter);
                continue;
            }
            if first && depth <= 1 && !word.is_empty() {
                names.insert(word.clone());
            }
            first = matches!(letter, '{' | ',') || (first && word.is_empty());
            word.clear();
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

/// Adds what the files of a folder use to the module that they belong to; those directly in `src` are modules themselves.
fn read(folder: &Path, module: Option<&str>, arrows: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        let name = module.unwrap_or(stem);
        if path.is_dir() {
            read(&path, Some(name), arrows);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("a source");
            arrows
                .entry(name.to_owned())
                .or_default()
                .extend(used(&source));
        }
    }
}

#[test]
fn arrows_between_modules_go_down_and_in_no_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let architecture = fs::read_to_string(root.join("../ARCHITECTURE.md")).expect("the drawing");
    let floors = floors(&architecture);
    let floor_of = |module: &str| floors.iter().position(|floor| floor.contains(&module));
    let mut arrows = BTreeMap::new();
    read(&root.join("src"), None, &mut arrows);
    for program in ["main", "serve", "command_line", "lib"] {
        arrows.remove(program);
    }
    let drawn: BTreeSet<&str> = floors.iter().flatten().copied().collect();
    let modules: BTreeSet<&str> = arrows.keys().map(String::as_str).collect();
    assert_eq!(modules, drawn, "the drawing has all modules, and no others");

    let mut upwards = Vec::new();
    for (from, uses) in &arrows {
        for to in uses.iter().filter(|to| *to != from) {
            if floor_of(to).is_some_and(|to| Some(to) < floor_of(from)) {
                upwards.push(format!("{from} → {to}"));
            }
        }
    }
    assert_eq!(upwards, Vec::<String>::new());

    // Whoever uses nobody that is left is taken away, until nobody is: what stays holds itself.
    let mut left: BTreeSet<&String> = arrows.keys().collect();
    let independent = |module: &String, left: &BTreeSet<&String>| {
        arrows[module]
            .iter()
            .all(|used| used == module || !left.contains(used))
    };
    while let Some(module) = left
        .iter()
        .copied()
        .find(|module| independent(module, &left))
    {
        left.remove(module);
    }
    assert_eq!(left, BTreeSet::new(), "modules that hold each other");
}

#[test]
fn paths_are_read_within_braces_too() {
    let source = "use crate::{\n    audit::{Event, money},\n    http::{Cx, cookies::{self, Token}}, jobs,\n};\ncrate::clock::now()";
    let names: Vec<String> = used(source).into_iter().collect();
    assert_eq!(names, ["audit", "clock", "http", "jobs"]);
}
