//! Officers: accounts that work for a unit.

use crate::http::{Cx, Error, Result};
use app::api::{Problem, ProblemCode, accounts::Role};
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
    pub role: Role,
}

impl Cx {
    /// The officer who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no officer's.
    pub fn officer(&self) -> Result<&Officer> {
        self.working_as(Role::DeskOfficer)
            .ok_or_else(|| self.not_allowed(OFFICERS_ONLY))
    }

    /// The account of the finance officer who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no finance officer's.
    pub fn finance_officer(&self) -> Result<Uuid> {
        self.working_as(Role::FinanceOfficer)
            .ok_or_else(|| self.not_allowed(FINANCE_ONLY))?;
        self.account()
    }

    fn working_as(&self, role: Role) -> Option<&Officer> {
        let officer = self.session.as_ref()?.officer.as_ref()?;
        (officer.role == role).then_some(officer)
    }

    fn is_officer(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|session| session.officer.is_some())
    }

    fn not_allowed(&self, why: Text) -> Error {
        match self.account() {
            Err(error) => error,
            Ok(_) => Problem::new(403, ProblemCode::Forbidden, why)
                .with_detail(if self.is_officer() {
                    OWN_WORK
                } else {
                    HOW_TO_BECOME_ONE
                })
                .into(),
        }
    }
}
