//! Finding the system's Postgres.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Error;

const DEBIAN: &str = "/usr/lib/postgresql";

/// A folder with the programs of one Postgres version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    folder: PathBuf,
    version: String,
}

impl Binaries {
    /// Looks in `PG_BIN_DIR`, below `/usr/lib/postgresql` (the newest, or `wanted` where that is there), and in `PATH`.
    /// `wanted` is the major version of existing data, as `PG_VERSION` has it.
    ///
    /// # Errors
    /// [`Error::NotInstalled`].
    pub fn find(wanted: Option<&str>) -> Result<Self, Error> {
        if let Some(given) = env::var_os("PG_BIN_DIR") {
            let given = PathBuf::from(given);
            return Self::in_folder(&given).ok_or_else(|| Error::NotInstalled {
                looked: format!("PG_BIN_DIR is {}, which has no `postgres`", given.display()),
            });
        }
        let mut found = Self::of_debian();
        found.sort_by_key(|binaries| {
            (
                wanted == Some(&binaries.version),
                binaries.version.parse::<u32>().unwrap_or(0),
            )
        });
        found
            .pop()
            .or_else(Self::in_path)
            .ok_or_else(|| Error::NotInstalled {
                looked: format!("looked in {DEBIAN}/*/bin and in PATH"),
            })
    }

    /// The path of one of the programs, such as `psql`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The major version, as `PG_VERSION` has it: `15`.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn of_debian() -> Vec<Self> {
        let Ok(versions) = fs::read_dir(DEBIAN) else {
            return Vec::new();
        };
        versions
            .flatten()
            .filter_map(|version| Self::in_folder(&version.path().join("bin")))
            .collect()
    }

    fn in_path() -> Option<Self> {
        env::split_paths(&env::var_os("PATH")?).find_map(|folder| Self::in_folder(&folder))
    }

    fn in_folder(folder: &Path) -> Option<Self> {
        // A client package alone brings a `psql` here and no server.
        if !folder.join("initdb").exists() {
            return None;
        }
        let output = Command::new(folder.join("postgres"))
            .arg("--version")
            .output()
            .ok()?;
        let version = major(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self {
            folder: folder.to_path_buf(),
            version,
        })
    }
}

/// `15` of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(announcement: &str) -> Option<String> {
    let version = announcement.split_once("(PostgreSQL) ")?.1;
    let major: String = version.chars().take_while(char::is_ascii_digit).collect();
    (!major.is_empty()).then_some(major)
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_every_kind_of_announcement() {
        for (text, expected) in [
            (
                "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n",
                Some("15"),
            ),
            ("postgres (PostgreSQL) 18beta1\n", Some("18")),
            ("something else", None),
        ] {
            assert_eq!(major(text).as_deref(), expected);
        }
    }
}
