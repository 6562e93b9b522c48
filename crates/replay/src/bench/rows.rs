//! What the operations work on, written straight into the database: each operation needs a dossier of its own.

use anyhow::Result;
use sqlx::{AssertSqlSafe, PgPool};

use super::Settings;

/// Rows for each client and second of a run. A client that comes to their end has measured nothing.
const EACH_SECOND: u32 = 700;

/// The tables that are filled. Only they are analysed: of another the plans would be made, and kept, for an empty table.
const WRITTEN: &str = "dossiers, payment_orders, payment_attempts, payment_events, jobs";

/// The form of every dossier. No apostrophes, because it goes into SQL as a literal.
pub const FORM: &str = r#"{"kind": "criminal_record", "form_number": "1", "purpose": "Xin giấy phép lao động", "permanent_address": "Ấp 1, xã Thạnh Đức, huyện Gò Dầu", "current_address": "Ấp 1, xã Thạnh Đức, huyện Gò Dầu", "copies": "1", "reduced_group": ""}"#;

/// The signed-in citizen's token: 64 characters, as the portal's own.
pub const TOKEN: &str = "be9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c6e9c";

#[derive(Debug, Clone, Copy)]
pub struct Batch {
    /// The first row's number; dossiers are numbered from 10,000,000 beyond it.
    pub first: u32,
    /// Rows for each client, one after the other.
    pub each: u32,
    clients: u32,
}

impl Batch {
    pub fn of_client(&self, client: u32) -> std::ops::Range<u32> {
        let first = self.first + client * self.each;
        first..first + self.each
    }

    pub fn rows(&self) -> u32 {
        self.clients * self.each
    }
}

pub struct Rows {
    database: PgPool,
    clients: u32,
    each: u32,
}

impl Rows {
    /// Connects, and makes the citizen.
    pub async fn open(settings: &Settings) -> Result<Self> {
        let rows = Self {
            database: PgPool::connect(&settings.database_url).await?,
            clients: settings.clients,
            each: EACH_SECOND * settings.seconds,
        };
        let account = include_str!("sql/account.sql").replace("$token$", &format!("'{TOKEN}'"));
        rows.execute(account).await?;
        Ok(rows)
    }

    pub async fn drafts(&self, number: u32) -> Result<Batch> {
        self.write(include_str!("sql/drafts.sql"), number).await
    }

    pub async fn attempts(&self, number: u32) -> Result<Batch> {
        self.write(include_str!("sql/attempts.sql"), number).await
    }

    /// What the portal answered to an order, as it keeps it.
    pub async fn answer(&self) -> Result<String> {
        let kept = "select answer::text from idempotency_keys where endpoint = 'SendDossier' and status = 200 limit 1";
        Ok(sqlx::query_scalar(kept).fetch_one(&self.database).await?)
    }

    async fn write(&self, sql: &str, number: u32) -> Result<Batch> {
        let batch = Batch {
            first: number * self.clients * self.each,
            each: self.each,
            clients: self.clients,
        };
        let sql = sql
            .replace("$first$", &batch.first.to_string())
            .replace("$last$", &(batch.first + batch.rows() - 1).to_string())
            .replace("$form$", &format!("'{FORM}'"));
        self.execute(sql).await?;
        // Neither is what one run leaves to be written the next one's burden, nor do plans rest on an empty table.
        self.execute(format!("analyze {WRITTEN}")).await?;
        self.execute("checkpoint".to_owned()).await?;
        Ok(batch)
    }

    async fn execute(&self, sql: String) -> Result<()> {
        // Built from this crate's own constants.
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&self.database)
            .await?;
        Ok(())
    }
}
