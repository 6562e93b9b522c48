//! No officer acts without a line in the log.

use crate::{
    finance::{paid, paid_by, paid_twice},
    officers::{self, ANH, CITY, JUSTICE, agencies, anh},
    support::{AN, CHAU, Citizen, DUNG, GIANG, HUNG, Portal, one_copy},
};
use app::api::{
    Empty, Endpoint,
    accounts::Role,
    agencies::{ApproveAgency, RefuseAgency},
    finance::{
        Approval, ApproveCorrection, ApproveRefund, AttemptPath, ChannelPath, ChannelSwitch,
        IdPath, ProposeCorrection, ProposeRefund, RecordCash, RecordTransferResults,
        RefreshRefundStatus, RefreshStatus, RejectCorrection, RejectRefund, Rejection,
        SwitchChannel,
    },
    officers::{ChangeOfficer, DeactivateOfficer, MakeOfficer, ResetOfficerPassword},
};
use http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An entry as it is expected.
#[derive(Default)]
struct Told<'a> {
    event: &'a str,
    by: Option<Citizen>,
    /// Whose affair it is.
    of: Option<Citizen>,
    object: (&'a str, Option<String>),
    before: Value,
    after: Value,
    reason: Option<&'a str>,
}

/// Looks at the log after each act.
struct Watch<'a> {
    portal: &'a Portal,
    last: i64,
    /// Operations that were seen to be written down.
    seen: BTreeSet<&'static str>,
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Entry {
    id: i64,
    event: String,
    account: Option<String>,
    actor: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<String>,
    address: String,
}

impl Watch<'_> {
    /// The operation was done once: there is one more entry, and this is what it says.
    async fn one<E: Endpoint>(&mut self, expected: Told<'_>) {
        self.entry(expected).await;
        self.seen.insert(E::NAME);
    }

    async fn entry(&mut self, expected: Told<'_>) {
        let entries = self.new_entries().await;
        let [entry] = &entries[..] else {
            panic!("one entry of {}: {entries:?}", expected.event);
        };
        let number = |who: Option<Citizen>| who.map(|who| who.identity_number.to_owned());
        let known = |value: &Value| Some(value.clone()).filter(|value| !value.is_null());
        assert_eq!(entry.event, expected.event);
        assert_eq!(entry.actor, number(expected.by), "{entry:?}");
        assert_eq!(entry.account, number(expected.of), "{entry:?}");
        assert_eq!(entry.object_kind.as_deref(), Some(expected.object.0));
        assert_eq!(entry.object_id, expected.object.1, "{entry:?}");
        assert_eq!(entry.before, known(&expected.before), "{entry:?}");
        assert_eq!(entry.after, known(&expected.after), "{entry:?}");
        assert_eq!(entry.reason.as_deref(), expected.reason, "{entry:?}");
        assert_eq!(entry.address, "203.0.113.7");
    }

    /// What was done since is not looked at.
    async fn skip(&mut self) {
        self.new_entries().await;
    }

    async fn new_entries(&mut self) -> Vec<Entry> {
        let entries: Vec<Entry> = sqlx::query_as(
            "select l.id, l.event, a.login_name as account, b.login_name as actor, l.object_kind, l.object_id, l.before,
                 l.after, l.reason, l.address
             from audit_log l
             left join accounts a on a.id = l.account_id
             left join accounts b on b.id = l.actor_id
             where l.id > $1 order by l.id",
        )
        .bind(self.last)
        .fetch_all(&self.portal.app.db)
        .await
        .expect("the log");
        self.last = entries.last().map_or(self.last, |entry| entry.id);
        entries
    }
}

/// Operations that change something and are refused to whoever is no officer.
async fn officers_operations(portal: &Portal) -> BTreeSet<String> {
    let description = server::router::api().description;
    let mut operations = BTreeSet::new();
    for (path, item) in description.paths.paths {
        let Some(operation) = item.post else { continue };
        let name = operation.operation_id.expect("a name");
        let path = path
            .split('/')
            .map(|part| match part.starts_with('{') {
                true => "00000000-0000-0000-0000-000000000000",
                false => part,
            })
            .collect::<Vec<_>>()
            .join("/");
        // Whoever signs out is nobody afterwards, and tries are limited: each comes anew, from elsewhere.
        let an = portal.signed_in(AN).await;
        let post = an
            .request(Method::POST, &path)
            .header("idempotency-key", "0123456789")
            .json(&json!({}));
        let answer = an.send(post).await;
        if answer.status == 403 && answer.text().contains(r#""code":"forbidden""#) {
            operations.insert(name);
        }
    }
    operations
}

#[tokio::test]
async fn every_act_of_an_officer_writes_one_entry() {
    let portal = Portal::start().await;
    portal.keep_time();
    let mut watch = Watch {
        portal: &portal,
        last: 0,
        seen: BTreeSet::new(),
    };
    of_attempts(&portal, &mut watch).await;
    of_refunds(&portal, &mut watch).await;
    of_transfers(&portal, &mut watch).await;
    of_channels(&portal, &mut watch).await;
    of_officers(&portal, &mut watch).await;
    of_agencies(&portal, &mut watch).await;
    of_dossiers(&portal, &mut watch).await;
    let operations = officers_operations(&portal).await;
    assert!(operations.len() >= 17, "{operations:?}");
    let forgotten: Vec<_> = operations
        .iter()
        .filter(|name| !watch.seen.contains(name.as_str()))
        .collect();
    assert!(
        forgotten.is_empty(),
        "officers act by {forgotten:?}, and no test has seen that it is written down"
    );
}

async fn of_attempts(portal: &Portal, watch: &mut Watch<'_>) {
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
    giang
        .call::<RejectCorrection>(IdPath { id }, Empty {})
        .await
        .expect("turned down");
    watch
        .one::<RejectCorrection>(Told {
            before: json!({ "correction": "proposed" }),
            after: json!({ "correction": "rejected" }),
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
            before: json!({ "correction": "proposed", "attempt_state": "pending" }),
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
    watch.skip().await;
    for _ in 0..2 {
        dung.take_cash(&reference, "200.000", "cash-0123456789")
            .await
            .expect("taken, and once only");
    }
    watch
        .one::<RecordCash>(Told {
            event: "cash_taken",
            by: Some(DUNG),
            of: Some(AN),
            object: ("attempt", Some(reference.clone())),
            before: json!({ "attempt_state": "pending" }),
            after: json!({ "attempt_state": "paid", "amount": 200_000, "receipt": "0001234" }),
            reason: None,
        })
        .await;
    let page = dung
        .get(&format!("/can-bo/tai-chinh/giao-dich/{reference}"))
        .await;
    assert!(
        page.text().contains(&format!("Cán bộ: {dung_name}")),
        "{}",
        page.text()
    );
}

async fn name_of(portal: &Portal, who: Citizen) -> String {
    let query = "select full_name from accounts where login_name = $1";
    portal.one(query, who.identity_number).await
}

async fn of_refunds(portal: &Portal, watch: &mut Watch<'_>) {
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

async fn of_transfers(portal: &Portal, watch: &mut Watch<'_>) {
    paid_twice(portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = dung.approve_refund(id).await.expect("approved");
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

async fn of_channels(portal: &Portal, watch: &mut Watch<'_>) {
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

async fn of_officers(portal: &Portal, watch: &mut Watch<'_>) {
    let hung = portal.signed_in(HUNG).await;
    watch.skip().await;
    officers::make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("an officer");
    let id = portal.account_of(ANH).await;
    let told = |event| Told {
        event,
        by: Some(HUNG),
        of: Some(ANH),
        object: ("officer", Some(id.to_string())),
        ..Told::default()
    };
    watch
        .one::<MakeOfficer>(Told {
            after: json!({ "unit": "Thành phố Tây Ninh", "roles": ["desk_officer"] }),
            ..told("officer_made")
        })
        .await;
    officers::change(&hung, id, JUSTICE, &[Role::DeskOfficer])
        .await
        .expect("changed");
    watch
        .one::<ChangeOfficer>(Told {
            before: json!({ "unit": "Thành phố Tây Ninh" }),
            after: json!({ "unit": "Sở Tư pháp" }),
            reason: Some("Quyết định 12/QĐ-UBND"),
            ..told("officer_changed")
        })
        .await;
    officers::reset_password(&hung, id)
        .await
        .expect("password taken");
    watch
        .one::<ResetOfficerPassword>(Told {
            reason: Some("Gọi điện, đúng người"),
            ..told("officer_password_reset")
        })
        .await;
    officers::end(&hung, id).await.expect("ended");
    watch
        .one::<DeactivateOfficer>(Told {
            before: json!({ "at_work": true }),
            after: json!({ "at_work": false }),
            reason: Some("Nghỉ hưu"),
            ..told("officer_ended")
        })
        .await;
}

async fn of_agencies(portal: &Portal, watch: &mut Watch<'_>) {
    let hung = portal.signed_in(HUNG).await;
    let id = agencies::waiting(portal).await;
    let agency = Citizen {
        identity_number: agencies::ADDRESS,
        phone: "",
    };
    let told = |event, state| Told {
        event,
        by: Some(HUNG),
        of: Some(agency),
        object: ("agency", Some(id.to_string())),
        before: json!({ "agency_state": "waiting" }),
        after: json!({ "agency_state": state }),
        ..Told::default()
    };
    agencies::approve(&hung, id).await.expect("approved");
    watch
        .one::<ApproveAgency>(told("agency_approved", "active"))
        .await;
    portal
        .execute("update accounts set state = 'waiting' where kind = 'agency'")
        .await
        .expect("it waits again");
    agencies::refuse(&hung, id, "Không phải của Sở")
        .await
        .expect("refused");
    watch
        .one::<RefuseAgency>(Told {
            reason: Some("Không phải của Sở"),
            ..told("agency_refused", "refused")
        })
        .await;
}

/// Whoever opens a citizen's dossier has read what is personal.
async fn of_dossiers(portal: &Portal, watch: &mut Watch<'_>) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let chau = portal.signed_in(CHAU).await;
    watch.skip().await;
    let page = chau.get(&format!("/can-bo/ho-so/{}", filed.number)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    watch
        .entry(Told {
            event: "dossier_viewed",
            by: Some(CHAU),
            of: Some(AN),
            object: ("dossier", Some(filed.number.to_string())),
            ..Told::default()
        })
        .await;
    // It is the officers' affair, and no news of how the account is got into.
    let own = an
        .call::<app::api::security::ListOwnActivity>((), Empty {})
        .await
        .expect("a list");
    assert_eq!(own.items, []);
}
