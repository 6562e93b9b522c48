//! What a mail server hears of us.

use crate::support::Portal;
use server::notifications::delivery::{Message, send};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

#[tokio::test]
async fn the_mail_server_is_greeted_by_the_name_that_citizens_use() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let smtp_url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let portal = Portal::with(&[
        ("PUBLIC_URL", "https://dichvucong.example.vn"),
        ("SMTP_URL", &smtp_url),
    ])
    .await;
    let app = portal.app.clone();
    let message = Message::SendEmail {
        to: "an@example.org".to_owned(),
        subject: "Mã".to_owned(),
        text: "1".to_owned(),
    };
    let sending = tokio::spawn(send(app, message));
    let (stream, _) = listener.accept().await.expect("a connection");
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail\r\n").await.expect("a greeting");
    let mut heard = String::new();
    stream.read_line(&mut heard).await.expect("a line");
    assert_eq!(heard, "EHLO dichvucong.example.vn\r\n");
    drop(stream);
    assert!(
        sending.await.expect("no panic").is_err(),
        "sent again later"
    );
}
