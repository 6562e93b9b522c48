//! What officers do about refunds, and the bank's transfers of them.

use super::watch::{Told, Watch};
use crate::{
    finance::{paid, paid_by, paid_twice},
    support::{AN, DUNG, GIANG, Portal},
};
use app::api::{
    Empty,
    finance::{
        Approval, ApproveRefund, IdPath, ProposeRefund, RecordTransferResults, RefreshRefundStatus,
        RejectRefund, Rejection,
    },
};
use serde_json::json;
use uuid::Uuid;

pub(super) async fn of_refunds(portal: &Portal, watch: &mut Watch<'_>) {
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let told = |event, by, id: Uuid| Told {
        event,
        by: Some(by),
        of: Some(AN),
        object: ("refund", Some(id.to_string())),
        ..Told::default()
    };
    let once = paid(portal).await;
    watch.skip().await;
    let reference = &once.attempt.reference;
    let refund = dung.propose_refund(reference, "50000", "200000").await;
    let id = refund.expect("proposed").id;
    watch
        .one::<ProposeRefund>(Told {
            after: json!({
                "refund_state": "proposed", "amount": 50_000, "surplus": 0, "fees": 50_000, "charges": 0,
            }),
            reason: Some("Hồ sơ không đủ điều kiện"),
            ..told("refund_proposed", DUNG, id)
        })
        .await;
    let rejection = Rejection {
        reason: "Đã giải quyết".to_owned(),
    };
    giang
        .call::<RejectRefund>(IdPath { id }, rejection)
        .await
        .expect("turned down");
    watch
        .one::<RejectRefund>(Told {
            before: json!({ "refund_state": "proposed" }),
            after: json!({ "refund_state": "rejected" }),
            reason: Some("Đã giải quyết"),
            ..told("refund_rejected", GIANG, id)
        })
        .await;

    let refund = dung.propose_refund(reference, "200000", "200000").await;
    let id = refund.expect("proposed").id;
    watch.skip().await;
    giang.approve_refund(id).await.expect("approved");
    watch
        .one::<ApproveRefund>(Told {
            before: json!({ "refund_state": "proposed" }),
            after: json!({
                "refund_state": "listed", "amount": 200_000, "bank_bin": "970436",
                "account_number": "xxxxxxxx3456", "account_holder": "NGUYEN VAN AN",
            }),
            ..told("refund_approved", GIANG, id)
        })
        .await;

    let (_, attempt) = paid_by(portal, "momo").await;
    let refund = dung
        .propose_refund(&attempt.reference, "200000", "200000")
        .await;
    let path = IdPath {
        id: refund.expect("proposed").id,
    };
    giang
        .call::<ApproveRefund>(path, Approval::default())
        .await
        .expect("approved");
    watch.skip().await;
    giang
        .call::<RefreshRefundStatus>(path, Empty {})
        .await
        .expect("asked");
    watch
        .one::<RefreshRefundStatus>(told("refund_asked", GIANG, path.id))
        .await;
}

pub(super) async fn of_transfers(portal: &Portal, watch: &mut Watch<'_>) {
    paid_twice(portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    watch.skip().await;
    dung.approve_refund(id).await.expect("the account is named");
    watch
        .one::<ApproveRefund>(Told {
            event: "refund_account_named",
            by: Some(DUNG),
            of: Some(AN),
            object: ("refund", Some(id.to_string())),
            after: json!({
                "bank_bin": "970436", "account_number": "xxxxxxxx3456", "account_holder": "NGUYEN VAN AN",
            }),
            ..Told::default()
        })
        .await;
    let giang = portal.signed_in(GIANG).await;
    let refund = giang.approve_refund(id).await.expect("approved");
    watch.skip().await;
    dung.get("/api/v1/finance/transfers.csv").await;
    watch
        .entry(Told {
            event: "transfers_downloaded",
            by: Some(DUNG),
            object: ("transfer_list", None),
            ..Told::default()
        })
        .await;
    let csv = format!(
        "refund_reference,status,bank_transaction,message\n{},done,FT1,\nunknown,done,FT2,\n",
        refund.reference
    );
    let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&csv));
    dung.take_results(csv).await.expect("taken in");
    watch
        .one::<RecordTransferResults>(Told {
            event: "transfer_results_taken",
            by: Some(DUNG),
            object: ("transfer_list", None),
            after: json!({ "done": [refund.reference], "failed": [], "known": 0, "unknown": 1, "file": hash }),
            ..Told::default()
        })
        .await;
}
