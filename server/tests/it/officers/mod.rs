//! Officers, as administrators make and manage them; agencies; and the log of it all.

pub mod agencies;
mod audit;
mod making;
mod managing;
mod passwords;
mod rights;

use crate::support::{Citizen, Client, HUNG, Portal};
use app::api::{
    Problem,
    accounts::{NewPasswordInput, OneTimeCodeInput, Role},
    desk::{DeskQuery, ListDeskDossiers},
    finance::IdPath,
    officers::{
        ChangeOfficer, DeactivateOfficer, ListOfficers, MakeOfficer, NewOfficer, OfficerChange,
        OfficerDetail, OfficerQuery, OfficerReason, Officers, ResetOfficerPassword, TickedRoles,
    },
    recovery::{
        CompletePasswordRecovery, PasswordRecoveryInput, StartPasswordRecovery,
        VerifyPasswordRecovery,
    },
};
use uuid::Uuid;

/// Who has never been here.
pub const ANH: Citizen = Citizen {
    identity_number: "072085001234",
    phone: "0912345678",
};

/// What officers choose here.
const PASSWORD: &str = "Mật khẩu dài 2026";
/// A city, and one of its wards.
pub const CITY: &str = "703";
pub const JUSTICE: &str = "72-so-tu-phap";

fn ticked(roles: &[Role]) -> TickedRoles {
    let has = |role| roles.contains(&role);
    TickedRoles {
        desk_officer: has(Role::DeskOfficer),
        cash_officer: has(Role::CashOfficer),
        finance_maker: has(Role::FinanceMaker),
        finance_checker: has(Role::FinanceChecker),
        administrator: has(Role::Administrator),
        auditor: has(Role::Auditor),
    }
}

/// What an administrator types about Ánh.
pub fn anh(unit_code: &str, roles: &[Role]) -> NewOfficer {
    NewOfficer {
        identity_number: ANH.identity_number.to_owned(),
        full_name: "Lê Thị Hồng Ánh".to_owned(),
        birth_date: "05/09/1985".to_owned(),
        phone: ANH.phone.to_owned(),
        email: "Anh@TayNinh.gov.vn".to_owned(),
        unit_code: unit_code.to_owned(),
        roles: ticked(roles),
    }
}

/// What an administrator types about a demonstration account.
fn known(who: Citizen, full_name: &str, unit_code: &str, roles: &[Role]) -> NewOfficer {
    NewOfficer {
        identity_number: who.identity_number.to_owned(),
        full_name: full_name.to_owned(),
        birth_date: "11/02/1990".to_owned(),
        phone: "0912000000".to_owned(),
        ..anh(unit_code, roles)
    }
}

pub async fn make(who: &Client, input: NewOfficer) -> Result<OfficerDetail, Problem> {
    who.call::<MakeOfficer>((), input).await
}

pub async fn change(
    who: &Client,
    id: Uuid,
    unit: &str,
    roles: &[Role],
) -> Result<OfficerDetail, Problem> {
    let input = OfficerChange {
        unit_code: unit.to_owned(),
        roles: ticked(roles),
        reason: "Quyết định 12/QĐ-UBND".to_owned(),
    };
    who.call::<ChangeOfficer>(IdPath { id }, input).await
}

pub async fn end(who: &Client, id: Uuid) -> Result<OfficerDetail, Problem> {
    let reason = "Nghỉ hưu".to_owned();
    who.call::<DeactivateOfficer>(IdPath { id }, OfficerReason { reason })
        .await
}

pub async fn reset_password(who: &Client, id: Uuid) -> Result<OfficerDetail, Problem> {
    let reason = "Gọi điện, đúng người".to_owned();
    who.call::<ResetOfficerPassword>(IdPath { id }, OfficerReason { reason })
        .await
}

/// Somebody has forgotten the password, as the page takes it.
async fn forgotten(browser: &Client, who: Citizen) {
    let (captcha_id, captcha) = browser.captcha().await;
    let wanted = PasswordRecoveryInput {
        identity_number: who.identity_number.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
    };
    browser
        .call::<StartPasswordRecovery>((), wanted)
        .await
        .expect("a recovery");
}

/// The code from the telephone, then another password.
async fn choose_password(browser: &Client, code: String) -> Result<(), Problem> {
    browser
        .call::<VerifyPasswordRecovery>((), OneTimeCodeInput { code })
        .await
        .expect("the right code");
    let chosen = NewPasswordInput {
        password: PASSWORD.to_owned(),
        repeated: PASSWORD.to_owned(),
    };
    browser
        .call::<CompletePasswordRecovery>((), chosen)
        .await
        .map(drop)
}

async fn list(who: &Client, q: &str) -> Officers {
    let query = OfficerQuery {
        q: q.to_owned(),
        page: String::new(),
    };
    who.call::<ListOfficers>((), query).await.expect("a list")
}

/// Whether somebody may work at the desk.
async fn works_at_the_desk(who: &Client) -> bool {
    who.call::<ListDeskDossiers>((), DeskQuery::default())
        .await
        .is_ok()
}

/// A browser with the administrator of the city signed in.
pub async fn city_administrator(portal: &Portal) -> Client {
    let hung = portal.signed_in(HUNG).await;
    make(&hung, anh(CITY, &[Role::Administrator]))
        .await
        .expect("an administrator of the city");
    portal.signed_in(ANH).await
}
