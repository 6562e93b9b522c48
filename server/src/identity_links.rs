//! Identities elsewhere and certificates, and the accounts that they lead into.

use crate::error::Result;
use app::api::{accounts::AccountKind, sessions::Method};
use identity_providers::Identity;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Somebody whom an identity provider or a certificate has identified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingIdentity {
    /// Who or what did.
    pub method: Method,
    pub identity: Identity,
    /// The certificate, where it was one.
    pub certificate: Option<Certificate>,
    /// Where to go afterwards.
    pub next: String,
}

/// A certificate, as far as it is remembered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// SHA-256, hexadecimal.
    pub fingerprint: String,
    pub name: String,
    pub issuer: String,
    /// Its number there, hexadecimal.
    pub serial: String,
    pub not_after: OffsetDateTime,
}

impl PendingIdentity {
    /// The account that this identity or certificate leads into, with its state. A certificate's papers must be the account's
    /// still.
    pub async fn account(&self, tx: &mut PgConnection) -> Result<Option<(Uuid, String)>> {
        let found = match &self.certificate {
            Some(certificate) => sqlx::query!(
                "select a.id, a.state from certificates c join accounts a on a.id = c.account_id
                 where c.fingerprint = decode($1, 'hex') and a.login_name = $2",
                certificate.fingerprint,
                self.identity.login_name(),
            )
            .fetch_optional(tx)
            .await?
            .map(|row| (row.id, row.state)),
            None => sqlx::query!(
                "select a.id, a.state from linked_identities l join accounts a on a.id = l.account_id
                 where l.provider = $1 and l.subject = $2",
                self.method as _,
                self.identity.subject,
            )
            .fetch_optional(tx)
            .await?
            .map(|row| (row.id, row.state)),
        };
        Ok(found)
    }

    /// Lets it lead into an account from now on.
    pub async fn link(
        &self,
        tx: &mut PgConnection,
        account_id: Uuid,
        now: OffsetDateTime,
    ) -> Result<()> {
        match &self.certificate {
            Some(certificate) => sqlx::query!(
                "insert into certificates (fingerprint, account_id, subject, issuer, serial, not_after, bound_at)
                 values (decode($1, 'hex'), $2, $3, $4, $5, $6, $7)
                 on conflict (fingerprint) do update set account_id = $2, bound_at = $7",
                certificate.fingerprint,
                account_id,
                certificate.name,
                certificate.issuer,
                certificate.serial,
                certificate.not_after,
                now,
            )
            .execute(tx)
            .await?,
            // Another account there in place of the one before: whoever did it has proved both.
            None => sqlx::query!(
                "insert into linked_identities (provider, subject, account_id, linked_at) values ($1, $2, $3, $4)
                 on conflict (account_id, provider) do update set subject = $2, linked_at = $4",
                self.method as _,
                self.identity.subject,
                account_id,
                now,
            )
            .execute(tx)
            .await?,
        };
        Ok(())
    }

    #[must_use]
    pub fn kind(&self) -> AccountKind {
        match self.identity.organisation {
            Some(_) => AccountKind::Enterprise,
            None => AccountKind::Citizen,
        }
    }
}
