//! Officers: accounts that work for a unit.

use super::session::Session;
use crate::http::{Cx, Error, Result};
use app::api::{
    Problem, ProblemCode,
    accounts::{ROLES_OF_FINANCE, Role},
    sessions::Method,
};
use domain::language::{Text, text};
use uuid::Uuid;

const OFFICERS_ONLY: Text = text(
    "Trang này dành cho cán bộ một cửa.",
    "This page is for officers of the one-stop desk.",
);
const FINANCE_ONLY: Text = text(
    "Trang này dành cho cán bộ tài chính.",
    "This page is for finance officers.",
);
const MAKERS_ONLY: Text = text(
    "Việc này dành cho cán bộ lập đề nghị.",
    "This is for officers who make proposals.",
);
const CHECKERS_ONLY: Text = text(
    "Việc này dành cho cán bộ duyệt.",
    "This is for officers who approve.",
);
const ADMINISTRATORS_ONLY: Text = text(
    "Trang này dành cho người quản trị.",
    "This page is for administrators.",
);
const AUDITORS_ONLY: Text = text(
    "Trang này dành cho người kiểm tra nhật ký và người quản trị.",
    "This page is for auditors and administrators.",
);
const HOW_TO_BECOME_ONE: Text = text(
    "Tài khoản đang đăng nhập không thuộc đơn vị nào. Nếu bạn là cán bộ, xin liên hệ người quản trị của đơn vị.",
    "The account you are signed in with belongs to no unit. If you are an officer, ask your unit’s administrator.",
);
const OWN_WORK: Text = text(
    "Các trang dành cho công việc của bạn nằm ở đầu trang.",
    "The pages for your own work are at the top.",
);

/// What an officer may see: a desk officer everything of one unit, and nothing of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Code of the unit.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
    /// What the officer works as.
    pub roles: Vec<Role>,
}

impl Cx {
    /// The desk officer who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no desk officer's.
    pub fn officer(&self) -> Result<&Officer> {
        self.working_as(&[Role::DeskOfficer], OFFICERS_ONLY)
    }

    /// The account of whoever may see the payments of the province.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_reader(&self) -> Result<Uuid> {
        self.working_as(&ROLES_OF_FINANCE, FINANCE_ONLY)?;
        self.account()
    }

    /// The account of a finance officer, who may do what needs no second person.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_officer(&self) -> Result<Uuid> {
        self.working_as(&[Role::FinanceMaker, Role::FinanceChecker], FINANCE_ONLY)?;
        self.account()
    }

    /// The account of the officer who may propose what moves money.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_maker(&self) -> Result<Uuid> {
        self.finance_reader()?;
        self.working_as(&[Role::FinanceMaker], MAKERS_ONLY)?;
        self.account()
    }

    /// The account of the officer who may approve what another has proposed.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_checker(&self) -> Result<Uuid> {
        self.finance_reader()?;
        self.working_as(&[Role::FinanceChecker], CHECKERS_ONLY)?;
        self.account()
    }

    /// The administrator who is signed in: makes and manages officers of a unit and of those below it.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no administrator's.
    pub fn administrator(&self) -> Result<&Officer> {
        self.working_as(&[Role::Administrator], ADMINISTRATORS_ONLY)
    }

    /// Whoever may read what was done with accounts.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn audit_reader(&self) -> Result<&Officer> {
        self.working_as(&[Role::Auditor, Role::Administrator], AUDITORS_ONLY)
    }

    /// The officer who is signed in, in one of these roles. Every right of an officer goes through here, and needs a session
    /// that began with a second factor.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 with the reason where the account has none of them or the session began too weakly.
    pub fn working_as(&self, roles: &[Role], or_else: Text) -> Result<&Officer> {
        let session = self
            .session
            .as_ref()
            .ok_or_else(Problem::sign_in_required)?;
        let officer = session
            .officer
            .as_ref()
            .filter(|officer| officer.roles.iter().any(|role| roles.contains(role)))
            .ok_or_else(|| not_allowed(session, or_else))?;
        session.refuse_weak()?;
        Ok(officer)
    }
}

impl Session {
    /// Whether it began with a second factor. Without one nothing is done that would give more than the session has: no work of
    /// an officer, and no change of how the account is got into.
    ///
    /// # Errors
    /// 403 with how to have one.
    pub fn refuse_weak(&self) -> Result<()> {
        if has_second_factor(self.method, self.assurance) {
            return Ok(());
        }
        Err(Problem::second_factor_required().into())
    }
}

/// Whether a session that began like this had a second factor. A password always comes with a one-time code, passkeys and
/// signatures are two factors by themselves; what an identity provider has asked for shows in the assurance that it names,
/// and Vietnam Post's says too little.
pub(super) const fn has_second_factor(method: Method, assurance: u8) -> bool {
    match method {
        Method::Password | Method::Passkey | Method::UsbToken | Method::SigningSim => true,
        Method::National | Method::Vneid => assurance >= 2,
        Method::VietnamPost => false,
    }
}

fn not_allowed(session: &Session, why: Text) -> Error {
    Problem::new(403, ProblemCode::Forbidden, why)
        .with_detail(if session.officer.is_some() {
            OWN_WORK
        } else {
            HOW_TO_BECOME_ONE
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_needs_a_second_factor_whatever_the_way_in() {
        for (method, assurance, enough) in [
            (Method::Password, 2, true),
            (Method::Passkey, 2, true),
            (Method::UsbToken, 3, true),
            (Method::SigningSim, 3, true),
            (Method::National, 1, false),
            (Method::National, 2, true),
            (Method::Vneid, 1, false),
            (Method::Vneid, 3, true),
            (Method::VietnamPost, 1, false),
            (Method::VietnamPost, 2, false),
            (Method::VietnamPost, 3, false),
        ] {
            assert_eq!(
                has_second_factor(method, assurance),
                enough,
                "{method:?} {assurance}"
            );
        }
    }
}
