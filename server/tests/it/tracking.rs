//! Tracking without an account: who may know what, and how often one may guess.

use crate::support::{AN, Answer, BINH, Client, Filed, Portal, one_copy};
use app::{
    api::{
        Problem, ProblemCode,
        tracking::{GetTracking, TicketQuery, TrackDossier, Tracking, TrackingInput},
    },
    form_data::steering,
};
use domain::{dossier::DossierState, payment::OrderState};
use time::Duration;

const CODE: &str = "000.20.31.H53-260316-0007";

fn question(reference: &str, phone_digits: &str) -> TrackingInput {
    TrackingInput {
        reference: reference.to_owned(),
        phone_digits: phone_digits.to_owned(),
    }
}

async fn track(browser: &Client, reference: &str, digits: &str) -> Result<Tracking, Problem> {
    browser
        .call::<TrackDossier>((), question(reference, digits))
        .await
}

async fn again(browser: &Client, ticket: &str) -> Result<Tracking, Problem> {
    let query = TicketQuery {
        ticket: ticket.to_owned(),
    };
    browser.call::<GetTracking>((), query).await
}

fn last_four(phone: &str) -> &str {
    &phone[phone.len() - 4..]
}

/// A dossier of An's, sent and not yet paid.
async fn filed(portal: &Portal) -> Filed {
    portal.signed_in(AN).await.file(one_copy()).await
}

#[tokio::test]
async fn whoever_knows_number_and_digits_sees_where_the_dossier_stands() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number;
    let nobody = portal.browser();
    let found = track(&nobody, &format!(" {number} "), last_four(AN.phone))
        .await
        .expect("the dossier");
    assert_eq!((found.number, found.state), (number, DossierState::Sent));
    let history: Vec<_> = found
        .history
        .iter()
        .map(|passed| (passed.state, passed.at.as_str()))
        .collect();
    assert_eq!(history, [(DossierState::Sent, "16/03/2026 10:00")]);
    let order = found.order.as_ref().expect("a fee");
    assert_eq!(
        (order.amount.as_i64(), order.state),
        (200_000, OrderState::Due)
    );

    portal
        .execute("update dossiers set code = '000.20.31.H53-260316-0007', state = 2")
        .await
        .expect("received");
    let by_code = track(&nobody, &CODE.to_lowercase(), last_four(AN.phone))
        .await
        .expect("the dossier");
    assert_eq!(by_code.code.as_deref(), Some(CODE));
    let now = again(&nobody, &found.ticket).await.expect("the same");
    assert_eq!(now.state, DossierState::Received, "as it stands now");
}

#[tokio::test]
async fn what_is_told_names_nobody() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    let browser = portal.browser();
    let answer = browser
        .answer::<TrackDossier>((), question(&number, last_four(AN.phone)))
        .await;
    let ticket = answer.json::<Tracking>().ticket;
    let page = browser.get(&format!("/tra-cuu?phieu={ticket}")).await;
    assert_eq!((answer.status, page.status), (200, 200));
    for text in [answer.text(), page.text()] {
        for personal in ["Nguyễn Văn An", AN.identity_number, AN.phone, "Thạnh Đức"] {
            assert!(!text.contains(personal), "{personal} in {text}");
        }
    }
}

#[tokio::test]
async fn a_wrong_number_and_wrong_digits_are_answered_byte_for_byte_the_same() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an.file(one_copy()).await.number.to_string();
    let draft = an
        .draft(one_copy(), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number
        .to_string();
    let browser = portal.browser();
    let ask = async |reference: &str, digits: &str| -> Answer {
        browser
            .answer::<TrackDossier>((), question(reference, digits))
            .await
    };
    let wrong_digits = ask(&number, last_four(BINH.phone)).await;
    assert_eq!(wrong_digits.problem().status, 404);
    for (reference, digits) in [
        ("1", last_four(AN.phone)),
        (CODE, last_four(AN.phone)),
        // Nobody tracks what was not sent.
        (&draft, last_four(AN.phone)),
    ] {
        let unknown = ask(reference, digits).await;
        assert_eq!(unknown.status, wrong_digits.status, "{reference}");
        assert_eq!(unknown.body, wrong_digits.body, "{reference}");
    }
    assert_eq!(
        portal.count("select count(*) from tracking_tickets").await,
        0
    );
}

#[tokio::test]
async fn guessing_digits_is_slowed_down_alike_for_what_there_is_and_what_there_is_not() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    portal
        .execute("update dossiers set code = '000.20.31.H53-260316-0007', state = 2")
        .await
        .expect("received");
    let guess = async |reference: &str, try_number: u32| {
        // From everywhere: not the address is what is counted.
        let browser = portal.browser_at(&format!("198.51.100.{try_number}"));
        track(&browser, reference, "0000").await.expect_err("wrong")
    };
    for reference in [number.as_str(), "999999"] {
        for try_number in 0..5 {
            assert_eq!(
                guess(reference, try_number).await.status,
                404,
                "{reference}"
            );
        }
        let refused = guess(reference, 5).await;
        assert_eq!(
            (refused.status, refused.code, refused.retry_after_s),
            (429, ProblemCode::TooManyRequests, Some(720)),
            "{reference}"
        );
    }
    // The code is another name of the same dossier.
    assert_eq!(guess(CODE, 6).await.status, 429);

    let owner = portal.browser();
    let digits = last_four(AN.phone);
    let refused = track(&owner, &number, digits).await.expect_err("for now");
    assert_eq!(refused.status, 429);
    assert!(refused.detail.expect("a way out").contains("đăng nhập"));
    portal.advance(Duration::minutes(12));
    track(&owner, &number, digits).await.expect("not for good");
}

#[tokio::test]
async fn whoever_knows_the_digits_may_look_as_often_as_the_address_allows() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    let owner = portal.browser();
    for _ in 0..30 {
        track(&owner, &number, last_four(AN.phone))
            .await
            .expect("right digits cost nothing");
    }
    let refused = track(&owner, &number, last_four(AN.phone))
        .await
        .expect_err("the 31st");
    assert_eq!(refused.status, 429);
    let elsewhere = portal.browser_at("198.51.100.1");
    track(&elsewhere, &number, last_four(AN.phone))
        .await
        .expect("another address");
    portal.advance(Duration::minutes(10));
    track(&owner, &number, last_four(AN.phone))
        .await
        .expect("ten minutes later");
}

#[tokio::test]
async fn many_wrong_digits_at_once_are_not_more_than_five() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    let browser = portal.browser();
    let guess = || track(&browser, &number, "0000");
    let (a, b, c, d, e, f, g, h) = tokio::join!(
        guess(),
        guess(),
        guess(),
        guess(),
        guess(),
        guess(),
        guess(),
        guess()
    );
    let answered = [a, b, c, d, e, f, g, h]
        .into_iter()
        .filter(|answer| answer.as_ref().is_err_and(|problem| problem.status == 404))
        .count();
    assert_eq!(answered, 5);
}

#[tokio::test]
async fn a_ticket_is_good_for_an_hour_and_is_then_forgotten() {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    let browser = portal.browser();
    let ticket = track(&browser, &number, last_four(AN.phone))
        .await
        .expect("the dossier")
        .ticket;
    portal.advance(Duration::minutes(59));
    again(&browser, &ticket).await.expect("still good");
    for unknown in ["", "0", &ticket.to_uppercase()] {
        let problem = again(&browser, unknown).await.expect_err(unknown);
        assert_eq!(problem.status, 404);
    }
    portal.advance(Duration::minutes(1));
    let problem = again(&browser, &ticket).await.expect_err("an hour");
    assert_eq!(problem.status, 404);
    let page = browser.get(&format!("/tra-cuu?phieu={ticket}")).await;
    assert!(page.text().contains("chỉ giữ trong một giờ"));
    server::tracking::sweep(&portal.app.db, portal.now())
        .await
        .expect("swept");
    assert_eq!(
        portal.count("select count(*) from tracking_tickets").await,
        0
    );
}

#[tokio::test]
async fn the_form_works_without_scripts_in_the_portal_and_in_a_frame_and_no_address_holds_the_digits()
 {
    let portal = Portal::start().await;
    let number = filed(&portal).await.number.to_string();
    let browser = portal.browser();
    let fields = [
        (steering::ACTION, "/api/v1/trackings"),
        ("reference", number.as_str()),
        ("phone_digits", last_four(AN.phone)),
    ];
    for page in ["/tra-cuu", "/embed/tra-cuu"] {
        let question = browser.get(page).await;
        assert_eq!(question.status, 200);
        assert!(question.text().contains(r#"<form method="post""#));
        let answer = browser.post_form(page, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let next = answer.header("location").to_owned();
        assert!(next.starts_with(&format!("{page}?phieu=")), "{next}");
        let shown = browser.get(&next).await;
        assert!(
            shown.text().contains("Đã gửi, chờ tiếp nhận"),
            "{}",
            shown.text()
        );
    }
    let wrong = [fields[0], fields[1], ("phone_digits", "0000")];
    let refused = browser.post_form("/tra-cuu", &wrong).await;
    assert_eq!(refused.status, 404);
    assert!(
        refused
            .text()
            .contains("Không tìm thấy hồ sơ với thông tin này.")
    );
    assert!(refused.text().contains(&format!(r#"value="{number}""#)));
    let incomplete = browser.post_form("/tra-cuu", &wrong[..1]).await;
    assert_eq!(incomplete.status, 422);
}

#[tokio::test]
async fn an_english_page_refuses_in_english() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let fields = [
        (steering::ACTION, "/api/v1/trackings"),
        ("reference", "1"),
        ("phone_digits", "0000"),
    ];
    let refused = browser.post_form("/tra-cuu?lang=en", &fields).await;
    assert_eq!(refused.status, 404);
    assert!(
        refused
            .text()
            .contains("We cannot find an application with these details."),
        "{}",
        refused.text()
    );
}
