//! Officers: accounts that work for a unit.

use crate::http::{Cx, Result};
use app::api::{Problem, ProblemCode};
use domain::language::{Text, text};

const OFFICERS_ONLY: Text = text(
    "Trang này dành cho cán bộ một cửa.",
    "This page is for officers of the one-stop desk.",
);
const HOW_TO_BECOME_ONE: Text = text(
    "Tài khoản đang đăng nhập không thuộc đơn vị nào. Nếu bạn là cán bộ, xin liên hệ người quản trị của đơn vị.",
    "The account you are signed in with belongs to no unit. If you are an officer, ask your unit’s administrator.",
);

/// What an officer may see: everything of one unit, and nothing of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Code of the unit.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
}

impl Cx {
    /// The officer who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no officer's.
    pub fn officer(&self) -> Result<&Officer> {
        self.account()?;
        let officer = self
            .session
            .as_ref()
            .and_then(|session| session.officer.as_ref());
        Ok(officer.ok_or_else(|| {
            Problem::new(403, ProblemCode::Forbidden, OFFICERS_ONLY).with_detail(HOW_TO_BECOME_ONE)
        })?)
    }
}
