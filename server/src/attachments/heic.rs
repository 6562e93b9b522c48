//! HEIC, the pictures of iPhones, as JPEG: officers' computers do not open them.
//!
//! What decodes them (libheif) is a program of its own, without our environment and with limits of memory, time and size. What
//! brings it down takes nothing along.

use std::{
    env, fs, io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tokio::{process::Command, sync::Semaphore, time::timeout};
use uuid::Uuid;

const CONVERTER: &str = "heif-convert";
/// Sets the limits and becomes the converter.
const LIMITER: &str = "prlimit";
/// Of memory, in bytes: the largest picture that is taken needs a third of it.
const MEMORY: u64 = 2 << 30;
/// Of the JPEG, in bytes.
const LARGEST: u64 = 64 << 20;
/// Of processor time, in seconds.
const PROCESSOR_TIME: u64 = 20;
/// Until there is a JPEG, and before that until it is one's turn.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pictures decoded at a time.
const AT_ONCE: usize = 2;

#[derive(Debug, thiserror::Error)]
pub enum HeicError {
    #[error("too many pictures are waiting, or this one takes too long")]
    TooSlow,
    #[error("the converter could make nothing of it")]
    Undecodable,
    #[error("the converter: {0}")]
    Converter(#[from] io::Error),
}

#[derive(Debug)]
pub struct HeicConverter {
    turns: Semaphore,
}

impl Default for HeicConverter {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
        }
    }
}

impl HeicConverter {
    /// The picture as JPEG, as large as it is and turned the right way up.
    ///
    /// # Errors
    /// [`HeicError`]; then the picture is worth no less than before.
    pub async fn to_jpeg(&self, heic: &[u8]) -> Result<Vec<u8>, HeicError> {
        let turn = timeout(PATIENCE, self.turns.acquire()).await;
        let _turn = turn.ok().and_then(Result::ok).ok_or(HeicError::TooSlow)?;
        let folder = Scratch::make()?;
        tokio::fs::write(folder.0.join("picture.heic"), heic).await?;
        let mut converter = converter(&folder.0).spawn()?;
        let Ok(status) = timeout(PATIENCE, converter.wait()).await else {
            converter.kill().await?;
            return Err(HeicError::TooSlow);
        };
        if !status?.success() {
            return Err(HeicError::Undecodable);
        }
        // Of several pictures in one file each has a number; the first is what a telephone shows.
        for name in ["picture.jpg", "picture-1.jpg"] {
            match tokio::fs::read(folder.0.join(name)).await {
                Ok(jpeg) => return Ok(jpeg),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(HeicError::Undecodable)
    }
}

fn converter(folder: &Path) -> Command {
    let mut command = Command::new(LIMITER);
    command
        .arg(format!("--as={MEMORY}"))
        .arg(format!("--fsize={LARGEST}"))
        .arg(format!("--cpu={PROCESSOR_TIME}"))
        .args(["--core=0", "--nofile=64", "--", CONVERTER])
        .args(["-q", "90", "picture.heic", "picture.jpg"])
        .current_dir(folder)
        .env_clear()
        .envs(env::var_os("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

/// A folder that nobody else may read, and that is gone afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn make() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("heic-{}", Uuid::new_v4()));
        fs::DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(cause = %error, "a folder for a picture could not be removed");
        }
    }
}

/// The programs that are not installed.
#[must_use]
pub fn missing_programs() -> Vec<&'static str> {
    let folders: Vec<PathBuf> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    [CONVERTER, LIMITER]
        .into_iter()
        .filter(|program| !folders.iter().any(|folder| folder.join(program).is_file()))
        .collect()
}
