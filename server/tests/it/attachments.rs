//! Documents of a dossier: what is taken, from whom, and what becomes of it.

use crate::support::{AN, Answer, BINH, CHAU, Client, DUNG, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    attachments::{
        AttachSharedDocuments, AttachmentList, AttachmentPath, ListAttachments,
        ListSharedDocuments, RemoveAttachment,
    },
    desk::GetDeskDossier,
    dossiers::DossierPath,
};
use http::Method;
use time::Duration;

const PDF: &[u8] = b"%PDF-1.7\nsample";
const MEGABYTE: usize = 1024 * 1024;

/// Posts files as a browser does, names and bytes.
async fn send(browser: &Client, page: &str, files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, content) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    let request = browser
        .request(Method::POST, page)
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body);
    browser.send(request).await
}

/// The head of a PNG that says it has so many pixels, and so many bytes in all.
fn png(width: u32, height: u32, size: usize) -> Vec<u8> {
    let mut content = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    content.extend(width.to_be_bytes());
    content.extend(height.to_be_bytes());
    content.extend(b"\x08\x02\0\0\0");
    content.resize(size, 0);
    content
}

/// A PDF of so many megabytes, unlike any other.
fn large(megabytes: usize) -> Vec<u8> {
    let mut content = format!("%PDF-1.7 {}", uuid::Uuid::new_v4()).into_bytes();
    content.resize(megabytes * MEGABYTE, b' ');
    content
}

async fn draft(browser: &Client) -> i64 {
    let key = uuid::Uuid::new_v4().to_string();
    let draft = browser.draft(one_copy(), &key).await.expect("a draft");
    draft.summary.number
}

async fn documents(browser: &Client, number: i64) -> AttachmentList {
    let path = DossierPath { number };
    let list = browser.call::<ListAttachments>(path, Empty {}).await;
    list.expect("the documents")
}

#[tokio::test]
async fn a_document_is_kept_listed_and_given_back_as_it_was() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    let sent = send(&an, &page, &[("Gia\u{302}\u{301}y khai sinh.pdf", PDF)]).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, format!("{page}#tai-lieu").as_str()),
        "{}",
        sent.text()
    );
    let list = documents(&an, number).await;
    assert_eq!(list.items.len(), 1);
    assert_eq!(list.items[0].name, "Giấy khai sinh.pdf");
    assert!(an.get(&page).await.text().contains("Giấy khai sinh.pdf"));

    let address = format!("/api/v1/dossiers/{number}/attachments/{}", list.items[0].id);
    let file = an.get(&address).await;
    assert_eq!((file.status, &*file.body), (200, PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    let disposition = file.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename=\"Gi_y khai sinh.pdf\""));
    assert!(disposition.contains("UTF-8''Gi%E1%BA%A5y%20khai%20sinh.pdf"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(file.header("cache-control"), "private, no-store");

    for stranger in [portal.browser(), portal.signed_in(BINH).await] {
        let refused = stranger.get(&address).await.problem().status;
        assert!(matches!(refused, 401 | 404), "{refused}");
        let path = DossierPath { number };
        assert!(
            stranger
                .call::<ListAttachments>(path, Empty {})
                .await
                .is_err()
        );
        let id = list.items[0].id;
        let remove = stranger.call::<RemoveAttachment>(AttachmentPath { number, id }, Empty {});
        assert!(remove.await.is_err());
        let added = send(&stranger, &page, &[("x.pdf", b"%PDF-2.0")]).await;
        assert!(matches!(added.status, 401 | 404), "{}", added.status);
    }
    assert_eq!(documents(&an, number).await, list);
}

#[tokio::test]
async fn a_file_that_was_sent_after_the_session_had_ended_is_to_be_chosen_again() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    an.keep_cookie("__Host-session=; Path=/; Max-Age=0");
    let page = format!("/ho-so/{number}");
    let back = format!("href=\"/dang-nhap?tiep=%2Fho-so%2F{number}\"");
    let refused = send(&an, &page, &[("x.pdf", PDF)]).await;
    assert_eq!(refused.status, 401);
    for says in ["Đăng nhập xong, chọn lại tệp rồi gửi lại.", &back] {
        assert!(refused.text().contains(says), "{}", refused.text());
    }
    let refused = send(&an.in_english(), &page, &[("x.pdf", PDF)]).await;
    assert!(
        refused.text().contains("Sign in, then choose it again"),
        "{}",
        refused.text()
    );
    assert_eq!(portal.count("select count(*) from attachments").await, 0);
}

#[tokio::test]
async fn whatever_a_file_is_called_its_owner_can_read_and_save_it() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    for (copy, (given, expected, saved_as)) in [
        ("../../etc/passwd", "passwd.pdf", "passwd.pdf"),
        ("..%2f..%2fx.pdf", "%2f..%2fx.pdf", "%252f..%252fx.pdf"),
        (
            "đơn\u{202e}fdp.exe",
            "đơnfdp.exe.pdf",
            "%C4%91%C6%A1nfdp.exe.pdf",
        ),
        ("🙂 ảnh.pdf", "🙂 ảnh.pdf", "%F0%9F%99%82%20"),
        ("<b>&'.pdf", "<b>&'.pdf", "%3Cb%3E%26"),
    ]
    .into_iter()
    .enumerate()
    {
        let content = format!("%PDF-1.7 {copy}");
        let sent = send(&an, &page, &[(given, content.as_bytes())]).await;
        assert_eq!(sent.status, 303, "{given}");
        let items = documents(&an, number).await.items;
        let document = items.last().expect("the document");
        assert_eq!(document.name, expected, "{given}");
        let address = format!("/api/v1/dossiers/{number}/attachments/{}", document.id);
        let file = an.get(&address).await;
        assert_eq!((file.status, &*file.body), (200, content.as_bytes()));
        let disposition = file.header("content-disposition");
        assert!(disposition.contains(saved_as), "{disposition}");
    }
    let html = an.get(&page).await;
    assert!(!html.text().contains("<b>&'"));
}

#[tokio::test]
async fn what_is_no_document_or_too_large_is_named_and_the_others_are_kept() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    let mut large = PDF.to_vec();
    large.resize(10 * MEGABYTE + 1, b' ');
    for (name, content, told) in [
        ("ảnh.pdf", &b"MZ\x90\0 a program"[..], "không phải PDF"),
        ("trang.pdf", b"<html><script>", "không phải PDF"),
        ("lớn.pdf", &large, "lớn hơn 10 MB"),
        ("", b"", "Chọn ít nhất một tệp"),
    ] {
        let answer = send(&an, &page, &[(name, content)]).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text().contains(told), "{told}");
    }
    assert!(documents(&an, number).await.items.is_empty());
    large.truncate(10 * MEGABYTE);
    let mixed = send(&an, &page, &[("a.exe", b"MZ"), ("lớn.pdf", &large)]).await;
    assert_eq!(mixed.status, 422);
    let kept = documents(&an, number).await;
    assert_eq!(kept.items.len(), 1);
    assert_eq!(kept.items[0].size, 10 * 1024 * 1024);
}

#[tokio::test]
async fn a_picture_that_nobody_could_open_is_refused_in_words() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    for (content, told) in [
        (png(65_535, 65_535, 100), "65535 × 65535 điểm ảnh"),
        (png(12_001, 1, 100), "12.000 điểm ảnh mỗi cạnh"),
        (png(12_000, 12_000, 100), "64 triệu điểm ảnh"),
        (png(0, 10, 100), "Không đọc được ảnh"),
        (png(100, 100, 20), "Không đọc được ảnh"),
        (b"\xff\xd8\xff\xe0".to_vec(), "Không đọc được ảnh"),
    ] {
        let refused = send(&an, &page, &[("ảnh.png", &content)]).await;
        assert_eq!(refused.status, 422, "{told}");
        assert!(refused.text().contains(told), "{told}");
    }
    assert!(documents(&an, number).await.items.is_empty());
    let phone = png(8_160, 6_120, 100);
    assert_eq!(send(&an, &page, &[("ảnh.png", &phone)]).await.status, 303);
    assert_eq!(documents(&an, number).await.items.len(), 1);
}

#[tokio::test]
async fn an_account_fills_its_room_and_no_more_however_many_are_sent_at_once() {
    let portal = Portal::with(&[("STORAGE_PER_ACCOUNT_MB", "10")]).await;
    let an = portal.signed_in(AN).await;
    let (one, other) = (draft(&an).await, draft(&an).await);
    let (a, b, c) = (large(6), large(6), large(6));
    let files = [("a.pdf", &*a), ("b.pdf", &*b), ("c.pdf", &*c)];
    let pages = [one, other].map(|number| format!("/ho-so/{number}"));
    let (first, second, third) = tokio::join!(
        send(&an, &pages[0], &files[..1]),
        send(&an, &pages[1], &files[1..2]),
        send(&an, "/chia-se-tai-lieu", &files[2..]),
    );
    let mut statuses = [first.status, second.status, third.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422]);
    for refused in [first, second, third] {
        if refused.status == 422 {
            let told = "6 MB trong 10 MB";
            assert!(refused.text().contains(told));
            assert!(
                refused
                    .text()
                    .contains("Xóa bớt tài liệu trong các bản nháp")
            );
        }
    }
    // Another has room of their own.
    let binh = portal.signed_in(BINH).await;
    let page = format!("/ho-so/{}", draft(&binh).await);
    assert_eq!(send(&binh, &page, &[("a.pdf", &a)]).await.status, 303);
}

#[tokio::test]
async fn documents_that_were_sent_take_up_room_for_a_year() {
    let portal = Portal::with(&[("STORAGE_PER_ACCOUNT_MB", "10")]).await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    send(&an, &page, &[("a.pdf", &large(6))]).await;
    an.send_dossier(DossierPath { number }, one_copy())
        .await
        .expect("sent");
    let next = format!("/ho-so/{}", draft(&an).await);
    let refused = send(&an, &next, &[("b.pdf", &large(6))]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("tại Bộ phận Một cửa"));
    portal.advance(Duration::days(366));
    let an = portal.signed_in(AN).await;
    let kept = send(&an, &next, &[("b.pdf", &large(6))]).await;
    assert_eq!(kept.status, 303);
}

#[tokio::test]
async fn what_is_taken_away_makes_no_room_for_the_same_day() {
    let portal = Portal::with(&[("UPLOADS_PER_DAY_MB", "10")]).await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    assert_eq!(send(&an, &page, &[("a.pdf", &large(6))]).await.status, 303);
    let id = documents(&an, number).await.items[0].id;
    an.call::<RemoveAttachment>(AttachmentPath { number, id }, Empty {})
        .await
        .expect("removed");
    let again = large(6);
    let refused = send(&an, &page, &[("a.pdf", &again)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("6 MB trong 10 MB mỗi ngày"));
    assert!(refused.text().contains("vào ngày mai"));
    // Ten in the morning; fourteen hours later it is another day in Vietnam.
    portal.advance(Duration::hours(14));
    let an = portal.signed_in(AN).await;
    assert_eq!(send(&an, &page, &[("a.pdf", &again)]).await.status, 303);
    portal.night().await;
    assert_eq!(portal.count("select count(*) from uploads").await, 1);
}

#[tokio::test]
async fn a_document_sent_twice_is_there_once_and_the_eleventh_is_refused() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    let file = [("a.pdf", PDF)];
    let (first, second) = tokio::join!(send(&an, &page, &file), send(&an, &page, &file));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(documents(&an, number).await.items.len(), 1);
    for copy in 1..10 {
        let content = format!("%PDF-1.7 {copy}");
        let added = send(&an, &page, &[("b.pdf", content.as_bytes())]).await;
        assert_eq!(added.status, 303, "{copy}");
    }
    let eleventh = send(&an, &page, &[("c.pdf", b"%PDF-1.7 eleventh")]).await;
    assert_eq!(eleventh.status, 422);
    assert!(eleventh.text().contains("tối đa 10 tài liệu"));
    assert_eq!(documents(&an, number).await.items.len(), 10);
}

#[tokio::test]
async fn a_document_taken_away_is_gone_and_one_that_was_sent_stays() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    for content in [PDF, b"%PDF-2.0"] {
        send(&an, &page, &[("a.pdf", content)]).await;
    }
    let ids: Vec<_> = documents(&an, number)
        .await
        .items
        .iter()
        .map(|item| item.id)
        .collect();
    for _ in 0..2 {
        let path = AttachmentPath { number, id: ids[0] };
        let left = an
            .call::<RemoveAttachment>(path, Empty {})
            .await
            .expect("the rest");
        assert_eq!(left.items.len(), 1);
    }
    portal.run_jobs().await;
    let file = |id| {
        portal
            .app
            .config
            .data_dir
            .join(format!("files/attachments/{id}"))
    };
    assert!(!file(ids[0]).exists());
    assert!(file(ids[1]).exists());

    let path = DossierPath { number };
    an.send_dossier(path, one_copy()).await.expect("sent");
    let path = AttachmentPath { number, id: ids[1] };
    let refused = an
        .call::<RemoveAttachment>(path, Empty {})
        .await
        .expect_err("sent");
    assert_eq!(refused.code, ProblemCode::Conflict);
    let late = send(&an, &page, &[("late.pdf", b"%PDF-1.4")]).await;
    assert_eq!(late.status, 409);
    assert!(portal.execute("delete from attachments").await.is_err());
    assert_eq!(documents(&an, number).await.items.len(), 1);
}

#[tokio::test]
async fn what_a_phone_shares_waits_a_day_for_its_owner_to_choose_a_dossier() {
    let portal = Portal::start().await;
    let shared = "/chia-se-tai-lieu";
    let nobody = portal.browser();
    assert_eq!(send(&nobody, shared, &[("a.pdf", PDF)]).await.status, 303);
    assert_eq!(portal.count("select count(*) from attachments").await, 0);
    assert!(nobody.get(shared).await.text().contains("rồi chia sẻ lại"));

    let an = portal.signed_in(AN).await;
    for _ in 0..2 {
        let answer = send(&an, shared, &[("a.pdf", PDF)]).await;
        assert_eq!((answer.status, answer.header("location")), (303, shared));
    }
    let waiting = an
        .call::<ListSharedDocuments>((), Empty {})
        .await
        .expect("what waits");
    assert_eq!((waiting.items.len(), waiting.drafts.len()), (1, 0));
    let number = draft(&an).await;
    assert!(
        an.get(shared)
            .await
            .text()
            .contains(&format!("hồ sơ {number}"))
    );
    let path = DossierPath { number };
    let attached = an
        .call::<AttachSharedDocuments>(path, Empty {})
        .await
        .expect("attached");
    assert_eq!(attached.items.len(), 1);

    send(&an, shared, &[("b.pdf", b"%PDF-2.0")]).await;
    portal.advance(Duration::hours(24));
    server::attachments::sweep(&portal.app.db, portal.now())
        .await
        .expect("swept");
    assert_eq!(portal.count("select count(*) from attachments").await, 1);
}

#[tokio::test]
async fn another_site_shares_nothing_into_an_account() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let request = an
        .request(Method::POST, "/chia-se-tai-lieu")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "multipart/form-data; boundary=x")
        .body("--x--\r\n");
    assert_eq!(
        an.send(request).await.problem().code,
        ProblemCode::CrossSite
    );
}

/// As an iPhone makes them; by libheif's encoder.
const PHOTO: &[u8] = include_bytes!("photo.heic");

#[tokio::test]
async fn officers_get_a_dossiers_documents_and_an_iphones_picture_as_jpeg() {
    let missing = server::attachments::heic::missing_programs();
    assert!(
        missing.is_empty(),
        "{missing:?}: apt-get install libheif-examples"
    );
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    // The size of a picture, and nothing that could be decoded.
    let media = PHOTO.windows(4).position(|name| name == b"mdat");
    let mut broken = PHOTO.to_vec();
    broken[media.expect("its media") + 4..].fill(0);
    let files = [
        ("Giấy khai sinh.pdf", PDF),
        ("IMG_0001.HEIC", PHOTO),
        ("hỏng.heic", &broken),
    ];
    let sent = send(&an, &page, &files).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let documents = documents(&an, number).await.items;
    let at_desk = |id: uuid::Uuid| format!("/api/v1/desk/dossiers/{number}/attachments/{id}");
    let chau = portal.signed_in(CHAU).await;
    let early = chau.get(&at_desk(documents[0].id)).await.problem();
    assert_eq!(early.status, 404, "a draft is nobody else's business");

    let path = DossierPath { number };
    an.send_dossier(path, one_copy()).await.expect("sent");
    let opened = chau.call::<GetDeskDossier>(path, Empty {}).await;
    assert_eq!(opened.expect("the dossier").documents, documents);
    let shown = chau.get(&format!("/can-bo/ho-so/{number}")).await;
    let shown = shown.text();
    for document in &documents {
        assert!(shown.contains(&format!("href=\"{}\"", at_desk(document.id))));
        assert!(shown.contains(&document.name), "{shown}");
    }
    let [pdf, photo, broken_photo] = &documents[..] else {
        panic!("{documents:?}");
    };
    let file = chau.get(&at_desk(pdf.id)).await;
    assert_eq!((file.status, &*file.body), (200, PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    let file = chau.get(&at_desk(photo.id)).await;
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert!(file.body.starts_with(b"\xff\xd8\xff"));
    assert_eq!(file.header("content-length"), file.body.len().to_string());
    let disposition = file.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"IMG_0001.jpg\""),
        "{disposition}"
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    let file = chau.get(&at_desk(broken_photo.id)).await;
    assert_eq!(
        (file.status, &*file.body),
        (200, &*broken),
        "what cannot be decoded is given as it is"
    );
    assert_eq!(file.header("content-type"), "image/heic");
    let own = format!("/api/v1/dossiers/{number}/attachments/{}", photo.id);
    assert_eq!(&*an.get(&own).await.body, PHOTO, "its owner's is as it was");

    let logged = "select count(*) from audit_log l
         join accounts a on a.id = l.account_id join accounts o on o.id = l.actor_id
         where l.event = 'document_opened' and a.login_name = '072090000017' and o.login_name = '072190000033'
           and l.object_kind = 'dossier'";
    assert_eq!(portal.count(logged).await, 3);

    for (who, status) in [
        (portal.browser(), 401),
        (an, 403),
        (portal.signed_in(BINH).await, 403),
        (portal.signed_in(DUNG).await, 403),
    ] {
        let refused = who.get(&at_desk(photo.id)).await.problem();
        assert_eq!(refused.status, status);
    }
    let unknown = chau.get(&at_desk(uuid::Uuid::new_v4())).await.problem();
    assert_eq!(unknown.status, 404);
    portal
        .execute("update dossiers set unit_code = (select min(code) from units where code <> '72-so-tu-phap')")
        .await
        .expect("it belongs to another unit");
    assert_eq!(chau.get(&at_desk(photo.id)).await.problem().status, 404);
    assert_eq!(
        portal.count(logged).await,
        3,
        "what is refused is not opened"
    );
}

#[tokio::test]
async fn a_pdf_is_taken_with_what_a_scanner_writes_before_it() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = format!("/ho-so/{number}");
    let scanned = [&b"\xef\xbb\xbf\r\n@PJL\r\n"[..], PDF].concat();
    let sent = send(&an, &page, &[("quét.pdf", &scanned)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let items = documents(&an, number).await.items;
    assert_eq!(items[0].name, "quét.pdf");
    let late = [&[b' '; 1_025][..], PDF].concat();
    assert_eq!(send(&an, &page, &[("quét.pdf", &late)]).await.status, 422);
}

#[tokio::test]
async fn the_field_for_files_asks_telephones_for_jpeg() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = draft(&an).await;
    let page = an.get(&format!("/ho-so/{number}")).await;
    let html = page.text();
    assert!(
        html.contains("accept=\"image/jpeg,image/png,image/webp,application/pdf\""),
        "{html}"
    );
}
