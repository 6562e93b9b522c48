//! What a receipt says of a payment: when, of what year, by whom.

use crate::support::{
    AN, COMPANY, Client, Confirm, GOOD_CARD, MORNING, Portal, SECRET, one_copy, words_of,
};
use domain::calendar::compact_time;
use time::{Duration, OffsetDateTime, macros::datetime};

/// The paper of a dossier's receipt, as its owner reads it.
async fn paper(owner: &Client, dossier: i64) -> String {
    let receipt = owner.order_of(dossier).await.receipt.expect("a receipt");
    let pdf = owner.get(&format!("/api/v1/receipts/{receipt}/pdf")).await;
    assert_eq!(pdf.status, 200);
    words_of(&pdf.body)
}

#[tokio::test]
async fn a_receipt_says_when_the_provider_took_the_money_where_that_can_be() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    // Seconds after the payment was asked for. We learn of it after five minutes.
    for (told, believed) in [
        (0_i64, true),
        (180, true),
        (300, true),
        (-1, false),
        (301, false),
        (-86_400, false),
    ] {
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        let told_at = portal.now() + Duration::seconds(told);
        portal.advance(Duration::minutes(5));
        let confirm = Confirm::paid(&attempt.reference, 200_000)
            .with("MaGiaoDich", &format!("GD{}", told.unsigned_abs()))
            .with("ThoiGianGD", &compact_time(told_at));
        portal.call_back(confirm.signed(SECRET)).await;
        let paid_at: OffsetDateTime = portal
            .one(
                "select (content ->> 'paid_at')::timestamptz from receipts where order_id = $1",
                filed.order.id,
            )
            .await;
        let expected = if believed { told_at } else { portal.now() };
        assert_eq!(paid_at, expected, "{told}");
    }
}

#[tokio::test]
async fn money_of_new_years_eve_that_is_learnt_of_in_january_is_of_the_new_years_series() {
    let portal = Portal::start().await;
    portal.advance(datetime!(2026-12-31 23:50 +7) - MORNING);
    let an = portal.signed_in(AN).await;
    let mut attempts = Vec::new();
    for _ in 0..2 {
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        attempts.push((filed.number, attempt.reference));
    }
    let confirm = async |reference: &str, number: &str| {
        let confirm = Confirm::paid(reference, 200_000)
            .with("MaGiaoDich", number)
            .with("ThoiGianGD", "20261231235500");
        portal.call_back(confirm.signed(SECRET)).await;
    };
    portal.advance(Duration::minutes(9));
    confirm(&attempts[0].1, "GD1").await;
    let old = paper(&an, attempts[0].0).await;
    portal.advance(datetime!(2027-01-02 08:00 +7) - portal.now());
    confirm(&attempts[1].1, "GD2").await;
    let an = portal.signed_in(AN).await;
    let new = paper(&an, attempts[1].0).await;
    for (words, serial, made_on) in [
        (old, "AA-26E", "Ngày 31 tháng 12 năm 2026"),
        (new, "AA-27E", "Ngày 02 tháng 01 năm 2027"),
    ] {
        // Each is the first of its year, and both say when the money was taken.
        for said in [serial, "0000001", made_on, "31/12/2026 23:55"] {
            assert!(words.contains(said), "{said} in {words}");
        }
    }
}

#[tokio::test]
async fn an_enterprises_receipt_and_bill_name_the_enterprise_and_its_tax_code() {
    let portal = Portal::start().await;
    let company = portal.signed_in(COMPANY).await;
    let filed = company.file(one_copy()).await;
    let attempt = company.choose(filed.order.id).await.expect("an attempt");
    let init = portal.wire.said("init").pop().expect("an INIT");
    let bill = &init["ThongTinBienLai"];
    assert_eq!(bill["HoTenNguoiNop"], "Công ty TNHH Tây Ninh Xanh");
    assert_eq!(bill["SoCMNDNguoiNop"], COMPANY.identity_number);
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let words = paper(&company, filed.number).await;
    for said in ["Công ty TNHH Tây Ninh Xanh", "3900123458"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    for nobodys in ["Đỗ Thị Hạnh", "072xxxxxx082", "Giấy tờ số"] {
        assert!(!words.contains(nobodys), "{nobodys} in {words}");
    }
}
