//! What officers do about officers, agencies, and what citizens have sent.

use super::watch::{Told, Watch};
use crate::{
    officers::{self, ANH, CITY, JUSTICE, agencies, anh},
    support::{AN, CHAU, Citizen, HUNG, Portal, one_copy},
};
use app::api::{
    Empty,
    accounts::Role,
    agencies::{ApproveAgency, RefuseAgency},
    officers::{ChangeOfficer, DeactivateOfficer, MakeOfficer, ResetOfficerPassword},
};
use serde_json::json;

pub(super) async fn of_officers(portal: &Portal, watch: &mut Watch<'_>) {
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

pub(super) async fn of_agencies(portal: &Portal, watch: &mut Watch<'_>) {
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
pub(super) async fn of_dossiers(portal: &Portal, watch: &mut Watch<'_>) {
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
