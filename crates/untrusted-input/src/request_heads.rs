//! Heads of HTTP requests as they came, to find those that say the length of their body
//! twice. hyper takes one of the two, as RFC 9112 allows, and shows us no other;
//! whoever stands before us may have taken the other, and then what we take for the next request was somebody's body. So
//! the heads are looked at as they came.

/// As much as is kept of what hyper has not yet taken for a head. More than it holds itself.
const MOST: usize = 256 * 1024;

/// How long a body is, as its head was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyLength {
    /// `Content-Length`, or nothing: so many bytes.
    Known(u64),
    /// `Transfer-Encoding: chunked`: until its last piece, which only its reader finds.
    Chunked,
}

/// What was read from a connection, from the head of the next request on.
#[derive(Debug, Default)]
pub struct RequestHeads {
    bytes: Vec<u8>,
    /// Bytes of a body that are still to come.
    body: u64,
    /// There will be no other request to look at.
    over: bool,
}

impl RequestHeads {
    pub fn push(&mut self, mut read: &[u8]) {
        if self.over {
            return;
        }
        let body = usize::try_from(self.body)
            .unwrap_or(usize::MAX)
            .min(read.len());
        read = &read[body..];
        self.body -= body as u64;
        if self.bytes.len() + read.len() > MOST {
            *self = Self {
                over: true,
                ..Self::default()
            };
            return;
        }
        self.bytes.extend_from_slice(read);
    }

    /// Goes on to the next request, given how hyper has read this one's head. Says whether it has two lengths.
    ///
    /// Nothing is looked for behind a body of unknown length: the connection must end with its answer.
    pub fn next(&mut self, body: BodyLength) -> bool {
        if self.over {
            return false;
        }
        let empty_lines = self
            .bytes
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begin = empty_lines.count();
        let Some(length) = length_of_head(&self.bytes[begin..]) else {
            self.over = true;
            return false;
        };
        let end = begin + length;
        let body = match body {
            BodyLength::Known(length) => length,
            BodyLength::Chunked => {
                let twice = has_line(&self.bytes[begin..end], b"content-length");
                *self = Self {
                    over: true,
                    ..Self::default()
                };
                return twice;
            }
        };
        let rest = (self.bytes.len() - end) as u64;
        let here = body.min(rest);
        self.body = body - here;
        self.bytes
            .drain(..end + usize::try_from(here).unwrap_or_default());
        false
    }
}

/// Up to and with the empty line.
fn length_of_head(bytes: &[u8]) -> Option<usize> {
    let mut line = 0;
    loop {
        let end = line + bytes[line..].iter().position(|byte| *byte == b'\n')?;
        if matches!(bytes[line..end], [] | [b'\r']) {
            return Some(end + 1);
        }
        line = end + 1;
    }
}

fn has_line(head: &[u8], name: &[u8]) -> bool {
    head.split(|byte| *byte == b'\n').skip(1).any(|line| {
        line.iter()
            .position(|byte| *byte == b':')
            .is_some_and(|end| line[..end].trim_ascii().eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_with_two_lengths_is_known_in_every_order_and_writing() {
        for (lines, twice) in [
            ("Transfer-Encoding: chunked\r\n", false),
            ("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", true),
            ("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", true),
            ("transfer-encoding: chunked\ncontent-LENGTH:4\n", true),
            (
                "Transfer-Encoding: chunked\r\nX-Content-Length: 4\r\n",
                false,
            ),
        ] {
            let mut heads = RequestHeads::default();
            heads.push(format!("\r\n\r\nPOST / HTTP/1.1\r\n{lines}\r\n0\r\n\r\n").as_bytes());
            assert_eq!(heads.next(BodyLength::Chunked), twice, "{lines:?}");
        }
    }

    #[test]
    fn it_is_known_behind_other_requests_however_they_were_cut() {
        let first = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        let second = "POST / HTTP/1.1\r\nContent-Length: 12\r\n\r\nContent-Leng";
        let third = "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n";
        let sent = [first, second, third].concat();
        for size in 1..sent.len() {
            let mut heads = RequestHeads::default();
            let mut pieces = sent.as_bytes().chunks(size);
            // hyper reads until the head is whole, and may have read more by then.
            let mut read = 0;
            let mut until = |heads: &mut RequestHeads, end: usize| {
                while read < end {
                    let piece = pieces.next().unwrap();
                    heads.push(piece);
                    read += piece.len();
                }
            };
            until(&mut heads, first.len());
            assert!(!heads.next(BodyLength::Known(0)));
            until(&mut heads, first.len() + second.len() - 12);
            assert!(!heads.next(BodyLength::Known(12)));
            until(&mut heads, sent.len());
            assert!(heads.next(BodyLength::Chunked), "in pieces of {size}");
        }
    }

    #[test]
    fn nothing_is_kept_of_bodies() {
        let mut heads = RequestHeads::default();
        heads.push(b"POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nfirst");
        assert!(!heads.next(BodyLength::Known(1_000_000)));
        for _ in 0..100 {
            heads.push(&[b'x'; 8192]);
        }
        assert!(heads.bytes.is_empty());
    }
}
