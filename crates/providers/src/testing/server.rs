//! A server of one connection that behaves as told.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// What the server does once it has read a whole request.
pub(crate) enum Then {
    Answer { status: &'static str, body: String },
    BreakOffInAnswer,
    Close,
    StaySilent,
}

impl Then {
    /// An answer under 200.
    pub(crate) fn ok(body: impl Into<String>) -> Self {
        Self::Answer {
            status: "200 OK",
            body: body.into(),
        }
    }
}

/// Serves one connection; the task ends with the head, in lower case, and the body it received.
pub(crate) async fn serve(then: Then) -> (SocketAddr, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let received = read_request(&mut stream).await;
        answer(&mut stream, then).await;
        received
    });
    (address, task)
}

async fn answer(stream: &mut TcpStream, then: Then) {
    match then {
        Then::Answer { status, body } => {
            let length = body.len();
            let message = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}");
            // Fails where the client stops reading.
            let _ = stream.write_all(message.as_bytes()).await;
        }
        Then::BreakOffInAnswer => {
            let message = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"code\":\"00\"";
            stream.write_all(message).await.unwrap();
        }
        Then::Close => {}
        Then::StaySilent => {
            // Returns when the client gives up and closes.
            let _ = stream.read(&mut [0]).await;
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await.unwrap();
        assert_ne!(read, 0, "request broke off");
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8(bytes[..end].to_vec())
            .unwrap()
            .to_lowercase();
        let mut lines = head.lines();
        let length = lines.find_map(|line| line.strip_prefix("content-length: "));
        let body = &bytes[end + 4..];
        if body.len() == length.unwrap().parse::<usize>().unwrap() {
            return (head, body.to_vec());
        }
    }
}

/// An address that refuses connections: bound, so that nobody else takes it, but not listening.
pub(crate) fn refusing() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}
