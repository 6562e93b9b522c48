//! A demonstration does not become production by mistake, nor production a demonstration.

use crate::{
    finance::paid_twice,
    support::{AN, BINH, CHAU, Citizen, Client, DUNG, GIANG, HUNG, LAN, MAI, Portal, Running, run},
};
use app::api::{
    Empty,
    accounts::{GetSession, SignInInput, StartSignIn},
};
use server::{
    account::demonstration::{self, PASSWORD},
    installation::{self, Purpose},
    leave_demonstration::{Closes, Left, leave_demonstration},
};

/// All that production needs.
const PRODUCTION: [(&str, &str); 11] = [
    ("PRODUCTION", "1"),
    ("AUDIT_KEY", "a-key-of-more-than-thirty-two-bytes"),
    ("PUBLIC_URL", "https://dichvucong.example.vn/"),
    ("SMS_URL", "https://sms.example.vn"),
    ("VOICE_URL", "https://voice.example.vn"),
    ("SMTP_URL", "smtps://mail.example.vn"),
    ("MAIL_FROM", "dvc@example.vn"),
    ("NATIONAL_PLATFORM_URL", "https://pay.example.vn"),
    ("NATIONAL_PLATFORM_PAY_ORIGINS", "https://pay.example.vn"),
    ("NATIONAL_PLATFORM_PARTNER", "TAYNINH"),
    ("NATIONAL_PLATFORM_SECRET", "a secret of production"),
];

const ENTERPRISE: &str = "3900123458";

/// Everybody of the demonstration.
fn everybody() -> Vec<&'static str> {
    let citizens = [AN, BINH, CHAU, DUNG, GIANG, HUNG, LAN, MAI];
    let numbers = citizens.map(|citizen| citizen.identity_number);
    numbers.into_iter().chain([ENTERPRISE]).collect()
}

/// How a sign-in with the published password is answered.
async fn sign_in(portal: &Portal, address: &str, number: &str) -> u16 {
    let browser = portal.browser_at(address);
    let (captcha_id, captcha) = browser.captcha().await;
    let input = SignInInput {
        identity_number: number.to_owned(),
        password: PASSWORD.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.answer::<StartSignIn>((), input).await.status
}

async fn is_signed_in(browser: &Client) -> bool {
    let view = browser.call::<GetSession>((), Empty {}).await;
    view.expect("a view").account.is_some()
}

async fn has_account(portal: &Portal, citizen: Citizen) -> bool {
    let query = "select exists (select from accounts where login_name = $1)";
    portal.one(query, citizen.identity_number).await
}

async fn leave(portal: &Portal, closes: Closes) -> Left {
    let left = leave_demonstration(&portal.app.db, closes, portal.now()).await;
    left.expect("a demonstration to leave")
}

/// A portal whose server was started as a demonstration.
async fn demonstration() -> Portal {
    let portal = Portal::start().await;
    installation::claim(&portal.app.db, Purpose::Demonstration, portal.now())
        .await
        .expect("nobody else's database");
    portal
}

#[tokio::test]
async fn a_demonstrations_database_becomes_production_only_after_the_command_that_closes_it() {
    let portal = Portal::start().await;
    let url = portal.database_url();
    let database = [("DATABASE_URL", url.as_str())];
    let production: Vec<_> = PRODUCTION.into_iter().chain(database).collect();
    drop(Running::serve(&database).expect("a demonstration"));
    let an = portal.signed_in(AN).await;
    assert_eq!(
        sign_in(&portal, "203.0.113.1", HUNG.identity_number).await,
        200
    );

    let refused = Running::serve(&production).err().expect("a refusal");
    assert!(
        refused.contains("server: The database is a demonstration’s"),
        "{refused}"
    );
    assert!(refused.contains("server leave-demonstration"), "{refused}");
    let checked = run(&["check"], &production);
    assert_eq!(checked.status.code(), Some(1));
    let told = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        told.contains("refused: The database is a demonstration’s"),
        "{told}"
    );
    assert!(
        told.contains("warning: TRUST_FORWARDED_FOR is not set: "),
        "{told}"
    );

    let left = run(&["leave-demonstration"], &production);
    let told = String::from_utf8_lossy(&left.stdout).into_owned();
    assert!(left.status.success(), "{left:?}");
    assert!(told.contains("Closed: 9 accounts"), "{told}");
    assert!(told.contains("the work of 6 officers"), "{told}");
    assert!(!is_signed_in(&an).await);
    for (number, login_name) in everybody().into_iter().enumerate() {
        let address = format!("198.51.100.{number}");
        assert_eq!(
            sign_in(&portal, &address, login_name).await,
            422,
            "{login_name}"
        );
    }

    assert_eq!(run(&["check"], &production).status.code(), Some(0));
    drop(Running::serve(&production).expect("production"));
    let again = run(&["leave-demonstration"], &production);
    assert!(!again.status.success(), "there is nothing to leave");
    let refused = Running::serve(&database).err().expect("a refusal");
    assert!(refused.contains("set PRODUCTION=1"), "{refused}");
    assert_eq!(
        portal
            .count("select count(*) from accounts where demonstration")
            .await,
        9
    );
}

/// It would go on with what it has in memory, and open again what was closed.
#[tokio::test]
async fn a_demonstration_is_not_left_while_it_is_served() {
    let portal = Portal::start().await;
    let url = portal.database_url();
    let database = [("DATABASE_URL", url.as_str())];
    let serving = Running::serve(&database).expect("a demonstration");
    let refused = run(&["leave-demonstration"], &database);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success());
    assert!(told.contains("stop it first"), "{told}");
    assert_eq!(
        portal
            .count("select count(*) from accounts where demonstration and state <> 'closed'")
            .await,
        9
    );
    drop(serving);
    assert!(run(&["leave-demonstration"], &database).status.success());
}

/// Whoever read the finance officers' published passwords may have approved a refund to an account of their own.
#[tokio::test]
async fn a_demonstration_is_not_left_while_refunds_are_under_way() {
    let portal = demonstration().await;
    paid_twice(&portal).await;
    let refused = leave_demonstration(&portal.app.db, Closes::Everybody, portal.now()).await;
    let refused = refused.expect_err("money is under way").to_string();
    assert!(
        refused.contains("1 refunds of together 200000 đ"),
        "{refused}"
    );
    assert!(has_account(&portal, AN).await, "nothing was changed");
}

#[tokio::test]
async fn nothing_that_was_proved_in_a_demonstration_is_believed_afterwards() {
    let portal = demonstration().await;
    let binh = portal.signed_in(BINH).await;
    // Somebody registered, and somebody made an officer of them.
    portal
        .execute("update accounts set demonstration = false where login_name in ('072191000025', '072190000033')")
        .await
        .expect("two who registered");
    let left = leave(&portal, Closes::Everybody).await;
    assert_eq!((left.closed, left.kept, left.officers), (9, 0, 6));
    assert!(!is_signed_in(&binh).await);
    assert!(
        !has_account(&portal, BINH).await,
        "whoever has the number can register"
    );
    let left_over = "select (select count(*) from sessions) + (select count(*) from verifications)
        + (select count(*) from ceremonies) + (select count(*) from known_browsers)
        + (select count(*) from linked_identities) + (select count(*) from certificates)
        + (select count(*) from passkeys) + (select count(*) from accounts where password_hash is not null)
        + (select count(*) from officers where ended_at is null)";
    assert_eq!(portal.count(left_over).await, 0);
    let written = "select count(*) from audit_log where event = 'officer_ended'";
    assert_eq!(portal.count(written).await, 6);
}

#[tokio::test]
async fn whoever_registered_stays_where_the_demonstration_was_a_mistake() {
    let portal = demonstration().await;
    portal
        .execute("update accounts set demonstration = false where login_name in ('072191000025', '072190000033')")
        .await
        .expect("two who registered");
    let left = leave(&portal, Closes::DemonstrationAccounts).await;
    assert_eq!((left.closed, left.kept, left.officers), (7, 2, 6));
    assert_eq!(
        sign_in(&portal, "203.0.113.1", BINH.identity_number).await,
        200
    );
    assert_eq!(
        sign_in(&portal, "203.0.113.2", HUNG.identity_number).await,
        422
    );
    let officers = "select count(*) from officers where ended_at is null";
    assert_eq!(
        portal.count(officers).await,
        0,
        "an administrator appoints them anew"
    );
}

#[tokio::test]
async fn texts_of_a_demonstration_do_not_go_to_whoever_has_the_number_in_earnest() {
    let portal = demonstration().await;
    assert_eq!(
        sign_in(&portal, "203.0.113.1", AN.identity_number).await,
        200
    );
    let waiting = "select count(*) from jobs where work ->> 'kind' = 'send_sms'";
    assert_eq!(portal.count(waiting).await, 1);
    assert_eq!(leave(&portal, Closes::Everybody).await.messages, 1);
    assert_eq!(portal.count(waiting).await, 0);
}

#[tokio::test]
async fn production_stays_production() {
    let portal = Portal::start().await;
    let claim = async |purpose| installation::claim(&portal.app.db, purpose, portal.now()).await;
    for _ in 0..2 {
        claim(Purpose::Production).await.expect("its own database");
    }
    let refused = claim(Purpose::Demonstration).await.expect_err("a refusal");
    assert!(
        refused.to_string().contains("set PRODUCTION=1"),
        "{refused}"
    );
    let nothing = leave_demonstration(&portal.app.db, Closes::Everybody, portal.now()).await;
    assert!(nothing.is_err());
    assert!(has_account(&portal, AN).await, "nothing was closed");
}

#[tokio::test]
async fn a_database_is_marked_by_whose_accounts_it_had_before_that_was_noted() {
    for (name, noted) in [
        ("Nguyễn Văn An", Purpose::Demonstration),
        ("Nguyễn Văn Ân", Purpose::Production),
    ] {
        let portal = Portal::start().await;
        demonstration::ensure_accounts(&portal.app)
            .await
            .expect("no more accounts");
        let mut tx = portal.app.db.begin().await.expect("a transaction");
        let before = "set local role none;
            drop table installation;
            alter table accounts drop column demonstration;
            delete from officers;
            delete from accounts where login_name <> '072090000017';
            update accounts set phone = '0869221603'";
        sqlx::raw_sql(before)
            .execute(&mut *tx)
            .await
            .expect("the schema before");
        sqlx::query("update accounts set full_name = $1")
            .bind(name)
            .execute(&mut *tx)
            .await
            .expect("a name");
        sqlx::raw_sql(include_str!("../../migrations/0018_installation.sql"))
            .execute(&mut *tx)
            .await
            .expect("the migration");
        tx.commit().await.expect("the end");
        let purpose = installation::purpose(&portal.app.db)
            .await
            .expect("an answer");
        assert_eq!(purpose, Some(noted));
        let query = "select phone from accounts where full_name = $1";
        let phone: String = portal.one(query, name).await;
        assert_eq!(
            phone == AN.phone,
            noted == Purpose::Demonstration,
            "the printed number goes, a citizen's own stays"
        );
    }
}
