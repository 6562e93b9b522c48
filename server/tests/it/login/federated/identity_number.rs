//! An account under a CMND goes on under the CCCD of the same person.

use super::*;
use crate::support::{Citizen, one_copy};
use app::api::{
    Problem,
    accounts::{CompleteRegistration, SignedIn, StartRegistration, VerifyRegistration},
    dossiers::ListDossiers,
    paging::PageQuery,
    security::{ChangeIdentityNumber, GetSecurity, IDENTITY_NUMBER_CHANGED, IDENTITY_NUMBER_PAGE},
};

/// Hoa as she registered years ago.
const OLD: Citizen = Citizen {
    identity_number: "290123457",
    phone: "0905111299",
};

/// Makes an account under a CMND, signed in to with its password.
async fn old_account(portal: &Portal, name: &str, born: &str, only_year: bool) -> Client {
    sqlx::query(
        "insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, birth_year_only, phone, password_hash,
             assurance, created_at)
         select gen_random_uuid(), 'citizen', $1, $1, $2, $3::date, $4, $5, password_hash, 2, created_at
         from accounts where login_name = $6",
    )
    .bind(OLD.identity_number)
    .bind(name)
    .bind(born)
    .bind(only_year)
    .bind(OLD.phone)
    .bind(AN.identity_number)
    .execute(&portal.app.db)
    .await
    .expect("an account");
    portal.signed_in(OLD).await
}

/// Somebody is identified for the page that moves accounts; yields where the portal leads.
async fn identify(portal: &Portal, browser: &Client, issuer: Issuer, person: &str) -> String {
    let page = begin(browser, issuer, IDENTITY_NUMBER_PAGE).await;
    let location = at_the_provider(&page, &[("person", person), ("second_factor", "on")]).await;
    let answer = come_back(portal, browser, &location).await;
    answer.header("location").to_owned()
}

async fn change(browser: &Client) -> Result<SignedIn, Problem> {
    browser.call::<ChangeIdentityNumber>((), Empty {}).await
}

async fn numbers(browser: &Client) -> Vec<i64> {
    let list = browser
        .call::<ListDossiers>((), PageQuery::at(1))
        .await
        .expect("a list");
    list.items.into_iter().map(|item| item.number).collect()
}

/// Registers by VNeID under the CCCD.
async fn register_hoa(portal: &Portal) -> Client {
    let browser = portal.browser();
    by(portal, &browser, Issuer::Vneid, HOA.identity_number).await;
    let input = RegistrationInput {
        phone: HOA.phone.into(),
        terms: true,
        ..RegistrationInput::default()
    };
    browser
        .call::<RegisterPendingIdentity>((), input)
        .await
        .expect("a code");
    complete_registration(portal, &browser, HOA.phone, ANOTHER).await;
    browser
}

#[tokio::test]
async fn both_proved_the_account_goes_by_the_new_number_and_nobody_gets_the_old_one() {
    let portal = town().await;
    let browser = old_account(&portal, "Võ Thị Hoà", "1992-05-20", false).await;
    let filed = browser.file(one_copy()).await.number;
    let security = browser.call::<GetSecurity>((), Empty {}).await;
    assert!(security.expect("it").has_old_number);
    let page = browser.get("/tai-khoan/bao-mat").await;
    assert!(
        page.text().contains(IDENTITY_NUMBER_PAGE),
        "{}",
        page.text()
    );
    let nobody = change(&browser).await.expect_err("nobody was identified");
    assert_eq!(nobody.status, 410);

    let led = identify(&portal, &browser, Issuer::Vneid, HOA.identity_number).await;
    assert_eq!(led, IDENTITY_NUMBER_PAGE);
    let page = browser.get(IDENTITY_NUMBER_PAGE).await;
    assert!(page.text().contains("072xxxxxx066"), "{}", page.text());
    let changed = change(&browser).await.expect("the same person");
    assert_eq!(changed.next, IDENTITY_NUMBER_CHANGED);

    let hoa = account(&browser).await.expect("signed in still");
    assert_eq!(hoa.masked_identity_number, "072xxxxxx066");
    assert_eq!(hoa.full_name, "Võ Thị Hoa", "as it is vouched for");
    assert_eq!(numbers(&browser).await, [filed]);
    let security = browser.call::<GetSecurity>((), Empty {}).await;
    assert!(!security.expect("it").has_old_number);
    assert_eq!(logged(&portal, "identity_number_changed").await, 1);
    assert_eq!(logged(&portal, "identity_linked").await, 1);
    let texts = portal.texts_to(OLD.phone).await;
    assert!(texts.iter().any(|text| text.contains("CCCD")), "{texts:?}");
    let again = change(&browser).await.expect_err("it was used");
    assert_eq!(again.status, 410);

    // Both numbers mean this account, and VNeID leads straight into it.
    for name in [OLD.identity_number, HOA.identity_number] {
        start_sign_in(&portal.browser(), name, PASSWORD)
            .await
            .expect(name);
    }
    let led = by(
        &portal,
        &portal.browser(),
        Issuer::Vneid,
        HOA.identity_number,
    )
    .await;
    assert_eq!(led, "/giao-dich");

    let other = portal.browser();
    let (captcha_id, captcha) = other.captcha().await;
    let input = RegistrationInput {
        identity_number: OLD.identity_number.into(),
        full_name: "Người Khác".into(),
        birth_date: "1952".into(),
        phone: "0905111277".into(),
        captcha_id: captcha_id.to_string(),
        captcha,
        terms: true,
        ..RegistrationInput::default()
    };
    other
        .call::<StartRegistration>((), input)
        .await
        .expect("nothing tells whether there is an account");
    let code = portal.code_sent_to("0905111277").await;
    other
        .call::<VerifyRegistration>((), crate::support::identity::typed(code))
        .await
        .expect("the right code");
    let password = NewPasswordInput {
        password: ANOTHER.into(),
        repeated: ANOTHER.into(),
    };
    let taken = other.call::<CompleteRegistration>((), password).await;
    assert_eq!(taken.expect_err("somebody's").status, 409);
    let error = sqlx::query(
        "update accounts set login_name = $1, identity_number = $1 where login_name = $2",
    )
    .bind(OLD.identity_number)
    .bind(BINH.identity_number)
    .execute(&portal.app.db)
    .await
    .expect_err("the database refuses by itself");
    let constraint = error
        .as_database_error()
        .and_then(|error| error.constraint());
    assert_eq!(constraint, Some("accounts_former_login_name"));
}

#[tokio::test]
async fn somebody_else_or_an_account_of_another_kind_stays_as_it_is() {
    let portal = town().await;
    for (name, born, only_year, issuer, person, moves) in [
        (
            "Võ Thị Hoa",
            "1992-05-20",
            false,
            Issuer::Vneid,
            "072192000066",
            true,
        ),
        (
            "VÕ THỊ HOA",
            "1992-01-01",
            true,
            Issuer::Vneid,
            "072192000066",
            true,
        ),
        // With a year and no marks it could be another's.
        (
            "VO THI HOA",
            "1992-01-01",
            true,
            Issuer::Vneid,
            "072192000066",
            false,
        ),
        (
            "VO THI HOA",
            "1992-05-20",
            false,
            Issuer::Vneid,
            "072192000066",
            true,
        ),
        // The national portal tells no birth date, and the number states the year.
        (
            "Võ Thị Hoa",
            "1992-01-02",
            false,
            Issuer::National,
            "vo-thi-hoa",
            true,
        ),
        (
            "Võ Thị Hoa",
            "1991-05-20",
            false,
            Issuer::National,
            "vo-thi-hoa",
            false,
        ),
        (
            "Võ Thị Hoa",
            "1992-05-21",
            false,
            Issuer::Vneid,
            "072192000066",
            false,
        ),
        (
            "Võ Thị Hoa",
            "1993-01-01",
            true,
            Issuer::Vneid,
            "072192000066",
            false,
        ),
        (
            "Võ Thị Hoan",
            "1992-05-20",
            false,
            Issuer::Vneid,
            "072192000066",
            false,
        ),
        // No CCCD.
        (
            "Huỳnh Thị Lan",
            "1992-05-20",
            false,
            Issuer::National,
            "huynh-thi-lan",
            false,
        ),
        (
            "Ngô Quốc Minh",
            "1992-05-20",
            false,
            Issuer::National,
            "tay-ninh-xanh",
            false,
        ),
        // An account under that CCCD, which is not linked to this issuer.
        (
            "Nguyễn Văn An",
            "1990-02-11",
            false,
            Issuer::Vneid,
            "072090000017",
            false,
        ),
    ] {
        let browser = old_account(&portal, name, born, only_year).await;
        let led = identify(&portal, &browser, issuer, person).await;
        assert_eq!(led, IDENTITY_NUMBER_PAGE, "{person}");
        let changed = change(&browser).await;
        assert_eq!(
            changed.as_ref().err().map(|problem| problem.status),
            (!moves).then_some(409),
            "{name} {born} {person} {changed:?}"
        );
        for statement in [
            "delete from former_login_names",
            "delete from linked_identities",
            "update accounts set login_name = 'x' || id, identity_number = 'x' || id
             where login_name in ('290123457', '072192000066')",
        ] {
            portal.execute(statement).await.expect(statement);
        }
    }
    let an = portal.signed_in(AN).await;
    identify(&portal, &an, Issuer::Vneid, AN.identity_number).await;
    assert_eq!(change(&an).await.expect_err("a CCCD's").status, 409);

    let browser = old_account(&portal, "Võ Thị Hoa", "1992-05-20", false).await;
    identify(&portal, &browser, Issuer::Vneid, HOA.identity_number).await;
    portal.advance(Duration::minutes(11));
    let late = change(&browser).await.expect_err("proved too long ago");
    assert_eq!((late.status, late.code), (403, ProblemCode::ProofRequired));
}

#[tokio::test]
async fn an_account_under_the_cccd_gets_what_was_filed_under_the_cmnd() {
    let portal = town().await;
    let new = register_hoa(&portal).await;
    let filed_new = new.file(one_copy()).await.number;
    let old = old_account(&portal, "Võ Thị Hoa", "1992-05-20", false).await;
    let filed_old = old.file(one_copy()).await.number;

    // Identified by another issuer than the one that leads into it: the number alone opens nothing.
    identify(&portal, &old, Issuer::National, "vo-thi-hoa").await;
    let refused = change(&old).await.expect_err("not linked");
    assert_eq!(refused.status, 409);

    identify(&portal, &old, Issuer::Vneid, HOA.identity_number).await;
    change(&old).await.expect("both proved");
    for browser in [&new, &old] {
        let hoa = account(browser).await.expect("signed in");
        assert_eq!(hoa.masked_identity_number, "072xxxxxx066");
        assert_eq!(numbers(browser).await, [filed_old, filed_new]);
    }
    let open = "select count(*) from accounts where login_name = $1";
    assert_eq!(portal.one::<i64, _>(open, OLD.identity_number).await, 0);
    // The old number means that account, with its password.
    let closed = start_sign_in(&portal.browser(), OLD.identity_number, PASSWORD).await;
    assert!(closed.is_err());
    start_sign_in(&portal.browser(), OLD.identity_number, ANOTHER)
        .await
        .expect("the other account");
    assert_eq!(logged(&portal, "identity_number_changed").await, 2);
}
