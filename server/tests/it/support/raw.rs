//! A connection on which anything can be said.

use super::{PATIENCE, Portal};
use http::StatusCode;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub struct Raw {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Portal {
    /// Connects, and says nothing yet.
    pub async fn connect(&self) -> Raw {
        Raw::to(self.url.trim_start_matches("http://")).await
    }
}

impl Raw {
    pub async fn to(address: &str) -> Self {
        Self {
            stream: TcpStream::connect(address).await.expect("a connection"),
            read: Vec::new(),
        }
    }

    /// Sends all of it.
    pub async fn say(&mut self, bytes: impl AsRef<[u8]>) {
        self.try_say(bytes).await.expect("it can be sent");
    }

    /// The same, where the other side may have closed.
    pub async fn try_say(&mut self, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        self.stream.write_all(bytes.as_ref()).await
    }

    /// `GET` of a path; the connection may be kept.
    pub async fn get(&mut self, path: &str) -> (StatusCode, String) {
        self.say(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            .await;
        self.answer().await
    }

    /// The next answer: its status, and its whole head in small letters.
    pub async fn answer(&mut self) -> (StatusCode, String) {
        let head = self.until(b"\r\n\r\n").await;
        let head = String::from_utf8(head).expect("UTF-8").to_lowercase();
        let status = head.split(' ').nth(1).expect("a status");
        let status = status.parse().expect("a number");
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if let Some(length) = length {
            let length = length.parse().expect("a number");
            while self.read.len() < length {
                assert!(self.more().await, "the whole body");
            }
            self.read.drain(..length);
        }
        if head.contains("transfer-encoding: chunked") && !head.contains("text/event-stream") {
            self.until(b"\r\n0\r\n\r\n").await;
        }
        (status, head)
    }

    /// Reads up to and with some bytes.
    pub async fn until(&mut self, end: &[u8]) -> Vec<u8> {
        loop {
            let found = self.read.windows(end.len()).position(|bytes| bytes == end);
            if let Some(at) = found {
                return self.read.drain(..at + end.len()).collect();
            }
            let read = self.more().await;
            assert!(read, "more than {:?}", String::from_utf8_lossy(&self.read));
        }
    }

    /// What comes until the other side closes.
    pub async fn closed(&mut self) -> Vec<u8> {
        while self.more().await {}
        std::mem::take(&mut self.read)
    }

    /// Whether nothing comes and nobody closes for that long.
    pub async fn is_quiet_for(&mut self, long: Duration) -> bool {
        let mut byte = [0];
        tokio::time::timeout(long, self.stream.read(&mut byte))
            .await
            .is_err()
    }

    /// Whether the other side has sent something; not where it has closed.
    async fn more(&mut self) -> bool {
        let mut buffer = [0; 4096];
        let read = tokio::time::timeout(PATIENCE, self.stream.read(&mut buffer))
            .await
            .expect("something in time")
            // Closed with bytes that nobody has read.
            .unwrap_or(0);
        self.read.extend_from_slice(&buffer[..read]);
        read > 0
    }
}
