//! Files in a form (`multipart/form-data`, RFC 7578), read one by one while they arrive.
//!
//! The library limits a body and a file, not what stands before a file: a head without an end would be kept in memory, and
//! searched from its beginning whenever a piece arrives. So it is given small pieces, and none where nothing has come of the
//! last ones. What is refused is read to its end all the same and thrown away: an answer in the middle would reach nobody.

use std::{
    convert::Infallible,
    error::Error,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

use futures::{Stream, TryStreamExt, future::poll_fn};
use multer::{Constraints, Multipart, SizeLimit, bytes::Bytes};

/// Fields and files. A dossier takes ten files; whoever chooses more is told so, within reason.
pub const MOST_PARTS: usize = 100;
/// Of what stands before a file, in bytes: three headers, one of them with the file's name.
pub const LARGEST_HEAD: usize = 16 * 1024;
/// In characters (RFC 2046, section 5.1.1).
const LONGEST_BOUNDARY: usize = 70;
/// In bytes.
const PIECE: usize = 8 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MultipartError {
    /// The type names no boundary, or one that is too long.
    #[error("no boundary")]
    NoBoundary,
    /// More than [`MOST_PARTS`].
    #[error("more than {MOST_PARTS} parts")]
    TooManyParts,
    /// The body breaks off, is larger than its limit, or is not of this format.
    #[error("broken off or malformed")]
    Broken,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What its sender calls it; empty where nothing was chosen.
    pub name: String,
    /// The content; `None` where it is too large.
    pub content: Option<Vec<u8>>,
}

pub struct Files {
    parts: Multipart<'static>,
    body: Body,
    progress: Progress,
    read: usize,
    largest: usize,
}

impl Files {
    /// Begins to read. `content_type` is the header's value, `largest` what the whole body may have, in bytes.
    ///
    /// # Errors
    /// [`MultipartError::NoBoundary`].
    pub fn new<S, E>(content_type: &str, body: S, largest: usize) -> Result<Self, MultipartError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        let boundary = multer::parse_boundary(content_type)
            .ok()
            .filter(|boundary| (1..=LONGEST_BOUNDARY).contains(&boundary.len()))
            .ok_or(MultipartError::NoBoundary)?;
        let body = Body(Arc::new(Mutex::new(Box::pin(body.map_err(Into::into)))));
        let progress = Progress::default();
        let pieces = Pieces {
            body: body.clone(),
            rest: Bytes::new(),
            gave: false,
            progress: progress.clone(),
        };
        let limit = SizeLimit::new().whole_stream(largest as u64);
        let limits = Constraints::new().size_limit(limit);
        Ok(Self {
            parts: Multipart::with_constraints(pieces, boundary, limits),
            body,
            progress,
            read: 0,
            largest,
        })
    }

    /// The next file; fields that are none are passed over. What is larger than `largest` bytes is thrown away.
    ///
    /// # Errors
    /// See [`MultipartError`]. There are no more files after one.
    pub async fn next(&mut self, largest: usize) -> Result<Option<File>, MultipartError> {
        let next = self.read_next(largest).await;
        if next.is_err() {
            self.body.throw_away(self.largest).await;
        }
        next
    }

    async fn read_next(&mut self, largest: usize) -> Result<Option<File>, MultipartError> {
        loop {
            let part = self.parts.next_field().await;
            self.progress.made();
            let Some(mut part) = part.map_err(broken)? else {
                return Ok(None);
            };
            if self.read == MOST_PARTS {
                return Err(MultipartError::TooManyParts);
            }
            self.read += 1;
            let name = part.file_name().map(str::to_owned);
            let mut content = Some(Vec::new());
            while let Some(chunk) = part.chunk().await.map_err(broken)? {
                self.progress.made();
                content = content.filter(|kept| kept.len() + chunk.len() <= largest);
                if let Some(kept) = &mut content
                    && name.is_some()
                {
                    kept.extend_from_slice(&chunk);
                }
            }
            self.progress.made();
            if let Some(name) = name {
                return Ok(Some(File { name, content }));
            }
        }
    }
}

fn broken(_: multer::Error) -> MultipartError {
    MultipartError::Broken
}

/// Bytes given since something came of them.
#[derive(Clone, Default)]
struct Progress(Arc<AtomicUsize>);

impl Progress {
    fn made(&self) {
        self.0.store(0, Relaxed);
    }
}

type Chunk = Result<Bytes, Box<dyn Error + Send + Sync>>;

/// What arrives, for the library and for whoever throws away the rest.
#[derive(Clone)]
struct Body(Arc<Mutex<Pin<Box<dyn Stream<Item = Chunk> + Send>>>>);

impl Body {
    fn poll(&self, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.as_mut().poll_next(context)
    }

    /// Reads on to the end, at most `most` bytes.
    async fn throw_away(&self, most: usize) {
        let mut read = 0;
        while let Some(Ok(chunk)) = poll_fn(|context| self.poll(context)).await {
            read += chunk.len();
            if read > most {
                return;
            }
        }
    }
}

/// A body in small pieces, one each time that it is asked: the library takes all that there is.
struct Pieces {
    body: Body,
    rest: Bytes,
    gave: bool,
    progress: Progress,
}

impl Stream for Pieces {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        if std::mem::take(&mut self.gave) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.progress.0.load(Relaxed) > LARGEST_HEAD {
            return Poll::Ready(Some(Err("a head without an end".into())));
        }
        while self.rest.is_empty() {
            match ready!(self.body.poll(context)) {
                Some(Ok(bytes)) => self.rest = bytes,
                ended => return Poll::Ready(ended),
            }
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.progress.0.fetch_add(length, Relaxed);
        self.gave = true;
        Poll::Ready(Some(Ok(piece)))
    }
}

/// A body that is there already, in chunks of some length; for tests and fuzzing.
pub fn chunks(
    body: &[u8],
    length: usize,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static {
    let chunks: Vec<_> = body
        .chunks(length.max(1))
        .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
        .collect();
    futures::stream::iter(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::executor::block_on;

    const LARGEST: usize = 4 * 1024 * 1024;
    const TYPE: &str = "multipart/form-data; boundary=x";

    fn read(body: &[u8], chunk: usize) -> Result<Vec<File>, MultipartError> {
        let mut files = Files::new(TYPE, chunks(body, chunk), LARGEST)?;
        block_on(async {
            let mut all = Vec::new();
            while let Some(file) = files.next(100_000).await? {
                all.push(file);
            }
            Ok(all)
        })
    }

    fn part(head: &str, content: &[u8]) -> Vec<u8> {
        let mut part =
            format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
        part.extend_from_slice(content);
        part.extend_from_slice(b"\r\n");
        part
    }

    fn file(name: &str, content: &[u8]) -> Vec<u8> {
        part(&format!("name=\"file\"; filename=\"{name}\""), content)
    }

    fn whole(parts: &[Vec<u8>]) -> Vec<u8> {
        let mut body = parts.concat();
        body.extend_from_slice(b"--x--\r\n");
        body
    }

    #[test]
    fn files_come_out_as_they_went_in_however_they_arrive() {
        let content: Vec<u8> = (0..90_000_u32).map(|at| at as u8).collect();
        let body = whole(&[
            part("name=\"text\"", &content),
            file("giấy.pdf", &content),
            file("", b""),
            file("lớn.pdf", &[b'\r'; 100_001]),
            file("last.pdf", b"\r\n--\r\r\n-"),
        ]);
        for chunk in [1, 7, 8 * 1024, 64 * 1024, body.len()] {
            let files = read(&body, chunk).unwrap();
            let named = |name: &str, content: Option<&[u8]>| File {
                name: name.to_owned(),
                content: content.map(<[u8]>::to_vec),
            };
            assert_eq!(
                files,
                [
                    named("giấy.pdf", Some(&content)),
                    named("", Some(b"")),
                    named("lớn.pdf", None),
                    named("last.pdf", Some(b"\r\n--\r\r\n-")),
                ],
                "{chunk}"
            );
        }
    }

    #[test]
    fn parts_are_limited() {
        let files = |count| whole(&vec![file("a", b""); count]);
        assert_eq!(read(&files(MOST_PARTS), 1_000).unwrap().len(), MOST_PARTS);
        for body in [
            files(MOST_PARTS + 1),
            files(5_000),
            whole(&vec![part("name=\"a\"", b"x"); 5_000]),
        ] {
            assert_eq!(read(&body, 100_000), Err(MultipartError::TooManyParts));
        }
    }

    #[test]
    fn a_head_without_an_end_is_not_waited_for() {
        let endless = vec![b'a'; 3 * 1024 * 1024];
        let headers = "a: b\r\n".repeat(100_000);
        for body in [
            endless.clone(),
            [
                &b"--x\r\nContent-Disposition: form-data; name=\""[..],
                &endless,
            ]
            .concat(),
            [&b"--x\r\n"[..], headers.as_bytes()].concat(),
            [&b"--x"[..], &[b' '; 100_000]].concat(),
            [file("a", b""), endless].concat(),
        ] {
            for chunk in [1_000, body.len()] {
                assert_eq!(read(&body, chunk), Err(MultipartError::Broken));
            }
        }
    }

    #[test]
    fn what_is_refused_is_read_to_its_end() {
        let body = whole(&vec![file("a", b""); 5_000]);
        let left = Arc::new(AtomicUsize::new(body.len()));
        let counted = left.clone();
        let chunks = chunks(&body, 1_000).inspect_ok(move |chunk| {
            counted.fetch_sub(chunk.len(), Relaxed);
        });
        let mut files = Files::new(TYPE, chunks, LARGEST).unwrap();
        let refused = block_on(async {
            loop {
                match files.next(1_000).await {
                    Ok(Some(_)) => {}
                    other => return other,
                }
            }
        });
        assert_eq!(refused, Err(MultipartError::TooManyParts));
        assert_eq!(left.load(Relaxed), 0);
    }

    #[test]
    fn what_breaks_off_or_is_too_large_is_broken() {
        let body = whole(&[file("a.pdf", &[b'a'; 50_000])]);
        for length in (0..body.len() - 4).step_by(997) {
            assert_eq!(read(&body[..length], 8_000), Err(MultipartError::Broken));
        }
        let large = whole(&[file("a.pdf", &vec![b'a'; 5 * 1024 * 1024])]);
        assert_eq!(read(&large, 64_000), Err(MultipartError::Broken));
    }

    #[test]
    fn a_boundary_is_named_and_short() {
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        for kind in ["multipart/form-data", "text/plain; boundary=x", &long] {
            let files = Files::new(kind, chunks(b"", 1), LARGEST);
            assert_eq!(files.err(), Some(MultipartError::NoBoundary), "{kind}");
        }
    }
}
