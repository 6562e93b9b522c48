//! Demonstration accounts. They exist only outside production, where the sandbox is the outside world.

use super::password;
use crate::{config::Config, http::Result, state::AppState};
use time::macros::date;
use uuid::Uuid;

/// Whether this is a demonstration.
#[must_use]
pub fn is_on(config: &Config) -> bool {
    !config.production
}

/// Password of every demonstration account.
pub const PASSWORD: &str = "ThuNghiem-2026";

/// Identity number, name and telephone number.
const PEOPLE: [(&str, &str, &str); 5] = [
    ("072090000017", "Nguyễn Văn An", "0869221603"),
    ("072191000025", "Trần Thị Bình", "0973835933"),
    ("072190000033", "Lê Minh Châu", "0918602147"),
    ("072190000041", "Phạm Quốc Dũng", "0918602154"),
    ("072190000058", "Hồ Thị Giang", "0918602161"),
];

/// Who of them are officers, in which role and unit. Refunds need two finance officers.
const OFFICERS: [(&str, &str, &str); 3] = [
    ("072190000033", "desk_officer", "72-so-tu-phap"),
    ("072190000041", "finance_officer", "72-so-tai-chinh"),
    ("072190000058", "finance_officer", "72-so-tai-chinh"),
];

/// Makes the accounts that are missing.
///
/// # Errors
/// A database error.
pub async fn ensure_accounts(app: &AppState) -> Result<()> {
    for (identity_number, full_name, phone) in PEOPLE {
        let exists = sqlx::query_scalar!(
            r#"select exists (select from accounts where identity_number = $1) as "exists!""#,
            identity_number
        )
        .fetch_one(&app.db)
        .await?;
        if exists {
            continue;
        }
        let hash = password::hash(app, PASSWORD.to_owned()).await?;
        sqlx::query!(
            "insert into accounts (id, kind, identity_number, full_name, birth_date, phone, password_hash,
                 assurance, created_at)
             values ($1, 'citizen', $2, $3, $4, $5, $6, 2, $7)
             on conflict on constraint accounts_identity_number_key do nothing",
            Uuid::new_v4(),
            identity_number,
            full_name,
            date!(1990 - 02 - 11),
            phone,
            hash,
            app.clock.now(),
        )
        .execute(&app.db)
        .await?;
    }
    for (identity_number, role, unit_code) in OFFICERS {
        sqlx::query!(
            "insert into officers (account_id, unit_code, role, since)
             select a.id, u.code, $3, $4 from accounts a, units u
             where a.identity_number = $1 and u.code = $2
             on conflict (account_id) do nothing",
            identity_number,
            unit_code,
            role,
            app.clock.now(),
        )
        .execute(&app.db)
        .await?;
    }
    Ok(())
}
