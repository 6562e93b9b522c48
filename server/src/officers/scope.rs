//! How far an administrator's hand reaches.

use crate::http::{Error, RequestContext, Result};
use app::{
    api::{Problem, ProblemCode, accounts::Role},
    forms::officer::Post,
};
use domain::language::text;
use sqlx::{PgExecutor, PgTransaction};
use strum::IntoEnumIterator;
use uuid::Uuid;

/// A unit and everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub units: Vec<String>,
    /// Whether these are all there are, as the unit is the province's root.
    pub is_province: bool,
}

impl Scope {
    pub async fn of(db: impl PgExecutor<'_>, unit_code: &str) -> Result<Self> {
        let below = sqlx::query!(
            r#"with recursive below as (
                   select code, parent from units where code = $1
                   union
                   select u.code, u.parent from units u join below b on u.parent = b.code
               )
               select code as "code!", parent is null as "is_root!" from below"#,
            unit_code
        )
        .fetch_all(db)
        .await?;
        Ok(Self {
            is_province: below.iter().any(|unit| unit.is_root),
            units: below.into_iter().map(|unit| unit.code).collect(),
        })
    }

    #[must_use]
    pub fn has(&self, unit_code: &str) -> bool {
        self.units.iter().any(|unit| unit == unit_code)
    }

    /// Roles that can be given in it: those whose work reaches the whole province are given by the province only.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        Role::iter()
            .filter(|role| self.is_province || !role.is_of_province())
            .collect()
    }

    /// Whether a post may be given; roles that the officer has already may stay.
    ///
    /// # Errors
    /// 422 beside the unit or the roles.
    pub fn allows(&self, post: &Post, had: &[Role]) -> Result<()> {
        if !self.has(&post.unit_code) {
            let not_yours = text(
                "Chọn đơn vị của bạn hoặc đơn vị trực thuộc.",
                "Choose your own office or one below it.",
            );
            return Err(Problem::field("unit_code", not_yours).into());
        }
        let given = self.roles();
        if post
            .roles
            .iter()
            .any(|role| !given.contains(role) && !had.contains(role))
        {
            let of_province = text(
                "Vai trò có hiệu lực toàn tỉnh chỉ do quản trị viên của tỉnh giao.",
                "Only the province’s administrator can give roles for the whole province.",
            );
            return Err(Problem::field("roles", of_province).into());
        }
        Ok(())
    }
}

/// An administrator's act, in whose transaction nobody else changes officers.
pub struct Act {
    pub tx: PgTransaction<'static>,
    pub actor: Uuid,
    pub scope: Scope,
}

impl Act {
    /// Begins it. The administrator is looked at once more, as another may just have ended the administrator's own work: so two
    /// administrators who end each other leave one, and the province never loses its last, whom nobody else reaches.
    ///
    /// # Errors
    /// 401; 403 where the account is no administrator's or the proof is too old; or a database error.
    pub async fn begin(cx: &RequestContext) -> Result<Self> {
        cx.administrator()?;
        let actor = cx.require_recent_authentication()?;
        let mut tx = cx.db().begin().await?;
        sqlx::query!("lock table officers in share row exclusive mode")
            .execute(&mut *tx)
            .await?;
        let unit_code = sqlx::query_scalar!(
            "select unit_code from officers where account_id = $1 and ended_at is null and $2 = any (roles)",
            actor,
            Role::Administrator as _
        )
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(no_longer)?;
        let scope = Scope::of(&mut *tx, &unit_code).await?;
        Ok(Self { tx, actor, scope })
    }
}

fn no_longer() -> Error {
    let title = text(
        "Bạn không còn là quản trị viên.",
        "You are no longer an administrator.",
    );
    Problem::new(403, ProblemCode::Forbidden, title).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(is_province: bool) -> Scope {
        Scope {
            units: vec!["703".to_owned(), "25459".to_owned()],
            is_province,
        }
    }

    fn post(unit_code: &str, roles: &[Role]) -> Post {
        Post {
            unit_code: unit_code.to_owned(),
            roles: roles.to_vec(),
        }
    }

    #[test]
    fn what_reaches_the_whole_province_is_given_by_the_province_only() {
        use Role::{
            Administrator, Auditor, CashOfficer, DeskOfficer, FinanceChecker, FinanceMaker,
        };
        for (province, unit, roles, had, allowed) in [
            (
                false,
                "703",
                &[DeskOfficer, Administrator][..],
                &[][..],
                true,
            ),
            (false, "25459", &[DeskOfficer], &[], true),
            (false, "25459", &[DeskOfficer, CashOfficer], &[], true),
            (false, "72", &[DeskOfficer], &[], false),
            (false, "703", &[FinanceMaker], &[], false),
            (false, "703", &[Auditor], &[], false),
            (
                false,
                "703",
                &[DeskOfficer, FinanceMaker],
                &[FinanceMaker],
                true,
            ),
            (false, "703", &[FinanceChecker], &[FinanceMaker], false),
            (true, "703", &[FinanceMaker, Auditor], &[], true),
        ] {
            let answer = scope(province).allows(&post(unit, roles), had);
            assert_eq!(
                answer.is_ok(),
                allowed,
                "{province} {unit} {roles:?} {had:?}"
            );
        }
    }
}
