//! Paying by dossier code: what the national platform is told.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy};
use domain::payment::OrderState;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::Duration;

fn inquiry(dossier: &str, secret: &str) -> String {
    let signed = format!("{dossier}|DVCQG_TAYNINH|20260316100000|{secret}");
    json!({
        "MaHoSo": dossier,
        "MaDoiTac": "DVCQG_TAYNINH",
        "ThoiGianGD": "20260316100000",
        "MaXacThuc": hex::encode(Sha256::digest(signed)),
    })
    .to_string()
}

impl Portal {
    pub async fn look_up(&self, dossier: &str) -> Value {
        let answer = self
            .call_back_at(
                "/callbacks/national-platform/lookup",
                inquiry(dossier, SECRET),
            )
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

#[tokio::test]
async fn a_fee_is_found_by_dossier_code_and_paid_at_the_platform() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let number = filed.number.to_string();
    let bill = portal.look_up(&number).await;
    assert_eq!(bill["error_code"], 1);
    assert_eq!(bill["SoTien"], "200000");
    let reference = bill["MaThamChieu"]
        .as_str()
        .expect("a reference")
        .to_owned();
    assert_eq!(
        portal.look_up(&number).await["MaThamChieu"],
        reference.as_str(),
        "asking again makes no second attempt"
    );
    portal
        .call_back(Confirm::paid(&reference, 200_000).signed(SECRET))
        .await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    assert_eq!(portal.look_up(&number).await["error_code"], 0);
    assert_eq!(portal.look_up("999999999").await["error_code"], -1);
}

#[tokio::test]
async fn whoever_cannot_sign_is_told_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    for body in [
        inquiry(&filed.number.to_string(), "guessed"),
        "{}".to_owned(),
        String::new(),
    ] {
        let answer = portal
            .call_back_at("/callbacks/national-platform/lookup", body)
            .await;
        assert_eq!((answer.status, answer.text().len()), (403, 0));
    }
    let spent = "select count(*) from rate_limits where key like 'bill-lookup:%'";
    assert_eq!(portal.count(spent).await, 0, "the platform’s inquiries");
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
}

#[tokio::test]
async fn an_attempt_begun_here_is_asked_about_before_the_platform_takes_over() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    an.choose(filed.order.id).await.expect("an attempt");
    let bill = portal.look_up(&filed.number.to_string()).await;
    assert_eq!(bill["error_code"], 1);
    assert_eq!(portal.wire.said("query").len(), 1);
    assert_eq!(
        portal
            .count("select count(*) from payment_attempts where live")
            .await,
        1
    );
}

#[tokio::test]
async fn an_inquiry_that_somebody_kept_tells_nothing_later() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an.file(one_copy()).await.number.to_string();
    let kept = inquiry(&number, SECRET);
    portal.advance(Duration::minutes(20));
    let answer = portal
        .call_back_at("/callbacks/national-platform/lookup", kept)
        .await;
    assert_eq!((answer.status, answer.text().len()), (403, 0));
}
