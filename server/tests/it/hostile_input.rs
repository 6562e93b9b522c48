//! What strangers send to bring the server down: it ends a request at most. A stack that overflows would end this process.

use crate::support::{AN, Answer, Client, DUNG, Portal, one_copy};
use app::{
    api::{
        Empty, Endpoint,
        accounts::{EndSession, StartSignIn},
        finance::{RecordTransferResults, TransferResults},
        passkeys::{
            AddPasskey, BeginPasskey, BeginPasskeySignIn, FinishPasskeySignIn, NewPasskeyInput,
            PasskeyInput, PasskeyNameInput,
        },
        signatures::{
            BeginSignature, FinishSignature, SignatureAnswer, SignatureInput, SigningDevice,
        },
    },
    form_data::steering,
};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use http::Method;
use serde_json::{Value, json};
use untrusted_input::form::MOST_FIELDS;

const CREDENTIALS: &str = "/dang-nhap/dvc-quoc-gia/tai-khoan";
const FORM: &str = "application/x-www-form-urlencoded";

impl Client {
    async fn post_raw(&self, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
        let request = self.request(Method::POST, path).body(body.into());
        self.send(request.header("content-type", kind)).await
    }

    /// Whether the portal still renders a page and asks its database.
    async fn still_served(&self) {
        for path in ["/", "/readyz"] {
            assert_eq!(self.get(path).await.status, 200, "{path}");
        }
    }
}

fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

#[tokio::test]
async fn no_name_of_a_field_ends_more_than_its_request() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let dots = ".".repeat(40_000);
    let many: String = (0..10_000).map(|at| format!("&f{at}=x")).collect();
    for (what, fields, status) in [
        ("40,000 dots", format!("&{dots}=x"), 400),
        ("dots within", format!("&a{dots}b=x"), 400),
        ("30,000 levels", format!("&{}=x", "a.".repeat(30_000)), 400),
        ("dots, encoded", format!("&{}=x", "%2E".repeat(20_000)), 400),
        ("dots and a kind", format!("&{dots}:bool=on"), 400),
        ("17 levels", format!("&{}a=x", "a.".repeat(16)), 400),
        ("nothing between dots", "&a..b=x".to_owned(), 400),
        ("a value that holds", "&a.b=1&a=2".to_owned(), 400),
        ("a value that held", "&a=2&a.b=1".to_owned(), 400),
        ("60 kB of name", format!("&{}=x", "n".repeat(60_000)), 400),
        (
            "60 kB of steering",
            format!("&_{}=x", "n".repeat(60_000)),
            400,
        ),
        ("10,000 fields", many, 413),
        (
            "30,000 separators",
            format!("&a{}", "&b".repeat(30_000)),
            413,
        ),
        ("70 kB", format!("&a={}", "x".repeat(70_000)), 413),
    ] {
        let body = format!("{}={}{fields}", steering::ACTION, EndSession::PATH);
        let native = browser.post_raw("/", FORM, body.clone()).await;
        assert_eq!(native.status, status, "{what}");
        let in_place = browser
            .request(Method::POST, "/")
            .header("content-type", FORM)
            .header("accept", "application/json")
            .body(body);
        let problem = browser.send(in_place).await.problem();
        assert_eq!(problem.status, status, "{what}");
        assert!(problem.detail.is_some(), "{what}: what to do next");
        browser.still_served().await;
    }
}

#[tokio::test]
async fn a_form_of_as_many_fields_as_may_be_comes_back_with_what_was_typed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let names: Vec<String> = (0..MOST_FIELDS - 3).map(|at| format!("f.{at}")).collect();
    let mut fields = vec![("identity_number", "07209000001"), ("password", "x")];
    fields.extend(names.iter().map(|name| (name.as_str(), "typed")));
    let answer = browser.post::<StartSignIn>(CREDENTIALS, &(), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains(r#"value="07209000001""#));
    fields.push(("one", "more"));
    let answer = browser.post::<StartSignIn>(CREDENTIALS, &(), &fields).await;
    assert_eq!(answer.status, 413);
}

/// Addresses of all endpoints of the API that take a body.
async fn endpoints(browser: &Client) -> Vec<String> {
    let description: Value = browser.get("/api/v1/openapi.json").await.json();
    let paths = description["paths"].as_object().expect("paths");
    let posts = paths.iter().filter(|(_, path)| path.get("post").is_some());
    let filled = |template: &str| {
        let part = |part: &str| match part {
            "{number}" => "1".to_owned(),
            part if part.starts_with('{') => "00000000-0000-4000-8000-000000000000".to_owned(),
            part => part.to_owned(),
        };
        template.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    posts.map(|(template, _)| filled(template)).collect()
}

#[tokio::test]
async fn json_of_any_depth_is_refused_by_every_endpoint() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let objects = |levels| format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
    let endpoints = endpoints(&an).await;
    assert!(endpoints.len() > 60, "{}", endpoints.len());
    for endpoint in endpoints {
        for body in [
            nested(30_000),
            "[".repeat(60_000),
            objects(10_000),
            objects(127),
            format!(r#"{{"credential":{0},"form":{0}}}"#, nested(10_000)),
            format!(r#"{{"credential":{0},"form":{0}}}"#, nested(126)),
            format!(r#"{{"form":{{"x":{},"kind":"work_permit"}}}}"#, nested(60)),
            r#"{"a":"#.repeat(10_000),
        ] {
            let answer = an.post_raw(&endpoint, "application/json", body).await;
            assert!(
                matches!(answer.problem().status, 400 | 404),
                "{endpoint}: {}",
                answer.text()
            );
        }
    }
    an.still_served().await;
}

#[tokio::test]
async fn brackets_that_a_citizen_types_are_text() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let mut content = one_copy();
    if let app::forms::FormInput::CriminalRecord(form) = &mut content.form {
        form.purpose = format!("{} \\u0000 \"\\", "[{".repeat(500));
    }
    let draft = an.draft(content.clone(), "brackets-typed").await;
    assert_eq!(draft.expect("a draft").form, content.form);
}

#[tokio::test]
async fn callbacks_of_any_depth_and_number_of_fields_are_answered() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let deep = format!(r#"{{"data":{},"mac":"x"}}"#, nested(30_000));
    let in_a_form = format!("data={deep}");
    let many: String = (0..10_000).map(|at| format!("\"{at}\":1,")).collect();
    let many = format!("{{{many}\"x\":1}}");
    for provider in [
        "national-platform",
        "national-platform/lookup",
        "momo",
        "zalopay",
        "vnpt-pay",
        "vietqr",
        "nowhere",
    ] {
        let path = format!("/callbacks/{provider}");
        for body in [&deep, &in_a_form, &many, &"[".repeat(60_000)] {
            let answer = browser
                .post_raw(&path, "application/json", body.clone())
                .await;
            assert!(answer.status < 500, "{provider}: {}", answer.text());
        }
    }
    let pairs: String = (0..6_000).map(|at| format!("vnp_{at}=x&")).collect();
    let answer = browser.get(&format!("/callbacks/vnpay?{pairs}")).await;
    assert!(answer.status < 500, "{}", answer.status);
    browser.still_served().await;
}

#[tokio::test]
async fn addresses_of_any_number_of_parts_are_answered() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let pairs: String = (0..3_000).map(|at| format!("q{at}=x&")).collect();
    for (address, status) in [
        (format!("/api/v1/procedures?{pairs}"), 400),
        (format!("/api/v1/procedures?q={}", "a".repeat(20_000)), 400),
        (format!("/api/v1/procedures?{}=a", "q".repeat(20_000)), 400),
        ("/api/v1/procedures?q=%00".to_owned(), 400),
        (format!("/thu-tuc?{pairs}"), 200),
        (format!("/{}", "a/".repeat(14_000)), 404),
        (format!("/api/v1/{}", "a/".repeat(14_000)), 404),
        (format!("/can-bo/{}", "a/".repeat(14_000)), 404),
        (format!("/ho-so/1/{}", "..%2f".repeat(5_000)), 404),
        ("/embed".repeat(4_500), 404),
        // Beyond what the head of a request may have.
        (format!("/{}", "a/".repeat(30_000)), 431),
    ] {
        let answer = browser.get(&address).await;
        assert_eq!(answer.status, status, "{address:.60}: {}", answer.text());
    }
    browser.still_served().await;
}

/// SEQUENCEs within each other.
fn deep_der(levels: usize) -> Vec<u8> {
    let mut lengths = Vec::new();
    let mut length = 0_usize;
    for _ in 0..levels {
        let head = match length {
            0..0x80 => vec![0x30, length as u8],
            0x80..0x100 => vec![0x30, 0x81, length as u8],
            _ => vec![0x30, 0x82, (length >> 8) as u8, length as u8],
        };
        length += head.len();
        lengths.push(head);
    }
    lengths.into_iter().rev().flatten().collect()
}

#[tokio::test]
async fn a_signature_of_any_depth_proves_nothing() {
    let portal = Portal::start().await;
    portal.keep_time();
    // SignedData in ContentInfo, as far as it is looked into; then what nests.
    let signed_data = b"\x30\x82\x7f\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0";
    for der in [
        deep_der(8_000),
        b"\x30\x80".repeat(16_000),
        b"\x30\x84\xff\xff\xff\xff".repeat(4_000),
        [&signed_data[..], &deep_der(8_000)].concat(),
        b"\xa0\x80".repeat(16_000),
    ] {
        let browser = portal.browser();
        let begun = browser.call::<BeginSignature>(
            (),
            SignatureInput {
                device: SigningDevice::UsbToken,
                phone: String::new(),
                next: "/".to_owned(),
            },
        );
        begun.await.expect("a challenge");
        let cms = BASE64_STANDARD.encode(der);
        let answer = browser
            .answer::<FinishSignature>((), SignatureAnswer { cms })
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "{}: {}",
            answer.status,
            answer.text()
        );
        browser.still_served().await;
    }
}

#[tokio::test]
async fn a_passkey_of_any_depth_is_refused() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let written = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let client_data = |kind: &str| {
        let data = json!({"type": kind, "challenge": "eA", "origin": portal.url});
        written(data.to_string().as_bytes())
    };
    // CBOR: arrays, maps and tags within each other.
    for cbor in [
        b"\x81".repeat(40_000),
        b"\xa1\x00".repeat(20_000),
        b"\xc1".repeat(40_000),
        b"\x9f".repeat(40_000),
        [
            &b"\xa3\x63fmt\x64none\x67attStmt"[..],
            &b"\x81".repeat(40_000),
        ]
        .concat(),
    ] {
        let begun = an
            .call::<BeginPasskey>((), PasskeyNameInput::default())
            .await;
        begun.expect("options");
        let credential = json!({
            "id": "eA", "rawId": "eA", "type": "public-key",
            "response": {
                "attestationObject": written(&cbor),
                "clientDataJSON": client_data("webauthn.create"),
            },
        });
        let name = String::new();
        let answer = an
            .answer::<AddPasskey>((), NewPasskeyInput { name, credential })
            .await;
        assert_eq!(answer.problem().status, 422, "{}", answer.text());

        let begun = an.call::<BeginPasskeySignIn>((), Empty {}).await;
        begun.expect("options");
        let credential = json!({
            "id": "eA", "rawId": "eA", "type": "public-key",
            "response": {
                "authenticatorData": written(&cbor),
                "clientDataJSON": written(nested(2_000).as_bytes()),
                "signature": "eA",
            },
        });
        let next = String::new();
        let answer = an
            .answer::<FinishPasskeySignIn>((), PasskeyInput { credential, next })
            .await;
        assert_eq!(answer.problem().status, 422, "{}", answer.text());
    }
    an.still_served().await;
}

#[tokio::test]
async fn files_of_any_number_and_heads_of_any_length_are_refused() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let draft = an.draft(one_copy(), "a-draft-for-files").await;
    let page = format!("/ho-so/{}", draft.expect("a draft").summary.number);
    let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n";
    let field = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
    let endless = "a".repeat(3 * 1024 * 1024);
    for (what, body, told) in [
        ("5,000 files", file.repeat(5_000), "tối đa 10 tài liệu"),
        ("5,000 fields", field.repeat(5_000), "tối đa 10 tài liệu"),
        ("no boundary", endless.clone(), "chưa được gửi lên hết"),
        (
            "a name without an end",
            format!("--x\r\nContent-Disposition: form-data; filename=\"{endless}"),
            "chưa được gửi lên hết",
        ),
        (
            "headers without an end",
            format!("--x\r\n{}", "a: b\r\n".repeat(100_000)),
            "chưa được gửi lên hết",
        ),
    ] {
        let kind = "multipart/form-data; boundary=x";
        let answer = an.post_raw(&page, kind, body).await;
        assert_eq!(answer.status, 422, "{what}");
        assert!(answer.text().contains(told), "{what}");
    }
    let long = format!("multipart/form-data; boundary={}", "x".repeat(10_000));
    for kind in ["multipart/form-data", &long] {
        let answer = an.post_raw(&page, kind, "x").await;
        assert_eq!(answer.status, 400);
    }
    an.still_served().await;
}

#[tokio::test]
async fn results_of_transfers_of_any_width_are_refused() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    let names = "refund_reference,status,bank_transaction,message";
    for (csv, status) in [
        (
            format!("{names}\nR1,done,\"{}\",\n", "x".repeat(60_000)),
            422,
        ),
        (format!("{names}\n\"{}", "x".repeat(60_000)), 422),
        (format!("{0}\n{0}\n", ",".repeat(30_000)), 422),
        (",".repeat(100_000), 413),
        (format!("{names}\n{}", "R1,done,,\n".repeat(3_000)), 422),
        ("\"".repeat(30_001), 422),
    ] {
        let answer = dung
            .answer::<RecordTransferResults>((), TransferResults { csv })
            .await;
        assert_eq!(answer.problem().status, status, "{}", answer.text());
    }
    dung.still_served().await;
}
