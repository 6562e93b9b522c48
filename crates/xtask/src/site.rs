//! The folder that the server serves: files named by their content, and packed once instead of at every request.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::client::{Client, PORTAL};

/// Below this many bytes a packed file saves nothing.
const WORTH_PACKING: usize = 512;

/// The SHA-256 of `content`, in hexadecimal.
pub fn digest(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// The site being written; files that nobody wrote are removed at the end.
pub struct Site {
    root: PathBuf,
    written: BTreeSet<PathBuf>,
    hashes: String,
}

impl Site {
    pub fn open(root: PathBuf) -> Result<Self> {
        fs::create_dir_all(root.join("pkg"))?;
        Ok(Self {
            root,
            written: BTreeSet::new(),
            hashes: String::new(),
        })
    }

    /// Writes a client's file as `pkg/<client>.<hash>.<kind>` and notes its hash: the portal's by its kind alone, as Leptos
    /// does, others' by `<client>.<kind>`. Yields its size as it is sent, in bytes.
    pub fn file_of(&mut self, client: &Client, kind: &str, content: &[u8]) -> Result<u64> {
        let hash = &digest(content)[..16];
        let key = if client.name == PORTAL.name {
            kind.to_owned()
        } else {
            format!("{}.{kind}", client.name)
        };
        self.hashes.push_str(&format!("{key}: {hash}\n"));
        let name = format!("{}.{hash}.{kind}", client.name);
        let file = Path::new("pkg").join(name);
        self.write(&file, content)?;
        let sent = [file.with_extension(format!("{kind}.br")), file]
            .into_iter()
            .find_map(|file| fs::metadata(self.root.join(file)).ok());
        Ok(sent.map_or(0, |file| file.len()))
    }

    /// Copies a folder, as it is, to `below` the root. A folder that does not exist is an empty one.
    pub fn copy(&mut self, folder: &Path, below: &Path) -> Result<()> {
        if !folder.exists() {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let to = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.copy(&entry.path(), &to)?;
            } else {
                self.write(&to, &fs::read(entry.path())?)?;
            }
        }
        Ok(())
    }

    /// Writes `hash.txt` in Leptos's format and removes what is no longer part of the site.
    pub fn close(mut self) -> Result<()> {
        let hashes = std::mem::take(&mut self.hashes);
        self.put(Path::new("hash.txt"), hashes.as_bytes())?;
        self.sweep(&self.root)
    }

    fn write(&mut self, name: &Path, content: &[u8]) -> Result<()> {
        let packs = name.extension().is_some_and(|kind| {
            ["js", "wasm", "css", "svg", "json", "txt", "webmanifest"]
                .iter()
                .any(|known| kind == *known)
        });
        let unchanged = fs::read(self.root.join(name)).is_ok_and(|old| old == content);
        if packs && content.len() >= WORTH_PACKING {
            for (ending, pack) in [("br", brotli as fn(&[u8]) -> Result<Vec<u8>>), ("gz", gzip)] {
                let mut packed = name.as_os_str().to_owned();
                packed.push(format!(".{ending}"));
                let packed = PathBuf::from(packed);
                if unchanged && self.root.join(&packed).exists() {
                    self.written.insert(self.root.join(packed));
                } else {
                    self.put(&packed, &pack(content)?)?;
                }
            }
        }
        self.put(name, content)
    }

    /// Writes a file, unless it is there already, so that a running server does not see it half written.
    fn put(&mut self, name: &Path, content: &[u8]) -> Result<()> {
        let file = self.root.join(name);
        if !fs::read(&file).is_ok_and(|old| old == content) {
            let folder = file.parent().context("a file lies in a folder")?;
            fs::create_dir_all(folder)?;
            let half = folder.join(".half-written");
            fs::write(&half, content)
                .with_context(|| format!("cannot write {}", half.display()))?;
            fs::rename(half, &file)?;
        }
        self.written.insert(file);
        Ok(())
    }

    fn sweep(&self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.sweep(&path)?;
            } else if !self.written.contains(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_gets_a_new_name_and_the_old_one_goes() {
        let root = std::env::temp_dir().join(format!("site-{}", std::process::id()));
        let write = |css: &str| {
            let mut site = Site::open(root.clone()).unwrap();
            site.file_of(&PORTAL, "css", css.as_bytes()).unwrap();
            site.close().unwrap();
            let mut names: Vec<String> = fs::read_dir(root.join("pkg"))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let long = "a{color:red}".repeat(100);
        let first = write(&long);
        assert_eq!(first, write(&long));
        assert_eq!(first[1], format!("{}.br", first[0]));
        assert_eq!(first[2], format!("{}.gz", first[0]));

        let second = write("a{color:blue}");
        let hash = fs::read_to_string(root.join("hash.txt")).unwrap();
        let hash = hash.strip_prefix("css: ").unwrap().trim();
        assert_eq!(second, [format!("portal.{hash}.css")]);
        assert!(!first.contains(&second[0]));
        fs::remove_dir_all(root).unwrap();
    }
}
