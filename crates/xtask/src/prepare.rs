//! `cargo xtask prepare`: what the database says about each checked query, kept in `.sqlx` so that nobody needs a
//! database to compile. The same as sqlx's own command line tool does, without having to install it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::output;
use crate::postgres::{self, Scratch};
use crate::site::digest;
use crate::workspace::Workspace;

/// What to do where `.sqlx` is not what it should be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Put it right.
    Write,
    /// Complain, also of what clippy finds: it compiles the queries anyway.
    CheckAndLint,
}

pub fn prepare(workspace: &Workspace, mode: Mode) -> Result<()> {
    let folder = workspace.target.join("prepare");
    fs::create_dir_all(&folder)?;
    let stamp = folder.join("made-from");
    if fs::read_to_string(&stamp)
        .is_ok_and(|made_from| made_from == inputs(workspace).unwrap_or_default())
    {
        output::note("queries are as they were last checked");
        return match mode {
            Mode::Write => Ok(()),
            Mode::CheckAndLint => output::run(
                workspace,
                "Linting the server's side",
                &mut compilation(workspace, mode),
            ),
        };
    }
    let fresh = folder.join("queries");
    describe(workspace, &fresh, mode)?;
    let kept = workspace.root.join(".sqlx");
    let changes = compare(&kept, &fresh)?;
    if mode == Mode::CheckAndLint && !changes.is_empty() {
        bail!(
            ".sqlx is not up to date ({} files differ). Run `cargo xtask prepare` and commit the folder",
            changes.len()
        );
    }
    fs::create_dir_all(&kept)?;
    for (name, content) in &changes {
        match content {
            Some(content) => fs::write(kept.join(name), content)?,
            None => fs::remove_file(kept.join(name))?,
        }
    }
    if mode == Mode::Write {
        output::note(&format!("{} files of .sqlx changed", changes.len()));
    }
    fs::write(stamp, inputs(workspace)?)?;
    Ok(())
}

fn compilation(workspace: &Workspace, mode: Mode) -> Command {
    let (command, flags): (_, &[&str]) = match mode {
        Mode::Write => ("check", &[]),
        Mode::CheckAndLint => ("clippy", &["--", "-D", "warnings"]),
    };
    let mut cargo = workspace.cargo_on_the_server_side(command);
    cargo.arg("--all-targets").args(flags);
    cargo
}

/// Compiles the server's queries against a fresh database; sqlx writes what it learns into `fresh`.
fn describe(workspace: &Workspace, fresh: &Path, mode: Mode) -> Result<()> {
    if fresh.exists() {
        fs::remove_dir_all(fresh)?;
    }
    fs::create_dir_all(fresh)?;
    let scratch = Scratch::start(workspace)?;
    let migrations = postgres::migrations(workspace)?;
    let database = output::step("Applying the migrations", || {
        postgres::migrated(scratch.postgres(), &migrations)
    })?;
    let touched = Touched::all(sources(workspace)?)?;
    let outcome = output::run(
        workspace,
        match mode {
            Mode::Write => "Describing the queries",
            Mode::CheckAndLint => "Checking the queries and linting the server's side",
        },
        compilation(workspace, mode)
            .env("DATABASE_URL", database)
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", fresh),
    );
    drop(touched);
    outcome
}

/// The server's sources, made to look changed for a while: cargo runs macros again only for those, and their old times
/// spare everybody else the compilation.
struct Touched {
    files: Vec<(PathBuf, SystemTime)>,
    now: SystemTime,
}

impl Touched {
    fn all(files: Vec<PathBuf>) -> Result<Self> {
        let now = SystemTime::now();
        let mut touched = Self {
            files: Vec::new(),
            now,
        };
        for file in files {
            let before = fs::metadata(&file)?.modified()?;
            File::options()
                .append(true)
                .open(&file)?
                .set_modified(now)?;
            touched.files.push((file, before));
        }
        Ok(touched)
    }
}

impl Drop for Touched {
    fn drop(&mut self) {
        for (path, before) in &self.files {
            // A file that somebody has saved in the meantime, or removed, is left as it is.
            let ours = fs::metadata(path)
                .and_then(|file| file.modified())
                .is_ok_and(|modified| modified == self.now);
            if ours && let Ok(file) = File::options().append(true).open(path) {
                let _ = file.set_modified(*before);
            }
        }
    }
}

/// What must change in `kept` to become `fresh`: new contents by file name, `None` where the file goes.
fn compare(kept: &Path, fresh: &Path) -> Result<BTreeMap<String, Option<Vec<u8>>>> {
    let before = contents(kept)?;
    let after = contents(fresh)?;
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    Ok(names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| (name.clone(), after.get(name).cloned()))
        .collect())
}

fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    find(&workspace.root.join("server/src"), "rs", &mut files)?;
    find(&workspace.root.join("server/tests"), "rs", &mut files)?;
    Ok(files)
}

fn find(folder: &Path, kind: &str, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, kind, files)?;
        } else if path.extension().is_some_and(|extension| extension == kind) {
            files.push(path);
        }
    }
    Ok(())
}

/// A digest of everything `.sqlx` follows from, itself included.
fn inputs(workspace: &Workspace) -> Result<String> {
    let mut files = sources(workspace)?;
    files.extend(postgres::migrations(workspace)?);
    find(&workspace.root.join(".sqlx"), "json", &mut files)?;
    files.push(workspace.root.join("Cargo.lock"));
    files.sort();
    let mut all = String::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        all.push_str(&format!("{} {}\n", file.display(), digest(&content)));
    }
    Ok(digest(all.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_stale_queries_are_told_apart_and_other_files_left_alone() {
        let root = std::env::temp_dir().join(format!("prepare-{}", std::process::id()));
        let (kept, fresh) = (root.join("kept"), root.join("fresh"));
        fs::create_dir_all(&kept).unwrap();
        fs::create_dir_all(&fresh).unwrap();
        for (folder, name, content) in [
            (&kept, "query-same.json", "1"),
            (&fresh, "query-same.json", "1"),
            (&kept, "query-changed.json", "1"),
            (&fresh, "query-changed.json", "2"),
            (&kept, "query-stale.json", "1"),
            (&fresh, "query-new.json", "1"),
            (&kept, "README", "kept by hand"),
        ] {
            fs::write(folder.join(name), content).unwrap();
        }
        let changes = compare(&kept, &fresh).unwrap();
        let expected = BTreeMap::from([
            ("query-changed.json".to_owned(), Some(b"2".to_vec())),
            ("query-new.json".to_owned(), Some(b"1".to_vec())),
            ("query-stale.json".to_owned(), None),
        ]);
        assert_eq!(changes, expected);
        fs::remove_dir_all(root).unwrap();
    }
}
