//! A telephone alone does not open an officer's account. And where there is no administrator, whoever runs the portal helps.

use super::{JUSTICE, choose_password, forgotten, known, make, reset_password, works_at_the_desk};
use crate::support::{AN, BINH, CHAU, HUNG, Portal, one_time_code};
use app::api::{
    Empty, ProblemCode,
    accounts::{GetSession, Role},
    officers::{GetOfficer, ListOfficers, OfficerQuery},
};
use server::officers::command::{self, CommandError};

#[tokio::test]
async fn an_officers_forgotten_password_wants_an_administrator_first() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let at_work = portal.signed_in(CHAU).await;
    let browser = portal.browser();
    forgotten(&browser, CHAU).await;
    let texts = portal.texts_to(CHAU.phone).await;
    assert!(texts[0].contains("quan tri vien"), "{texts:?}");
    assert!(
        texts.iter().all(|text| one_time_code(text).is_none()),
        "{texts:?}"
    );
    assert!(
        works_at_the_desk(&at_work).await,
        "asking alone ends nothing"
    );

    let id = portal.account_of(CHAU).await;
    let reset = reset_password(&hung, id).await.expect("a reset");
    assert!(!reset.has_password);
    assert!(!works_at_the_desk(&at_work).await);
    let texts = portal.texts_to(CHAU.phone).await;
    assert!(
        texts.iter().any(|text| text.contains("Quen mat khau")),
        "{texts:?}"
    );

    forgotten(&browser, CHAU).await;
    choose_password(&browser, portal.code_sent_to(CHAU.phone).await)
        .await
        .expect("another password");
    assert!(works_at_the_desk(&browser).await);
}

#[tokio::test]
async fn who_becomes_an_officer_while_recovering_is_one_as_well() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let browser = portal.browser();
    forgotten(&browser, AN).await;
    let code = portal.code_sent_to(AN.phone).await;
    make(
        &hung,
        known(AN, "Nguyễn Văn An", JUSTICE, &[Role::DeskOfficer]),
    )
    .await
    .expect("an officer");
    let refused = choose_password(&browser, code).await;
    assert_eq!(refused.expect_err("an officer").code, ProblemCode::Conflict);
}

#[tokio::test]
async fn the_first_administrator_is_made_from_outside_and_only_once() {
    let portal = Portal::start().await;
    let (db, now) = (&portal.app.db, portal.now());
    let an = portal.signed_in(AN).await;
    command::administrator(db, AN.identity_number, now)
        .await
        .expect("an administrator");
    let view = an.call::<GetSession>((), Empty {}).await.expect("a view");
    assert_eq!(
        view.officer.expect("an officer").roles,
        [Role::Administrator]
    );
    an.call::<ListOfficers>((), OfficerQuery::default())
        .await
        .expect("the officers of the province");
    let texts = portal.texts_to(AN.phone).await;
    assert!(texts[0].contains("vai tro can bo"), "{texts:?}");
    for (typed, wanted) in [
        (AN.identity_number, "an officer’s already"),
        ("072199999999", "no account that is open"),
        ("một hai ba", "no identity number"),
        ("", "no identity number"),
    ] {
        let refused = command::administrator(db, typed, now)
            .await
            .expect_err("refused");
        assert!(refused.to_string().contains(wanted), "{typed}: {refused}");
    }
}

#[tokio::test]
async fn whoever_runs_the_portal_lets_the_last_administrator_in_again() {
    let portal = Portal::start().await;
    let (db, now) = (&portal.app.db, portal.now());
    let hung = portal.signed_in(HUNG).await;
    let id = portal.account_of(HUNG).await;
    command::reset_password(db, HUNG.identity_number, now)
        .await
        .expect("a reset");
    let view = hung.call::<GetSession>((), Empty {}).await.expect("a view");
    assert!(view.account.is_none());
    let browser = portal.browser();
    forgotten(&browser, HUNG).await;
    choose_password(&browser, portal.code_sent_to(HUNG.phone).await)
        .await
        .expect("another password");
    let own = browser
        .call::<GetOfficer>(app::api::finance::IdPath { id }, Empty {})
        .await
        .expect("the administrator");
    assert!(own.has_password && own.own);
    let refused = command::reset_password(db, BINH.identity_number, now).await;
    assert!(matches!(refused, Err(CommandError::NoOfficer(_))));
}
