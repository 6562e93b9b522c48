//! CONFIRM messages: true, repeated, forged and broken ones.

use crate::support::{AN, Answer, Client, Confirm, GOOD_CARD, Portal, SECRET, one_copy};
use app::api::payments::PaymentOrder;
use domain::payment::{OrderState, Outcome};
use sha2::{Digest, Sha256};

/// An order of 200,000 đ with a live attempt.
async fn under_way(portal: &Portal) -> (Client, PaymentOrder, String) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    (an, filed.order, attempt.reference)
}

/// `MaLoi` of an acknowledgement, which is always in the platform's format.
fn code(answer: &Answer) -> String {
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json")
    );
    let acknowledgement: serde_json::Value = answer.json();
    assert!(acknowledgement["MoTaLoi"].is_string(), "{acknowledgement}");
    acknowledgement["MaLoi"]
        .as_str()
        .expect("a code")
        .to_owned()
}

#[tokio::test]
async fn a_repeated_or_late_confirm_is_acknowledged_and_settles_once() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    portal.fault("callback", "duplicate", 1).await;
    let page = an
        .order_of(order.dossier_number)
        .await
        .latest_attempt
        .and_then(|attempt| attempt.redirect_url);
    portal.pay(&page.expect("the bank's page"), GOOD_CARD).await;
    let deliveries = portal.deliveries(&reference, 2).await;
    assert!(
        deliveries.iter().all(|delivery| delivery["code"] == "00"),
        "{deliveries:?}"
    );

    let original: Vec<u8> = portal
        .one(
            "select body from callbacks where provider = $1 order by id limit 1",
            "national-platform",
        )
        .await;
    for _ in 0..3 {
        portal.advance(time::Duration::days(1));
        assert_eq!(code(&portal.call_back(original.clone()).await), "00");
    }
    let an = portal.signed_in(AN).await;
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
    let kept = "select count(*) from callbacks where repeats = 4";
    assert_eq!(portal.count(kept).await, 1, "one that was repeated");
}

#[tokio::test]
async fn the_same_confirm_many_times_at_once_settles_once() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    let answers =
        futures::future::join_all((0..8).map(|_| portal.call_back(message.clone()))).await;
    assert!(answers.iter().all(|answer| code(answer) == "00"));
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn what_is_forged_or_broken_is_refused_kept_and_settles_nothing() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let good = Confirm::paid(&reference, 200_000);
    let unsigned = good.signed(SECRET).replace("MaXacThuc", "KhongXacThuc");
    let twice = good.signed(SECRET).replacen('{', r#"{"MaLoi":"24","#, 1);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("another secret", good.signed("guessed").into()),
        ("an empty secret", good.signed("").into()),
        ("no digest", unsigned.into()),
        (
            "an amount changed after signing",
            good.signed(SECRET).replace("200000", "200001").into(),
        ),
        (
            "an unknown reference",
            Confirm::paid(&"0".repeat(32), 200_000)
                .signed(SECRET)
                .into(),
        ),
        (
            "no reference",
            good.clone().with("MaThamChieu", "").signed(SECRET).into(),
        ),
        (
            "another partner",
            good.clone()
                .with("MaDoiTac", "SOMEBODY")
                .signed(SECRET)
                .into(),
        ),
        (
            "another currency",
            good.clone().with("MaTienTe", "USD").signed(SECRET).into(),
        ),
        (
            "another message",
            good.clone()
                .with("LoaiBanTin", "QUERY")
                .signed(SECRET)
                .into(),
        ),
        (
            "an amount that is none",
            good.clone().with("SoTien", "200.000").signed(SECRET).into(),
        ),
        (
            "a negative amount",
            good.clone().with("SoTien", "-200000").signed(SECRET).into(),
        ),
        (
            "an amount beyond 64 bits",
            good.clone()
                .with("SoTien", &"9".repeat(30))
                .signed(SECRET)
                .into(),
        ),
        ("a name given twice", twice.into()),
        ("nothing", Vec::new()),
        ("no JSON", b"MaLoi=00".to_vec()),
        ("bytes that are no text", vec![0xff, 0x00, 0xfe]),
        ("an array", b"[]".to_vec()),
        ("deep nesting", b"[".repeat(20_000)),
    ];
    for (number, (what, body)) in cases.into_iter().enumerate() {
        let answer = portal.call_back(body.clone()).await;
        assert_eq!(code(&answer), "99", "{what}");
        assert!(!answer.text().contains(SECRET));
        let kept: Vec<u8> = portal
            .one(
                "select body from callbacks order by id offset $1 limit 1",
                i64::try_from(number).expect("few"),
            )
            .await;
        assert_eq!(kept, body[..body.len().min(2048)], "{what}");
    }
    let order = an.order_of(order.dossier_number).await;
    assert_eq!(order.state, OrderState::InProgress);
    portal.assert_untouched(&order).await;
}

#[tokio::test]
async fn a_message_too_large_to_be_one_or_for_another_provider_is_turned_away() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let huge = Confirm::paid(&reference, 200_000)
        .with("MoTaLoi", &"a".repeat(70_000))
        .signed(SECRET);
    assert_eq!(portal.call_back(huge).await.status, 413);

    let good = Confirm::paid(&reference, 200_000).signed(SECRET);
    for path in [
        "/callbacks/paypal",
        "/callbacks/national-platform/x",
        "/callbacks/",
        "/callbacks/%00",
    ] {
        assert_eq!(
            portal.call_back_at(path, good.clone()).await.status,
            404,
            "{path}"
        );
    }
    let order = an.order_of(order.dossier_number).await;
    assert_eq!(order.state, OrderState::InProgress);
    portal.assert_untouched(&order).await;
}

#[tokio::test]
async fn a_flood_of_forgeries_fills_no_disk_and_the_true_message_gets_through() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let forged = Confirm::paid(&reference, 200_000).signed("guessed");
    for _ in 0..310 {
        assert_eq!(code(&portal.call_back(forged.clone()).await), "99");
    }
    assert_eq!(portal.count("select count(*) from callbacks").await, 1);
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    assert_eq!(code(&portal.call_back(message).await), "00");
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn a_wrong_amount_waits_for_a_person_and_cannot_be_paid_again() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    portal.fault("callback", "wrong_amount", 1).await;
    let page = an
        .order_of(order.dossier_number)
        .await
        .latest_attempt
        .and_then(|attempt| attempt.redirect_url);
    portal.pay(&page.expect("the bank's page"), GOOD_CARD).await;
    let deliveries = portal.deliveries(&reference, 1).await;
    assert_eq!(deliveries[0]["code"], "99", "{deliveries:?}");

    let held = an.order_of(order.dossier_number).await;
    assert_eq!((held.state, held.receipt), (OrderState::NeedsReview, None));
    let told = an.result_of(&reference).await.expect("the result");
    assert_eq!(told.outcome, Outcome::Waiting);
    let problem = an
        .choose(order.id)
        .await
        .expect_err("it must not be paid again");
    assert_eq!(problem.status, 409);
    // What the provider says it holds is owed to the citizen until a person has looked.
    assert_eq!(portal.sum_of_the_books().await, 0);
    assert_eq!(
        portal.balance(format!("citizens:{}", order.id)).await,
        -201_000
    );
    assert_eq!(portal.receipts_of(order.id).await, 0);
}

#[tokio::test]
async fn a_wrong_amount_that_is_put_right_leaves_no_money_behind() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    for wrong in [1_000, 201_000] {
        let message = Confirm::paid(&reference, wrong).signed(SECRET);
        assert_eq!(code(&portal.call_back(message).await), "99");
        let held = portal.balance(format!("citizens:{}", order.id)).await;
        assert_eq!(
            held, -wrong,
            "the larger amount is believed of one transaction"
        );
    }
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    assert_eq!(code(&portal.call_back(message).await), "00");
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn a_second_charge_on_one_attempt_is_a_surplus_to_be_given_back() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    for transaction in ["GD1", "GD2", "GD1", "GD2"] {
        let message = Confirm::paid(&reference, 200_000)
            .with("MaGiaoDich", transaction)
            .signed(SECRET);
        assert_eq!(code(&portal.call_back(message).await), "00");
    }
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 200_000)
        .await;
}

#[tokio::test]
async fn a_failure_that_comes_after_the_money_takes_nothing_away() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    for message in [
        Confirm::paid(&reference, 200_000),
        Confirm::failed(&reference, 200_000, "01"),
        Confirm::failed(&reference, 200_000, "24"),
        Confirm::failed(&reference, 200_000, "99"),
    ] {
        assert_eq!(code(&portal.call_back(message.signed(SECRET)).await), "00");
    }
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn the_secret_before_the_last_change_is_still_believed() {
    let portal = Portal::with(&[("NATIONAL_PLATFORM_PREVIOUS_SECRET", "the one before")]).await;
    let (an, order, reference) = under_way(&portal).await;
    let message = Confirm::paid(&reference, 200_000).signed("the one before");
    assert_eq!(code(&portal.call_back(message).await), "00");
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn a_confirm_that_we_cannot_take_in_is_asked_for_again() {
    let portal = Portal::start().await;
    let (_, order, reference) = under_way(&portal).await;
    portal
        .execute("alter table ledger_entries rename to ledger_entries_away")
        .await
        .expect("the books are out of reach");
    let message = Confirm::paid(&reference, 200_000).signed(SECRET);
    let answer = portal.call_back(message.clone()).await;
    assert_eq!(code(&answer), "99");
    assert!(!answer.text().contains("ledger"));
    portal
        .execute("alter table ledger_entries_away rename to ledger_entries")
        .await
        .expect("the books are back");
    assert_eq!(portal.receipts_of(order.id).await, 0, "all or nothing");
    assert_eq!(code(&portal.call_back(message).await), "00");
    let an = portal.signed_in(AN).await;
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
}

#[tokio::test]
async fn what_tells_of_the_payer_s_card_is_never_stored_and_the_digest_says_what_came() {
    let portal = Portal::start().await;
    let (an, order, reference) = under_way(&portal).await;
    let message = Confirm::paid(&reference, 200_000)
        .with("SoThe", "970436*********8018")
        .with("TenThe", "NGUYEN VAN AN")
        .with("ThangThe", "07")
        .with("NamThe", "2015")
        .with("Token", "tok-4711");
    let forged = message.signed("guessed");
    let unread = message.signed(SECRET).replacen('{', r#"{"MaLoi":"24","#, 1);
    let message = message.signed(SECRET);
    for (body, expected) in [(&forged, "99"), (&unread, "99"), (&message, "00")] {
        assert_eq!(code(&portal.call_back(body.clone()).await), expected);
        let kept: Vec<u8> = portal
            .one(
                "select body from callbacks where digest = $1",
                Sha256::digest(body).to_vec(),
            )
            .await;
        let kept = String::from_utf8(kept).expect("text");
        assert!(kept.contains(r#""SoThe":"""#), "{kept}");
        assert!(kept.contains(&reference), "{kept}");
    }
    portal
        .assert_settled(&an.order_of(order.dossier_number).await, 0)
        .await;
    for kept in ["callbacks", "payment_events"] {
        for of_card in ["970436", "NGUYEN VAN AN", "tok-4711"] {
            let rows: &'static str = match kept {
                "callbacks" => {
                    "select count(*) from callbacks where position($1::bytea in body) > 0"
                }
                _ => "select count(*) from payment_events where position($1::bytea in raw) > 0",
            };
            let rows: i64 = portal.one(rows, of_card.as_bytes().to_vec()).await;
            assert_eq!(rows, 0, "{of_card} in {kept}");
        }
    }
}
