//! Another password for an account, however its owner was proved: checked, stored, told.

use crate::{
    audit::Entry,
    auth::{password, session},
    http::{RequestContext, Result},
    notifications::{self, Notification},
};
use app::api::accounts::NewPasswordInput;
use sqlx::PgConnection;
use uuid::Uuid;

/// A password that was checked and hashed, to be stored. In two steps, because hashing takes its time and its turn, and no
/// connection is held meanwhile.
#[derive(Debug)]
pub struct PasswordChange {
    account_id: Uuid,
    hash: String,
}

impl PasswordChange {
    /// Checks what was chosen against what others may know of the account's owner, and hashes it.
    ///
    /// # Errors
    /// Field errors; 503 where too many wait already; or a database error.
    pub async fn chosen(
        cx: &RequestContext,
        account_id: Uuid,
        input: &NewPasswordInput,
    ) -> Result<Self> {
        let own = sqlx::query!(
            "select login_name, identity_number, phone from accounts where id = $1",
            account_id
        )
        .fetch_one(cx.db())
        .await?;
        let known = [
            own.login_name.as_str(),
            own.identity_number.as_str(),
            own.phone.as_str(),
        ];
        let hash = password::chosen(&cx.app, input, &known).await?;
        Ok(Self { account_id, hash })
    }

    /// Stores it. Whoever else is signed in is signed out, and the owner is told.
    pub async fn store(
        self,
        tx: &mut PgConnection,
        cx: &RequestContext,
        kept: Option<Uuid>,
        entry: Entry,
    ) -> Result<()> {
        sqlx::query!(
            "update accounts set password_hash = $2 where id = $1",
            self.account_id,
            self.hash
        )
        .execute(&mut *tx)
        .await?;
        session::end_all_but(&mut *tx, self.account_id, kept).await?;
        entry.write(&mut *tx, cx).await?;
        notifications::recipient(&mut *tx, self.account_id)
            .await?
            .notify(tx, Notification::PasswordChanged, cx.now)
            .await
    }
}
