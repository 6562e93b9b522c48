//! While the database is away, everybody is told to come again, and providers that they are to repeat.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy};
use app::api::ProblemCode;
use domain::payment::Outcome;

#[tokio::test]
async fn without_the_database_everybody_is_told_to_come_again() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let events = format!("/api/v1/payment-results/{}/events", attempt.reference);
    portal.app.db.close().await;
    for path in [
        "/api/v1/catalogue",
        "/api/v1/dossiers",
        "/tai-khoan",
        "/thu-tuc?q=khai+sinh",
        &events,
        "/readyz",
    ] {
        let answer = an.get(path).await;
        assert_eq!(answer.status, 503, "{path}: {}", answer.text());
        assert!(!answer.header("retry-after").is_empty(), "{path}");
    }
    // Nobody has typed anything; and both halves of a page say it in one place.
    let page = portal.browser().get("/thu-tuc?q=khai+sinh").await;
    let page = page.text();
    assert_eq!(
        page.matches("Hệ thống đang gián đoạn.").count(),
        1,
        "{page}"
    );
    assert!(page.contains("Thử lại") && page.contains(r#"href="/thu-tuc?q=khai"#));
    assert!(!page.contains("vẫn còn"), "{page}");
    let problem = an.get("/api/v1/catalogue").await.problem();
    assert_eq!(problem.code, ProblemCode::Unavailable);
    assert_eq!(problem.reference, None, "nobody need call about it");
    assert!(problem.detail.is_some(), "what to do next");
    assert_eq!(an.get("/healthz").await.status, 200);
    let confirm = Confirm::paid(&attempt.reference, 200_000).signed(SECRET);
    let answer = portal.call_back(confirm).await;
    let answer: serde_json::Value = answer.json();
    assert_ne!(answer["MaLoi"], "00", "to be repeated: {answer}");
}

/// A connection that the database has cut is noticed, and the next request has another.
#[tokio::test]
async fn what_the_database_cuts_off_is_no_error_of_ours() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .execute(
            "create function cut_off() returns trigger language plpgsql security definer as \
             $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$",
        )
        .await
        .expect("a way to cut off");
    portal
        .execute("create trigger cut_off before insert on callbacks for each row execute function cut_off()")
        .await
        .expect("a trigger");
    let confirm = Confirm::paid(&attempt.reference, 200_000).signed(SECRET);
    let answer: serde_json::Value = portal.call_back(confirm.clone()).await.json();
    assert_ne!(answer["MaLoi"], "00", "to be repeated: {answer}");
    portal
        .execute("drop trigger cut_off on callbacks")
        .await
        .expect("the database is well again");
    let answer: serde_json::Value = portal.call_back(confirm).await.json();
    assert_eq!(answer["MaLoi"], "00", "{answer}");
    let path = format!("/api/v1/payment-results/{}", attempt.reference);
    let told: app::api::payments::PaymentResult = an.get(&path).await.json();
    assert_eq!(told.outcome, Outcome::Succeeded);
}
