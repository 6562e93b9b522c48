//! Officers: accounts that work for a unit.

use crate::http::{
    Error, RequestContext, Result,
    session::{Officer, Session},
};
use app::api::{
    Problem, ProblemCode,
    accounts::{ROLES_OF_FINANCE, Role},
    sessions::Method,
};
use domain::language::{Text, text};
use sqlx::PgExecutor;
use time::Duration;
use uuid::Uuid;

const OFFICERS_ONLY: Text = text(
    "Trang này dành cho cán bộ Bộ phận Một cửa.",
    "This page is for officers of the one-stop desk.",
);
const CASH_ONLY: Text = text(
    "Trang này dành cho cán bộ thu tiền mặt.",
    "This page is for cash officers.",
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
    "Trang này dành cho quản trị viên.",
    "This page is for administrators.",
);
const AUDITORS_ONLY: Text = text(
    "Trang này dành cho người kiểm tra nhật ký và quản trị viên.",
    "This page is for auditors and administrators.",
);
const HOW_TO_BECOME_ONE: Text = text(
    "Tài khoản đang đăng nhập không thuộc đơn vị nào. Nếu bạn là cán bộ, liên hệ quản trị viên của đơn vị.",
    "The account you are signed in with belongs to no office. If you are an officer, ask your office’s administrator.",
);
const OWN_WORK: Text = text(
    "Các trang dành cho công việc của bạn nằm ở đầu trang.",
    "The pages for your own work are at the top.",
);

pub const PROOF_COUNTS_FOR: Duration = Duration::minutes(10);

impl RequestContext {
    /// The desk officer who is signed in.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no desk officer's.
    pub fn officer(&self) -> Result<&Officer> {
        self.require_role(&[Role::DeskOfficer], OFFICERS_ONLY)
    }

    /// The officer who is signed in and takes cash for the dossiers of a unit.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no cash officer's.
    pub fn cash_officer(&self) -> Result<&Officer> {
        self.require_role(&[Role::CashOfficer], CASH_ONLY)
    }

    /// The account of whoever may see the payments of the province.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_reader(&self) -> Result<Uuid> {
        self.require_role(&ROLES_OF_FINANCE, FINANCE_ONLY)?;
        self.account()
    }

    /// The account of a finance officer, who may do what needs no second person.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_officer(&self) -> Result<Uuid> {
        self.require_role(&[Role::FinanceMaker, Role::FinanceChecker], FINANCE_ONLY)?;
        self.account()
    }

    /// The account of the officer who may propose what moves money.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_maker(&self) -> Result<Uuid> {
        self.finance_reader()?;
        self.require_role(&[Role::FinanceMaker], MAKERS_ONLY)?;
        self.account()
    }

    /// The account of the officer who may approve what another has proposed.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn finance_checker(&self) -> Result<Uuid> {
        self.finance_reader()?;
        self.require_role(&[Role::FinanceChecker], CHECKERS_ONLY)?;
        self.account()
    }

    /// The administrator who is signed in: makes and manages officers of a unit and of those below it.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account is no administrator's.
    pub fn administrator(&self) -> Result<&Officer> {
        self.require_role(&[Role::Administrator], ADMINISTRATORS_ONLY)
    }

    /// Whoever may read what was done with accounts.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn audit_reader(&self) -> Result<&Officer> {
        self.require_role(&[Role::Auditor, Role::Administrator], AUDITORS_ONLY)
    }

    /// The officer who is signed in, in one of these roles. Every right of an officer goes through here, and needs a session
    /// that began with a second factor.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 with the reason where the account has none of them or the session began too weakly.
    pub fn require_role(&self, roles: &[Role], or_else: Text) -> Result<&Officer> {
        let session = self
            .session
            .as_ref()
            .ok_or_else(Problem::sign_in_required)?;
        let officer = session
            .officer
            .as_ref()
            .filter(|officer| officer.roles.iter().any(|role| roles.contains(role)))
            .ok_or_else(|| not_allowed(session, or_else))?;
        session.require_second_factor()?;
        Ok(officer)
    }
}

impl RequestContext {
    /// The account of somebody who has proved lately to be its owner: an open browser on somebody's desk changes nothing.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the proof is too old or the session began without a second factor.
    pub fn require_recent_authentication(&self) -> Result<Uuid> {
        let session = self.session()?;
        session.require_second_factor()?;
        if self.now - session.proved_at <= PROOF_COUNTS_FOR {
            return Ok(session.account_id);
        }
        let title = text(
            "Vì an toàn, xác nhận lại bạn là chủ tài khoản.",
            "For your safety, confirm again that this account is yours.",
        );
        Err(Problem::new(403, ProblemCode::ProofRequired, title).into())
    }
}

impl Session {
    /// Whether it began with a second factor. Without one nothing is done that would give more than the session has: no work of
    /// an officer, and no change of how the account is got into.
    ///
    /// # Errors
    /// 403 with how to have one.
    pub fn require_second_factor(&self) -> Result<()> {
        if has_second_factor(self.method, self.assurance) {
            return Ok(());
        }
        Err(Problem::second_factor_required().into())
    }
}

/// Whether a session that began like this had a second factor. A password always comes with a one-time code, passkeys and
/// signatures are two factors by themselves; what an identity provider has asked for shows in the assurance that it names,
/// and Vietnam Post's says too little.
#[must_use]
pub const fn has_second_factor(method: Method, assurance: u8) -> bool {
    match method {
        Method::Password | Method::Passkey | Method::UsbToken | Method::SigningSim => true,
        Method::National | Method::Vneid => assurance >= 2,
        Method::VietnamPost => false,
    }
}

/// Whether the password is an officer's: a telephone alone does not open the desk and the books, so an administrator takes the
/// forgotten password first (`officers::reset_password`).
pub async fn reset_needs_administrator(db: impl PgExecutor<'_>, account_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
               select from officers o join accounts a on a.id = o.account_id
               where a.id = $1 and o.ended_at is null and a.password_hash is not null
           ) as "needs!""#,
        account_id
    )
    .fetch_one(db)
    .await?)
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
