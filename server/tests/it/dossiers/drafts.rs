//! What is typed is kept, by whom it was typed, and not without end.

use super::purpose;
use crate::support::{AN, BINH, CRIMINAL_RECORD, Client, GOOD_CARD, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    dossiers::{
        CreateDossier, DossierPath, GetDossier, ListDossiers, NewDossier, RemoveDraft, SaveDossier,
    },
    paging::PageQuery,
    payments::GetPaymentOrder,
};
use domain::dossier::DossierState;
use http::Method;
use uuid::Uuid;

#[tokio::test]
async fn a_draft_keeps_everything_that_was_typed_and_can_be_seen() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let longest = "ạ".repeat(666) + "ab";
    assert_eq!(longest.len(), 2_000);
    for typed in [
        "",
        "  đầu và cuối  ",
        "🙂👩‍👩‍👧‍👦",
        "\u{202e}ngược\u{202c} מימין",
        "Ngu\u{303}ye\u{302}\u{303}n",
        "dòng một\r\ndòng hai\ttab",
        "<script>alert('1')</script>\"&amp;",
        "'; drop table dossiers; --",
        &longest,
    ] {
        let number = an
            .draft(purpose(typed), &Uuid::new_v4().to_string())
            .await
            .expect("a draft")
            .summary
            .number;
        let kept = an
            .call::<GetDossier>(DossierPath { number }, Empty {})
            .await
            .expect("the draft");
        let seen = purpose(&domain::typed::visible(typed)).form;
        assert_eq!(kept.form, seen, "{typed:?}");
        assert_eq!(kept.summary.state, DossierState::Draft);

        let mut changed = purpose(typed);
        changed.unit_code = "72-so-tu-phap".to_owned();
        let saved = an
            .call::<SaveDossier>(DossierPath { number }, changed)
            .await
            .expect("saved");
        assert_eq!(saved.form, seen);
        assert_eq!(saved.unit_code, "72-so-tu-phap");
    }
}

#[tokio::test]
async fn a_text_too_long_to_keep_is_named_and_the_draft_stays_as_it_was() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let too_long = purpose(&"a".repeat(2_001));
    let problem = an
        .draft(too_long.clone(), "0123456789")
        .await
        .expect_err("2,001 bytes");
    assert!(problem.message_for("form.purpose").is_some());
    assert_eq!(portal.count("select count(*) from dossiers").await, 0);

    let number = an
        .draft(purpose("ngắn"), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    for problem in [
        an.call::<SaveDossier>(DossierPath { number }, too_long.clone())
            .await,
        an.send_dossier(DossierPath { number }, too_long).await,
    ] {
        let problem = problem.expect_err("2,001 bytes");
        assert_eq!(problem.status, 422);
        assert!(problem.message_for("form.purpose").is_some());
    }
    let kept = an
        .call::<GetDossier>(DossierPath { number }, Empty {})
        .await
        .expect("the draft");
    assert_eq!(kept.form, purpose("ngắn").form);
}

#[tokio::test]
async fn what_no_database_can_keep_is_refused_and_never_an_error_of_ours() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let send = async |body: String| {
        let request = an
            .request(Method::POST, "/api/v1/dossiers")
            .header("content-type", "application/json")
            .header("idempotency-key", "0123456789")
            .body(body);
        an.send(request).await.problem()
    };
    let with_purpose = |purpose: &str| {
        format!(
            r#"{{"procedure_code":"{CRIMINAL_RECORD}","form":{{"kind":"criminal_record","purpose":"{purpose}"}}}}"#
        )
    };
    for body in [
        with_purpose(r"\u0000"),
        with_purpose(r"\ud800"),
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        r#"{"procedure_code":1}"#.to_owned(),
        format!(r#"{{"procedure_code":"{CRIMINAL_RECORD}","form":{{"kind":"tax_return"}}}}"#),
        "[".repeat(10_000),
    ] {
        let problem = send(body.clone()).await;
        assert_eq!(
            (problem.status, problem.code),
            (400, ProblemCode::Malformed),
            "{body}"
        );
    }
    let too_large = send(with_purpose(&"a".repeat(70_000))).await;
    assert_eq!(
        (too_large.status, too_large.code),
        (413, ProblemCode::TooLarge)
    );
    assert_eq!(portal.count("select count(*) from dossiers").await, 0);
}

#[tokio::test]
async fn a_double_tap_on_save_makes_one_draft_and_a_post_without_a_key_none() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let input = NewDossier {
        procedure_code: CRIMINAL_RECORD.to_owned(),
        unit_code: String::new(),
        form: purpose("").form,
    };
    let problem = an
        .call::<CreateDossier>((), input)
        .await
        .expect_err("no key");
    assert_eq!(
        (problem.status, problem.code),
        (400, ProblemCode::IdempotencyKeyMissing)
    );
    for key in ["short", &"k".repeat(101), "with space"] {
        let problem = an.draft(purpose(""), key).await.expect_err(key);
        assert_eq!(problem.code, ProblemCode::IdempotencyKeyMissing);
    }
    let key = "one-form-rendered-once";
    let (first, second) = tokio::join!(an.draft(purpose("x"), key), an.draft(purpose("x"), key));
    assert_eq!(first.expect("a draft"), second.expect("the same draft"));
    assert_eq!(portal.count("select count(*) from dossiers").await, 1);

    // Another citizen's key is another key.
    let binh = portal.signed_in(BINH).await;
    binh.draft(purpose("y"), key)
        .await
        .expect("a draft of her own");
    assert_eq!(portal.count("select count(*) from dossiers").await, 2);
}

#[tokio::test]
async fn drafts_cannot_be_made_without_end() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for number in 0..60 {
        let draft = an.draft(purpose(""), &format!("form-{number:04}")).await;
        let number = draft.expect("a draft").summary.number;
        an.call::<RemoveDraft>(DossierPath { number }, Empty {})
            .await
            .expect("deleted, which regains nothing");
    }
    let problem = an
        .draft(purpose(""), "form-0060")
        .await
        .expect_err("the 61st");
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    let binh = portal.signed_in(BINH).await;
    binh.draft(purpose(""), "form-0060")
        .await
        .expect("others draft as ever");
    assert_eq!(portal.count("select count(*) from dossiers").await, 1);
}

#[tokio::test]
async fn somebody_elses_dossier_is_not_there_at_all() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let receipt = an.order_of(filed.number).await.receipt.expect("a receipt");
    let draft = an
        .draft(purpose("kín"), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;

    let binh = portal.signed_in(BINH).await;
    let nobody = portal.browser();
    for number in [filed.number, draft, 1, i64::MAX] {
        let path = DossierPath { number };
        let statuses = async |browser: &Client| {
            [
                browser.call::<GetDossier>(path, Empty {}).await.map(drop),
                browser
                    .call::<SaveDossier>(path, purpose("của tôi"))
                    .await
                    .map(drop),
                browser.send_dossier(path, one_copy()).await.map(drop),
                browser
                    .call::<GetPaymentOrder>(path, Empty {})
                    .await
                    .map(drop),
            ]
            .map(|answer| answer.expect_err("not hers").status)
        };
        assert_eq!(statuses(&binh).await, [404; 4], "{number}");
        assert_eq!(statuses(&nobody).await, [401; 4], "{number}");
    }
    assert_eq!(
        binh.choose(filed.order.id)
            .await
            .expect_err("not hers")
            .status,
        404
    );
    assert_eq!(
        nobody
            .choose(filed.order.id)
            .await
            .expect_err("nobody's")
            .status,
        401
    );
    assert_eq!(
        binh.choose(Uuid::new_v4())
            .await
            .expect_err("no order")
            .status,
        404
    );
    let pdf = format!("/api/v1/receipts/{receipt}/pdf");
    assert_eq!(binh.get(&pdf).await.problem().status, 404);
    assert_eq!(nobody.get(&pdf).await.problem().status, 401);
    assert_eq!(an.get(&pdf).await.status, 200);

    let hers = binh
        .call::<ListDossiers>((), PageQuery::default())
        .await
        .expect("a list");
    assert!(hers.items.is_empty());
    let kept = an
        .call::<GetDossier>(DossierPath { number: draft }, Empty {})
        .await
        .expect("the draft");
    assert_eq!(kept.form, purpose("kín").form);
}

#[tokio::test]
async fn a_procedure_that_is_not_filed_here_takes_no_dossier() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let offline: String = portal
        .one(
            "select code from procedures where online_form is null and service_level >= $1 limit 1",
            3_i16,
        )
        .await;
    for (code, status) in [
        (offline.as_str(), 409),
        ("9.999999", 404),
        ("1.001193", 409),
    ] {
        let input = NewDossier {
            procedure_code: code.to_owned(),
            unit_code: String::new(),
            form: one_copy().form,
        };
        let problem = an
            .call_with_key::<CreateDossier>((), input, "0123456789")
            .await
            .expect_err(code);
        assert_eq!(problem.status, status, "{code}");
    }
}

#[tokio::test]
async fn fifty_drafts_may_be_open_and_one_that_is_deleted_makes_room() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let mut last = 0;
    for number in 0..50 {
        let key = format!("draft-number-{number}");
        let draft = an.draft(one_copy(), &key).await.expect("a draft");
        last = draft.summary.number;
    }
    let refused = an.draft(one_copy(), "draft-number-50").await;
    let refused = refused.expect_err("one too many");
    assert_eq!(refused.code, ProblemCode::Conflict);
    assert!(refused.detail.expect("what to do").contains("xóa bớt"));
    let repeated = an.draft(one_copy(), "draft-number-49").await;
    assert_eq!(repeated.expect("the same").summary.number, last);

    let path = DossierPath { number: last };
    let stranger = portal.signed_in(BINH).await;
    let refused = stranger.call::<RemoveDraft>(path, Empty {}).await;
    assert_eq!(refused.expect_err("another’s").status, 404);
    an.call::<RemoveDraft>(path, Empty {}).await.expect("gone");
    let gone = an.call::<GetDossier>(path, Empty {}).await;
    assert_eq!(gone.expect_err("gone").status, 404);
    portal.advance(time::Duration::minutes(2));
    let draft = an.draft(one_copy(), "draft-number-50").await;
    draft.expect("there is room");
}

#[tokio::test]
async fn whoever_saves_or_sends_a_draft_that_was_deleted_meanwhile_is_told_so() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an.draft(one_copy(), "0123456789").await.expect("a draft");
    let number = number.summary.number;
    let path = DossierPath { number };
    an.call::<RemoveDraft>(path, Empty {}).await.expect("gone");
    for refused in [
        an.call::<SaveDossier>(path, one_copy()).await.map(drop),
        an.send_dossier(path, one_copy()).await.map(drop),
        an.call::<RemoveDraft>(path, Empty {}).await.map(drop),
    ] {
        let problem = refused.expect_err("gone");
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
        assert_eq!(problem.title, "Không còn bản nháp này.");
        let next = problem.detail.expect("what to do");
        assert!(next.starts_with("Sao chép nội dung cần giữ"), "{next}");
    }
    // The tab in which it was saved before.
    let page = format!("/ho-so/{number}?da-luu=1");
    let fields = [("form.kind", "criminal_record"), ("form.purpose", "x")];
    let answer = an.post::<SaveDossier>(&page, &path, &fields).await;
    assert_eq!(answer.status, 404);
    let text = answer.text();
    assert!(text.contains("Không còn bản nháp này."), "{text}");
    assert!(
        !text.contains("Đã lưu bản nháp") && !text.contains("Không tìm thấy"),
        "{text}"
    );
}

#[tokio::test]
async fn a_draft_is_deleted_with_its_documents_and_without_scripts_and_a_sent_dossier_stays() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an.draft(one_copy(), "0123456789").await.expect("a draft");
    let number = number.summary.number;
    let page = format!("/ho-so/{number}");
    let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\r\n--x--\r\n";
    let request = an
        .request(Method::POST, &page)
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body);
    assert_eq!(an.send(request).await.status, 303);
    assert_eq!(portal.count("select count(*) from attachments").await, 1);
    assert!(an.get(&page).await.text().contains("Xóa bản nháp"));
    let path = DossierPath { number };
    let answer = an.post::<RemoveDraft>(&page, &path, &[]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, format!("/tai-khoan?da-xoa={number}").as_str())
    );
    let account = an.get(answer.header("location")).await;
    let said = format!("Đã xóa bản nháp {number}.");
    assert!(account.text().contains(&said), "{}", account.text());
    let left = "select (select count(*) from attachments) + (select count(*) from dossiers)";
    assert_eq!(portal.count(left).await, 0);
    let swept = "select count(*) from jobs where work ->> 'kind' = 'sweep_file' and run_at <= $1";
    assert_eq!(portal.one::<i64, _>(swept, portal.now()).await, 1);

    let filed = an.file(one_copy()).await;
    let path = DossierPath {
        number: filed.number,
    };
    let refused = an.call::<RemoveDraft>(path, Empty {}).await;
    assert_eq!(refused.expect_err("sent").code, ProblemCode::Conflict);
}
