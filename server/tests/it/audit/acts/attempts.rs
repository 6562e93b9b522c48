//! What officers do about payments and the channels that they come by.

use super::watch::{Told, Watch};
use crate::support::{AN, Citizen, DUNG, GIANG, MAI, Portal, one_copy};
use app::api::{
    Empty,
    cash::RecordCash,
    finance::{
        ApproveCorrection, AttemptPath, ChannelPath, ChannelSwitch, IdPath, ProposeCorrection,
        RefreshStatus, RejectCorrection, Rejection, SwitchChannel,
    },
};
use serde_json::json;

pub(super) async fn of_attempts(portal: &Portal, watch: &mut Watch<'_>) {
    let an = portal.signed_in(AN).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let reference = attempt.reference.clone();
    let told = |event, by| Told {
        event,
        by: Some(by),
        of: Some(AN),
        object: ("attempt", Some(reference.clone())),
        ..Told::default()
    };
    watch.skip().await;
    let path = AttemptPath {
        reference: reference.clone(),
    };
    dung.call::<RefreshStatus>(path, Empty {})
        .await
        .expect("asked");
    watch
        .one::<RefreshStatus>(told("attempt_asked", DUNG))
        .await;

    let reason = Some("Sao kê ngày 16/03/2026, dòng 14");
    let proposed = dung.correct(&reference, "failed", "").await;
    watch
        .one::<ProposeCorrection>(Told {
            after: json!({ "correction": "proposed", "outcome": "failed", "amount": null, "transaction": null }),
            reason,
            ..told("correction_proposed", DUNG)
        })
        .await;
    let id = proposed.expect("proposed").correction.expect("it waits").id;
    let rejection = Rejection {
        reason: "Sao kê không có dòng 14".to_owned(),
    };
    giang
        .call::<RejectCorrection>(IdPath { id }, rejection)
        .await
        .expect("turned down");
    watch
        .one::<RejectCorrection>(Told {
            before: json!({ "correction": "proposed" }),
            after: json!({ "correction": "rejected" }),
            reason: Some("Sao kê không có dòng 14"),
            ..told("correction_rejected", GIANG)
        })
        .await;
    let proposed = dung.correct(&reference, "paid", "200.000").await;
    watch.skip().await;
    let id = proposed.expect("proposed").correction.expect("it waits").id;
    let approved = giang
        .call::<ApproveCorrection>(IdPath { id }, Empty {})
        .await
        .expect("approved");
    watch
        .one::<ApproveCorrection>(Told {
            before: json!({ "correction": "proposed", "attempt_state": "in_flight" }),
            after: json!({
                "correction": "approved", "attempt_state": "paid", "amount": 200_000, "transaction": "FT26075",
            }),
            reason,
            ..told("correction_approved", GIANG)
        })
        .await;
    // Who acted is in the attempt's own history, too.
    let told: Vec<_> = approved
        .events
        .iter()
        .filter_map(|step| {
            let by = step.by.as_deref()?;
            Some((step.event.as_str(), by, step.proposed_by.as_deref()))
        })
        .collect();
    let (dung_name, giang_name) = (name_of(portal, DUNG).await, name_of(portal, GIANG).await);
    for step in [
        ("attempt_asked", dung_name.as_str(), None),
        ("correction_proposed", &dung_name, None),
        ("correction_rejected", &giang_name, None),
        ("corrected_paid", &giang_name, Some(dung_name.as_str())),
    ] {
        assert!(told.contains(&step), "{step:?} in {told:?}");
    }

    let filed = an.file(one_copy()).await;
    let cash = an.choose_channel(filed.order.id, "cash").await;
    let reference = cash.expect("an attempt").reference;
    let mai = portal.signed_in(MAI).await;
    watch.skip().await;
    for _ in 0..2 {
        mai.take_cash(&reference, "200.000", "cash-0123456789")
            .await
            .expect("taken, and once only");
    }
    watch
        .one::<RecordCash>(Told {
            event: "cash_taken",
            by: Some(MAI),
            of: Some(AN),
            object: ("attempt", Some(reference.clone())),
            before: json!({ "attempt_state": "pending" }),
            after: json!({ "attempt_state": "paid", "amount": 200_000 }),
            reason: None,
        })
        .await;
    let page = dung
        .get(&format!("/can-bo/tai-chinh/giao-dich/{reference}"))
        .await;
    let mai_name = name_of(portal, MAI).await;
    assert!(
        page.text().contains(&format!("Cán bộ: {mai_name}")),
        "{}",
        page.text()
    );
}

async fn name_of(portal: &Portal, who: Citizen) -> String {
    let query = "select full_name from accounts where login_name = $1";
    portal.one(query, who.identity_number).await
}

pub(super) async fn of_channels(portal: &Portal, watch: &mut Watch<'_>) {
    let dung = portal.signed_in(DUNG).await;
    for (enabled, written) in [(false, true), (false, false), (true, true)] {
        let path = ChannelPath {
            code: "momo".to_owned(),
        };
        let reason = "Ngân hàng bảo trì".to_owned();
        dung.call::<SwitchChannel>(path, ChannelSwitch { enabled, reason })
            .await
            .expect("switched");
        if !written {
            assert_eq!(watch.new_entries().await, [], "nothing has changed");
            continue;
        }
        watch
            .one::<SwitchChannel>(Told {
                event: "channel_switched",
                by: Some(DUNG),
                of: None,
                object: ("channel", Some("momo".to_owned())),
                before: json!({ "enabled": !enabled }),
                after: json!({ "enabled": enabled }),
                reason: Some("Ngân hàng bảo trì"),
            })
            .await;
    }
}
