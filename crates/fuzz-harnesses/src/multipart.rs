//! Files in a form. However a body is cut into chunks, the same files come out of it.

use futures::executor::block_on;
use untrusted_input::multipart::{File, Files, LARGEST_HEAD, MOST_PARTS, MultipartError, chunks};

const TYPE: &str = "multipart/form-data; boundary=x";
const LARGEST_FILE: usize = 1_000;

pub fn run(input: &[u8]) {
    let [cut, body @ ..] = input else { return };
    let whole = read(TYPE, body, body.len());
    let in_chunks = read(TYPE, body, usize::from(*cut));
    // A head that is about as long as may be is refused at a chunk's end.
    if body.len() <= LARGEST_HEAD {
        assert_eq!(whole.is_ok(), in_chunks.is_ok());
    }
    if let (Ok(whole), Ok(in_chunks)) = (whole, in_chunks) {
        assert_eq!(whole, in_chunks);
        assert!(whole.len() <= MOST_PARTS);
        let kept = |file: &File| file.content.as_ref().map_or(0, Vec::len) <= LARGEST_FILE;
        assert!(whole.iter().all(kept));
    }
    // The type is theirs as well.
    if let Some((kind, body)) = String::from_utf8_lossy(body).split_once('\n') {
        let _ = read(kind, body.as_bytes(), 100);
    }
}

fn read(kind: &str, body: &[u8], length: usize) -> Result<Vec<File>, MultipartError> {
    let mut files = Files::new(kind, chunks(body, length), 1024 * 1024)?;
    block_on(async {
        let mut read = Vec::new();
        while let Some(file) = files.next(LARGEST_FILE).await? {
            read.push(file);
        }
        Ok(read)
    })
}
