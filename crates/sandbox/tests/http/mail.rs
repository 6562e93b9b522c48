//! Mail over SMTP: from a client as the portal uses it, and from one that types whatever it likes.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::MessageBuilder,
    transport::smtp::Error,
};
use sandbox::Config;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufStream},
    net::TcpStream,
    runtime::Runtime,
};

use crate::env::*;

const SUBJECT: &str = "Mã xác thực của quý vị: đăng ký hộ tịch";
const SENDER: &str = "Cổng dịch vụ công <khong-tra-loi@cong.vn>";

/// Every letter of the alphabet with every mark, in both cases.
const ALPHABET: &str =
    "aàảãáạ ăằẳẵắặ âầẩẫấậ đ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ
AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ Đ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ";

fn email(to: &str) -> MessageBuilder {
    let [from, to] = [SENDER, to].map(|address| address.parse().expect("an address"));
    Message::builder().from(from).to(to).subject(SUBJECT)
}

fn mailer(env: &TestEnv) -> AsyncSmtpTransport<Tokio1Executor> {
    AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(env.smtp_port)
        .build()
}

async fn send(env: &TestEnv, to: &str, body: &str) -> Result<(), Error> {
    let message = email(to).body(body.to_owned()).expect("a message");
    mailer(env).send(message).await.map(drop)
}

/// The codes an error answer has, of three digits.
fn code(answer: Result<(), Error>) -> Option<u16> {
    answer.err().and_then(|error| error.status()).map(u16::from)
}

/// A client that types commands.
struct Typist(BufStream<TcpStream>);

impl Typist {
    /// Connects and says who it is.
    async fn greet(env: &TestEnv) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", env.smtp_port)).await;
        let mut typist = Self(BufStream::new(stream.expect("a connection")));
        assert_eq!(typist.hear().await, "220 sandbox ESMTP");
        assert_eq!(typist.say("HELO typist").await, "250");
        typist
    }

    /// The last line of the next answer.
    async fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.expect("an answer");
            let line = line.trim_end();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.to_owned();
            }
        }
    }

    async fn send(&mut self, lines: &str) {
        let written = self.0.write_all(lines.as_bytes()).await;
        written.expect("a connection");
        self.0.flush().await.expect("a connection");
    }

    /// The code of the answer.
    async fn say(&mut self, line: &str) -> String {
        self.send(&format!("{line}\r\n")).await;
        self.hear().await.chars().take(3).collect()
    }

    async fn expect<const N: usize>(&mut self, dialogue: [(&str, &str); N]) {
        for (line, code) in dialogue {
            assert_eq!(self.say(line).await, code, "{line:.80}");
        }
    }
}

const BEGINNING: [(&str, &str); 3] = [
    ("MAIL FROM:<a@cong.vn>", "250"),
    ("RCPT TO:<an@dan.vn>", "250"),
    ("DATA", "354"),
];

#[tokio::test]
async fn an_email_arrives_as_it_was_written_newest_first() {
    let env = TestEnv::start(1).await;
    assert_eq!(env.mail("an@dan.vn", 0).await, [] as [Value; 0]);
    let first = format!("{ALPHABET}\n\n.bắt đầu bằng dấu chấm\n..\n.\nMã: 012345");
    let to = "Nguyễn Văn An <An@Dan.vn>";
    send(&env, to, &first).await.unwrap();
    send(&env, "an@dan.vn", "<b>hai</b>\n.\n").await.unwrap();

    let inbox = env.mail("AN@dan.vn", 2).await;
    assert_eq!(text(&inbox[0], "text"), "<b>hai</b>\n.");
    assert_eq!(text(&inbox[1], "text"), first);
    assert_eq!(text(&inbox[1], "subject"), SUBJECT);
    assert_eq!(text(&inbox[1], "from"), SENDER);
    assert_ne!(inbox[0]["id"], inbox[1]["id"]);
    assert!(inbox[0]["at"].is_string());

    let page = env.get("/sandbox/mail?address=An@dan.vn").await;
    let page = page.body().await;
    assert!(
        page.contains("&#60;b&#62;hai") && page.contains(">012345<") && !page.contains("<b>hai")
    );
    let others = env.get("/sandbox/mail?address=binh@dan.vn").await;
    assert!(!others.body().await.contains("012345"));
    for nobody in ["/sandbox/mail/an.json", "/sandbox/mail/an@dan.vn"] {
        assert_eq!(env.get(nobody).await.status(), 404);
    }
}

#[tokio::test]
async fn every_recipient_has_the_email_and_a_blind_copy_too() {
    let env = TestEnv::start(1).await;
    let message = email("an@dan.vn")
        .cc("binh@dan.vn".parse().unwrap())
        .bcc("chau@dan.vn".parse().unwrap())
        .body("chung".to_owned());
    mailer(&env).send(message.unwrap()).await.unwrap();
    for address in ["an@dan.vn", "binh@dan.vn", "chau@dan.vn"] {
        assert_eq!(env.mail(address, 1).await.len(), 1, "{address}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_not_kept() {
    let env = TestEnv::start(1).await;
    let large = format!("{}\n", "x".repeat(70)).repeat(4000);
    assert_eq!(code(send(&env, "an@dan.vn", &large).await), Some(552));
    // Announced, it is refused before it comes.
    let mut typist = Typist::greet(&env).await;
    typist
        .expect([
            ("MAIL FROM:<a@cong.vn> SIZE=262145", "552"),
            ("MAIL FROM:<a@cong.vn> SIZE=262144 BODY=8BITMIME", "250"),
        ])
        .await;
    for number in 1..=100 {
        let recipient = format!("RCPT TO:<an{number}@dan.vn>");
        assert_eq!(typist.say(&recipient).await, "250");
    }
    let long = format!("From: a@cong.vn\r\n\r\n{}\r\n.", "x".repeat(1000));
    typist
        .expect([
            ("RCPT TO:<an101@dan.vn>", "452"),
            // Once is enough for a mailbox.
            ("RCPT TO:<AN1@dan.vn>", "250"),
            ("DATA", "354"),
            (&long, "500"),
        ])
        .await;
    assert_eq!(env.mail("an@dan.vn", 0).await.len(), 0);
    assert_eq!(env.mail("an1@dan.vn", 0).await.len(), 0);
}

#[tokio::test]
async fn garbage_is_refused_and_the_email_after_it_arrives() {
    let env = TestEnv::start(1).await;
    let mut typist = Typist::greet(&env).await;
    let long = "x".repeat(5000);
    typist
        .expect([
            ("xin chào", "500"),
            ("", "500"),
            (&long, "500"),
            ("MAIL FROM:a@cong.vn", "501"),
            ("MAIL FROM:<a@cong.vn> BODY=BINARYMIME", "555"),
            ("RCPT TO:<an@dan.vn>", "503"),
            ("DATA", "503"),
            ("STARTTLS", "502"),
            ("NOOP", "250"),
            ("VRFY an", "252"),
            ("mail from:<>", "250"),
            ("MAIL FROM:<a@cong.vn>", "503"),
            ("RCPT TO:<an>", "501"),
            ("RCPT TO:<>", "501"),
            ("DATA", "503"),
            ("RCPT TO:<an@dan.vn>", "250"),
            ("RSET", "250"),
            ("RCPT TO:<an@dan.vn>", "503"),
        ])
        .await;
    typist.expect(BEGINNING).await;
    typist.expect([("không có đầu thư\r\n.", "554")]).await;
    typist.expect(BEGINNING).await;
    // Neither a dot between line feeds nor one after a line feed alone ends an email.
    let email = "From: a@cong.vn\r\n\r\na\n.\nMAIL FROM:<b@cong.vn>\n.\r\n..\r\n.";
    typist.expect([(email, "250"), ("QUIT", "221")]).await;

    let inbox = env.mail("an@dan.vn", 1).await;
    assert_eq!(inbox.len(), 1);
    assert_eq!(text(&inbox[0], "text"), "a\n.\nMAIL FROM:<b@cong.vn>\n.\n.");
}

#[tokio::test]
async fn one_who_has_not_said_who_he_is_sends_nothing() {
    let env = TestEnv::start(1).await;
    let stream = TcpStream::connect(("127.0.0.1", env.smtp_port)).await;
    let mut typist = Typist(BufStream::new(stream.unwrap()));
    typist.hear().await;
    typist
        .expect([
            ("MAIL FROM:<a@cong.vn>", "503"),
            ("RSET", "250"),
            ("MAIL FROM:<a@cong.vn>", "503"),
        ])
        .await;
}

#[tokio::test]
async fn two_emails_come_over_one_connection() {
    let env = TestEnv::start(1).await;
    let mut typist = Typist::greet(&env).await;
    for body in ["một", "hai"] {
        typist.expect(BEGINNING).await;
        let head = "From: a@cong.vn\r\nContent-Type: text/plain; charset=utf-8";
        let email = format!("{head}\r\n\r\n{body}\r\n.");
        typist.expect([(&email, "250")]).await;
    }
    let inbox = env.mail("an@dan.vn", 2).await;
    assert_eq!(text(&inbox[0], "text"), "hai");
    assert_eq!(text(&inbox[1], "text"), "một");
}

#[tokio::test]
async fn of_an_email_broken_off_nothing_is_kept() {
    let env = TestEnv::start(1).await;
    let mut typist = Typist::greet(&env).await;
    typist.expect(BEGINNING).await;
    typist.send("From: a@cong.vn\r\n\r\nnửa chừng\r\n.").await;
    typist.0.shutdown().await.unwrap();
    // The sandbox has seen the end when it closes its side.
    assert_eq!(typist.hear().await, "");
    send(&env, "an@dan.vn", "trọn vẹn").await.unwrap();

    let inbox = env.mail("an@dan.vn", 1).await;
    assert_eq!(inbox.len(), 1);
    assert_eq!(text(&inbox[0], "text"), "trọn vẹn");
}

#[tokio::test]
async fn an_email_can_be_refused_for_now_lost_doubled_or_late() {
    let env = TestEnv::start(1).await;
    for fault in ["refuse", "lose", "duplicate", "late_ms:1"] {
        env.fault("mail", fault, 1).await;
    }
    assert_eq!(code(send(&env, "an@dan.vn", "refused").await), Some(451));
    for body in ["lost", "twice", "late"] {
        send(&env, "an@dan.vn", body).await.unwrap();
    }
    let inbox = env.mail("an@dan.vn", 3).await;
    let texts: Vec<_> = inbox.iter().map(|mail| text(mail, "text")).collect();
    assert_eq!(texts, ["late", "twice", "twice"]);
    let order = json!({ "point": "mail", "fault": "bad_digest" });
    let unknown = env.post("/sandbox/faults", &order).await;
    assert_eq!(unknown.status(), 422);
}

#[test]
fn mail_outlives_a_restart() {
    let folder = std::env::temp_dir().join(format!("sandbox-mail-{}", uuid::Uuid::new_v4()));
    let config = || Config {
        data: Some(folder.clone()),
        ..Config::default()
    };
    let first_life = Runtime::new().unwrap();
    let before = first_life.block_on(async {
        let env = TestEnv::start_with(config()).await;
        send(&env, "an@dan.vn", ALPHABET).await.unwrap();
        env.mail("an@dan.vn", 1).await
    });
    drop(first_life);
    let after = Runtime::new().unwrap().block_on(async {
        let env = TestEnv::start_with(config()).await;
        env.mail("an@dan.vn", 1).await
    });
    assert_eq!(before, after);
    std::fs::remove_dir_all(folder).unwrap();
}
