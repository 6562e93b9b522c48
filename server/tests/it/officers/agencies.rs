//! Agencies' accounts wait for an administrator.

use super::city_administrator;
use crate::support::{Client, HUNG, Portal};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::{SignInInput, StartSignIn},
    agencies::{ApproveAgency, GetWaitingAgency, ListWaitingAgencies, RefuseAgency},
    finance::{IdPath, Rejection},
    paging::PageQuery,
};
use server::account::demonstration::PASSWORD;
use uuid::Uuid;

pub const ADDRESS: &str = "sotuphap@tayninh.gov.vn";
const PHONE: &str = "0912345679";

/// An agency's account, registered and waiting; with the password of the demonstration.
pub async fn waiting(portal: &Portal) -> Uuid {
    portal
        .execute(
            "insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, email, assurance,
                 created_at, legal_name, unit_code, state, password_hash)
             select gen_random_uuid(), 'agency', 'sotuphap@tayninh.gov.vn', '072085001234', 'Lê Thị Hồng Ánh', '1985-09-05',
                 '0912345679', 'sotuphap@tayninh.gov.vn', 2, now(), 'Sở Tư pháp', '72-so-tu-phap', 'waiting', password_hash
             from accounts where login_name = '072090000017'",
        )
        .await
        .expect("an agency's account");
    portal
        .one("select id from accounts where login_name = $1", ADDRESS)
        .await
}

pub async fn approve(who: &Client, id: Uuid) -> Result<Empty, Problem> {
    who.call::<ApproveAgency>(IdPath { id }, Empty {}).await
}

pub async fn refuse(who: &Client, id: Uuid, reason: &str) -> Result<Empty, Problem> {
    let reason = reason.to_owned();
    who.call::<RefuseAgency>(IdPath { id }, Rejection { reason })
        .await
}

async fn sign_in(portal: &Portal) -> u16 {
    let browser = portal.browser();
    let (captcha_id, captcha) = browser.captcha().await;
    let credentials = SignInInput {
        identity_number: ADDRESS.to_owned(),
        password: PASSWORD.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.answer::<StartSignIn>((), credentials).await.status
}

#[tokio::test]
async fn an_approved_agency_is_told_and_can_sign_in() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let id = waiting(&portal).await;
    assert_eq!(sign_in(&portal).await, 403);
    let list = hung
        .call::<ListWaitingAgencies>((), PageQuery::default())
        .await
        .expect("a list");
    assert_eq!(list.paging.total, 1);
    let agency = &list.items[0];
    assert_eq!(
        (agency.unit_name.as_str(), agency.email.as_str()),
        ("Sở Tư pháp", ADDRESS)
    );
    assert_eq!(agency.masked_identity_number, "072xxxxxx234");
    let page = hung.get(&format!("/can-bo/quan-tri/co-quan/{id}")).await;
    assert!(page.text().contains(PHONE), "who is asked before");

    approve(&hung, id).await.expect("approved");
    let texts = portal.texts_to(PHONE).await;
    assert!(texts[0].contains("da duoc duyet"), "{texts:?}");
    assert_eq!(sign_in(&portal).await, 200);
    for decided in [approve(&hung, id).await, refuse(&hung, id, "muộn").await] {
        assert_eq!(decided.expect_err("decided").code, ProblemCode::Conflict);
    }
    let list = hung
        .call::<ListWaitingAgencies>((), PageQuery::default())
        .await
        .expect("a list");
    assert_eq!(list.paging.total, 0);
    assert_eq!(
        hung.get(&format!("/can-bo/quan-tri/co-quan/{id}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_refused_agency_is_told_why_and_stays_out() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let id = waiting(&portal).await;
    for reason in ["", " ", "\u{202e}\u{feff}"] {
        let problem = refuse(&hung, id, reason).await.expect_err("no reason");
        assert_eq!(problem.errors[0].field, "reason", "{reason:?}");
    }
    refuse(&hung, id, "Sở không đăng ký tài khoản này")
        .await
        .expect("refused");
    let texts = portal.texts_to(PHONE).await;
    assert!(
        texts[0].contains("So khong dang ky tai khoan nay"),
        "{texts:?}"
    );
    assert_eq!(sign_in(&portal).await, 403);
    let state: String = portal
        .one("select state from accounts where id = $1", id)
        .await;
    assert_eq!(state, "refused");
}

#[tokio::test]
async fn another_units_agency_and_what_is_none_are_not_found() {
    let portal = Portal::start().await;
    let city = city_administrator(&portal).await;
    let agency = waiting(&portal).await;
    let citizen: Uuid = portal
        .one(
            "select id from accounts where login_name = $1",
            "072090000017",
        )
        .await;
    for id in [agency, citizen, Uuid::nil()] {
        let shown = city
            .call::<GetWaitingAgency>(IdPath { id }, Empty {})
            .await
            .map(drop);
        let answers = [
            shown,
            approve(&city, id).await.map(drop),
            refuse(&city, id, "x").await.map(drop),
        ];
        for answer in answers {
            assert_eq!(answer.expect_err("not theirs").code, ProblemCode::NotFound);
        }
    }
    let list = city
        .call::<ListWaitingAgencies>((), PageQuery::default())
        .await
        .expect("a list");
    assert_eq!(list.paging.total, 0);
}

#[tokio::test]
async fn two_decisions_at_once_make_one() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let id = waiting(&portal).await;
    let (approved, refused) = tokio::join!(approve(&hung, id), refuse(&hung, id, "x"));
    assert_ne!(approved.is_ok(), refused.is_ok());
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    let entries = "select count(*) from audit_log where event like 'agency%'";
    assert_eq!(portal.count(entries).await, 1);
}
