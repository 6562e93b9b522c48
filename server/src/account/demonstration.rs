//! Demonstration accounts. They exist only outside production, where the sandbox is the outside world.

use crate::{auth::password, http::Result, state::AppState};
use time::macros::date;
use uuid::Uuid;

pub const PASSWORD: &str = "ThuNghiem-2026";

/// Identity number, name and telephone number. Nobody's: in no document that the portal was made after.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("072090000017", "Nguyễn Văn An", "0900000017"),
    ("072191000025", "Trần Thị Bình", "0900000025"),
    ("072190000033", "Lê Minh Châu", "0918602147"),
    ("072190000041", "Phạm Quốc Dũng", "0918602154"),
    ("072190000058", "Hồ Thị Giang", "0918602161"),
    ("072190000066", "Vũ Quốc Hưng", "0918602178"),
    ("072190000074", "Ngô Thị Lan", "0918602193"),
    ("072190000090", "Trương Thị Mai", "0918602209"),
];

/// Who of them are officers, in which roles and unit. Refunds need two finance officers; in a small office each of them may
/// be the one or the other.
const OFFICERS: [(&str, &[&str], &str); 6] = [
    ("072190000033", &["desk_officer"], "72-so-tu-phap"),
    ("072190000090", &["cash_officer"], "72-so-tu-phap"),
    (
        "072190000041",
        &["finance_maker", "finance_checker"],
        "72-so-tai-chinh",
    ),
    (
        "072190000058",
        &["finance_maker", "finance_checker"],
        "72-so-tai-chinh",
    ),
    ("072190000066", &["administrator"], "72"),
    ("072190000074", &["auditor"], "72"),
];

/// An enterprise: tax code, legal name, and its representative as in [`PEOPLE`].
const ENTERPRISE: (&str, &str, (&str, &str, &str)) = (
    "3900123458",
    "Công ty TNHH Tây Ninh Xanh",
    ("072190000082", "Đỗ Thị Hạnh", "0918602185"),
);

/// Makes the accounts that are missing.
pub async fn ensure_accounts(app: &AppState) -> Result<()> {
    for (identity_number, full_name, phone) in PEOPLE {
        let account = Demo {
            login_name: identity_number,
            person: (identity_number, full_name, phone),
            enterprise: None,
        };
        account.ensure(app).await?;
    }
    let (tax_code, legal_name, person) = ENTERPRISE;
    let account = Demo {
        login_name: tax_code,
        person,
        enterprise: Some((tax_code, legal_name)),
    };
    account.ensure(app).await?;
    for (login_name, roles, unit_code) in OFFICERS {
        let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
        sqlx::query!(
            "insert into officers (account_id, unit_code, roles, since)
             select a.id, u.code, $3, $4 from accounts a, units u
             where a.login_name = $1 and u.code = $2
             on conflict (account_id) do nothing",
            login_name,
            unit_code,
            &roles,
            app.clock.now(),
        )
        .execute(&app.db)
        .await?;
    }
    Ok(())
}

struct Demo {
    login_name: &'static str,
    person: (&'static str, &'static str, &'static str),
    enterprise: Option<(&'static str, &'static str)>,
}

impl Demo {
    async fn ensure(&self, app: &AppState) -> Result<()> {
        let exists = sqlx::query_scalar!(
            r#"select exists (select from accounts where login_name = $1) as "exists!""#,
            self.login_name
        )
        .fetch_one(&app.db)
        .await?;
        if exists {
            return Ok(());
        }
        let hash = password::hash(app, PASSWORD.to_owned()).await?;
        let (identity_number, full_name, phone) = self.person;
        let (tax_code, legal_name) = self.enterprise.unzip();
        sqlx::query!(
            "insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, password_hash,
                 assurance, created_at, tax_code, legal_name, demonstration)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 2, $9, $10, $11, true)
             on conflict on constraint accounts_login_name_key do nothing",
            Uuid::new_v4(),
            if tax_code.is_some() { "enterprise" } else { "citizen" },
            self.login_name,
            identity_number,
            full_name,
            date!(1990 - 02 - 11),
            phone,
            hash,
            app.clock.now(),
            tax_code,
            legal_name,
        )
        .execute(&app.db)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ENTERPRISE, PEOPLE};
    use domain::phone::PhoneNumber;

    /// Mobile numbers in the documents that the portal was made after. They are somebody's.
    const PRINTED: [&str; 4] = ["0869221603", "0908041041", "0973835933", "0987654321"];

    #[test]
    fn nobody_has_a_telephone_of_somebody_in_the_documents() {
        let phones = PEOPLE.iter().map(|person| person.2);
        for phone in phones.chain([ENTERPRISE.2.2]) {
            assert!(PhoneNumber::parse(phone).is_ok(), "{phone}");
            assert!(!PRINTED.contains(&phone), "{phone}");
        }
    }
}
