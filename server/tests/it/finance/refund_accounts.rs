//! Where the bank transfers a refund: named by one officer, approved by another.

use super::paid_twice;
use crate::support::{DUNG, GIANG, Portal};
use app::api::{
    ProblemCode,
    finance::{ApproveRefund, IdPath, NameRefundAccount, RefundAccount},
};

#[tokio::test]
async fn an_account_exists_in_form() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let account = |bin: &str, number: &str, holder: &str| RefundAccount {
        bank_bin: bin.to_owned(),
        account_number: number.to_owned(),
        account_holder: holder.to_owned(),
    };
    let long_number = "1234 5678 9012 3456 789 1234 5678";
    let long_holder = "NGUYEN ".repeat(12);
    for (input, field, says) in [
        (RefundAccount::default(), "bank_bin", "6 chữ số"),
        (account("97043", "0071001234", "AN"), "bank_bin", "6 chữ số"),
        (
            account("970436", "12", "AN"),
            "account_number",
            "ít nhất 4 chữ số",
        ),
        (
            account("970436", "0071001234; drop", "AN"),
            "account_number",
            "Không dùng được ký tự “;”.",
        ),
        (
            account("970436", "263301000123 (VCB)", "AN"),
            "account_number",
            "Không dùng được ký tự “(”.",
        ),
        (
            account("970436", "263301000123.0", "AN"),
            "account_number",
            "Nhập một số tài khoản",
        ),
        (
            account("970436", long_number, "AN"),
            "account_number",
            "Nhiều nhất 24 ký tự. Bớt 3 ký tự.",
        ),
        (
            account("970436", "0071001234", "🙂"),
            "account_holder",
            "Nhập tên chủ tài khoản.",
        ),
        (
            account("970436", "0071001234", &long_holder),
            "account_holder",
            "Nhiều nhất 70 ký tự. Bớt 13 ký tự.",
        ),
    ] {
        let problem = dung
            .call::<NameRefundAccount>(IdPath { id }, input)
            .await
            .expect_err(field);
        let message = problem.message_for(field).unwrap_or_default();
        assert!(message.contains(says), "{field}: {problem:?}");
    }
    assert_eq!(dung.refunds("proposed").await[0].account, None);
    let problem = dung
        .approve_refund(id)
        .await
        .expect_err("nobody has said where to");
    assert_eq!(problem.status, 409);
}

#[tokio::test]
async fn the_account_is_named_by_one_seen_by_another_and_then_stays() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let id = dung.refunds("proposed").await[0].id;
    let path = IdPath { id };
    let named = giang.name_account(id).await.expect("an account");
    let seen = named.account.expect("it was named");
    assert_eq!(
        (seen.account_number.as_str(), seen.account_holder.as_str()),
        ("007100123456", "NGUYEN VAN AN")
    );
    assert!(named.own, "so somebody else decides");
    let problem = giang.approve_refund(id).await.expect_err("one person");
    assert_eq!(problem.status, 409);
    // Another account takes its place before Dũng decides on the one that he saw.
    let other = RefundAccount {
        account_number: "0071009999".to_owned(),
        ..seen.clone()
    };
    giang
        .call::<NameRefundAccount>(path, other.clone())
        .await
        .expect("another");
    for stale in [seen, RefundAccount::default()] {
        let problem = dung
            .call::<ApproveRefund>(path, stale)
            .await
            .expect_err("it has changed");
        assert_eq!((problem.status, problem.code), (412, ProblemCode::Stale));
    }
    dung.call::<ApproveRefund>(path, other.clone())
        .await
        .expect("what he saw");
    let problem = giang
        .call::<NameRefundAccount>(path, other)
        .await
        .expect_err("it is decided");
    assert_eq!(problem.status, 409);
    let error = portal
        .execute("update refunds set account_number = '0000'")
        .await
        .expect_err("nor otherwise");
    let refused_by = error
        .as_database_error()
        .and_then(|error| error.constraint());
    assert_eq!(refused_by, Some("refunds_account_fixed"));
    let told = &twice.an.order_of(twice.filed.number).await.refunds[0];
    assert_eq!(told.account.as_deref(), Some("970436 xxxxxx9999"));
    let event: serde_json::Value = portal
        .one(
            "select event from refund_events where refund_id = $1 order by id desc limit 1",
            id,
        )
        .await;
    assert_eq!(event["account"]["number"], "0071009999");
}
