//! An officer is made: of a citizen who has an account, or with an account that is made for the purpose.

use super::{scope::Act, show};
use crate::{
    audit::{Event, Object},
    http::{Error, RequestContext, Result},
    notifications::{self, Notification},
    registration::NewAccount,
};
use app::{
    api::{
        Problem,
        officers::{NewOfficer, OfficerDetail},
    },
    forms::{
        account::Registration,
        officer::{Post, new_officer},
    },
};
use domain::{born::Born, calendar::vietnam_date, language::text};
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Handles `POST /api/v1/officers`.
///
/// # Errors
/// 401; 403, also without a recent proof; 409 where it is an officer's account already; 422; or a database error.
pub async fn make(cx: RequestContext, (): (), input: NewOfficer) -> Result<OfficerDetail> {
    cx.administrator()?;
    cx.require_recent_authentication()?;
    let (details, post) = new_officer(&input, vietnam_date(cx.now))?;
    let Act {
        mut tx,
        actor,
        scope,
    } = Act::begin(&cx).await?;
    scope.allows(&post, &[])?;
    let (account_id, notice) = match existing(&mut tx, &details).await? {
        Some(account_id) => (account_id, Notification::OfficerAppointed),
        None => {
            let account = NewAccount {
                details: &details,
                legal_name: None,
                password_hash: None,
                assurance: 2,
            };
            (
                account.store(&mut tx, &cx).await?,
                Notification::OfficerMade,
            )
        }
    };
    if !appoint(&mut tx, account_id, &post, cx.now).await? {
        return Err(is_one_already());
    }
    let made = show::find(&mut *tx, &scope, account_id, actor).await?;
    Event::OfficerMade
        .of(account_id)
        .on(Object::Officer(account_id))
        .by(actor)
        .making(json!({ "unit": made.summary.unit_name, "roles": made.summary.roles }))
        .write(&mut *tx, &cx)
        .await?;
    notifications::recipient(&mut tx, account_id)
        .await?
        .notify(&mut tx, notice, cx.now)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(made)
}

/// The citizen's account of the number, if there is one. Name and birth date must be its owner's, so that a mistyped number
/// makes an officer of nobody else.
async fn existing(tx: &mut PgConnection, details: &Registration) -> Result<Option<Uuid>> {
    let account = sqlx::query!(
        "select id, full_name, birth_date, birth_year_only, state from accounts where id = account_named($1)",
        details.login_name()
    )
    .fetch_optional(tx)
    .await?;
    let Some(account) = account else {
        return Ok(None);
    };
    let born = Born::from_stored(account.birth_date, account.birth_year_only);
    let is_the_same =
        details.full_name.is_same_as(&account.full_name) && born.agrees_with(details.birth_date);
    if !is_the_same {
        let another = text(
            "Đã có tài khoản với số này, nhưng họ và tên hoặc ngày sinh khác. Kiểm tra lại cả ba.",
            "There is an account with this number, but the name or date of birth differs. Check all three.",
        );
        return Err(Problem::field("identity_number", another).into());
    }
    if account.state != "active" {
        let closed = text(
            "Tài khoản của người này đã đóng.",
            "This person’s account is closed.",
        );
        return Err(Problem::conflict(closed).into());
    }
    Ok(Some(account.id))
}

/// Gives the post to somebody who has none, also to whoever had one and left it. False where it is an officer already.
pub(super) async fn appoint(
    tx: &mut PgConnection,
    account_id: Uuid,
    post: &Post,
    now: OffsetDateTime,
) -> Result<bool> {
    let appointed = sqlx::query!(
        "insert into officers (account_id, unit_code, roles, since) values ($1, $2, $3, $4)
         on conflict (account_id) do update set unit_code = $2, roles = $3, since = $4, ended_at = null
         where officers.ended_at is not null",
        account_id,
        post.unit_code,
        &post.roles as _,
        now,
    )
    .execute(tx)
    .await?;
    Ok(appointed.rows_affected() > 0)
}

fn is_one_already() -> Error {
    Problem::conflict(text(
        "Người này đang là cán bộ.",
        "This person is already an officer.",
    ))
    .with_detail(text(
        "Tìm trong danh sách để đổi vai trò. Nếu không thấy, người này thuộc đơn vị khác: đơn vị đó phải thu hồi quyền trước.",
        "Find them in the list to change their roles. If they are not there, they work for another office, which must remove their access first.",
    ))
    .into()
}
