use crate::http::{Error, Result};
use app::{
    api::{accounts::Role, audit::AuditObject},
    locales::t,
};
use domain::language::{Text, text};
use uuid::Uuid;

/// What an act was done to, by the id that is stored with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// An officer, by account.
    Officer(Uuid),
    /// An agency, by account.
    Agency(Uuid),
    /// A payment attempt, by reference.
    Attempt(String),
    Refund(Uuid),
    /// The list of refunds that the bank transfers, or its results.
    TransferList,
    /// A payment channel, by code.
    Channel(String),
    /// An announcement, by number.
    Announcement(i64),
    /// A dossier, by running number.
    Dossier(i64),
    Catalogue,
    AuditLog,
}

impl Object {
    /// The name of its kind and its id, as they are stored.
    #[must_use]
    pub fn stored(&self) -> (&'static str, Option<String>) {
        match self {
            Self::Officer(id) => ("officer", Some(id.to_string())),
            Self::Agency(id) => ("agency", Some(id.to_string())),
            Self::Attempt(reference) => ("attempt", Some(reference.clone())),
            Self::Refund(id) => ("refund", Some(id.to_string())),
            Self::TransferList => ("transfer_list", None),
            Self::Channel(code) => ("channel", Some(code.clone())),
            Self::Announcement(number) => ("announcement", Some(number.to_string())),
            Self::Dossier(number) => ("dossier", Some(number.to_string())),
            Self::Catalogue => ("catalogue", None),
            Self::AuditLog => ("audit_log", None),
        }
    }

    /// # Errors
    /// What this version does not know.
    pub fn read(kind: &str, id: Option<String>) -> Result<Self> {
        let unknown = || Error::internal(format!("no object of the audit log: {kind} {id:?}"));
        let named = || id.clone().ok_or_else(unknown);
        let account = || named()?.parse::<Uuid>().map_err(|_| unknown());
        let number = || named()?.parse::<i64>().map_err(|_| unknown());
        Ok(match kind {
            "officer" => Self::Officer(account()?),
            "agency" => Self::Agency(account()?),
            "attempt" => Self::Attempt(named()?),
            "refund" => Self::Refund(account()?),
            "transfer_list" => Self::TransferList,
            "channel" => Self::Channel(named()?),
            "announcement" => Self::Announcement(number()?),
            "dossier" => Self::Dossier(number()?),
            "catalogue" => Self::Catalogue,
            "audit_log" => Self::AuditLog,
            _ => return Err(unknown()),
        })
    }

    /// What such a thing is called.
    const fn kind(&self) -> Text {
        match self {
            Self::Officer(_) => text("Cán bộ", "Officer"),
            Self::Agency(_) => text("Cơ quan", "Agency"),
            Self::Attempt(_) => text("Giao dịch", "Payment"),
            Self::Refund(_) => text("Khoản hoàn", "Refund"),
            Self::TransferList => text("Danh sách chuyển khoản", "Transfer list"),
            Self::Channel(_) => text("Kênh", "Payment method"),
            Self::Announcement(_) => text("Thông báo số", "Announcement"),
            Self::Dossier(_) => text("Hồ sơ", "Application"),
            Self::Catalogue => text("Danh mục thủ tục", "Catalogue"),
            Self::AuditLog => text("Nhật ký", "Audit log"),
        }
    }

    /// What it is called, by a better name than its id where there is one, with its page for a reader who may open it.
    #[must_use]
    pub fn view(&self, name: Option<String>, reader: &[Role]) -> AuditObject {
        let is = |roles: &[Role]| reader.iter().any(|role| roles.contains(role));
        let finance = is(&app::api::accounts::ROLES_OF_FINANCE);
        let page = match self {
            Self::Officer(id) => {
                is(&[Role::Administrator]).then(|| format!("/can-bo/quan-tri/can-bo/{id}"))
            }
            Self::Attempt(reference) => {
                finance.then(|| format!("/can-bo/tai-chinh/giao-dich/{reference}"))
            }
            Self::Refund(id) => finance.then(|| format!("/can-bo/tai-chinh/hoan-phi/{id}")),
            Self::Channel(_) => finance.then(|| "/can-bo/tai-chinh/kenh".to_owned()),
            Self::Agency(_)
            | Self::TransferList
            | Self::Announcement(_)
            | Self::Dossier(_)
            | Self::Catalogue
            | Self::AuditLog => None,
        };
        let kind = t(self.kind());
        // Whose account it is stands beside it.
        let named = !matches!(self, Self::Officer(_) | Self::Agency(_));
        let name = named.then(|| name.or_else(|| self.stored().1)).flatten();
        AuditObject {
            what: name.map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}")),
            page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_as_it_was_stored() {
        for object in [
            Object::Officer(Uuid::nil()),
            Object::Agency(Uuid::nil()),
            Object::Attempt("a1".to_owned()),
            Object::Refund(Uuid::nil()),
            Object::TransferList,
            Object::Channel("momo".to_owned()),
            Object::Announcement(7),
            Object::Dossier(363_815),
            Object::Catalogue,
            Object::AuditLog,
        ] {
            let (kind, id) = object.stored();
            assert_eq!(Object::read(kind, id).expect("known"), object);
        }
        for (kind, id) in [("refund", None), ("refund", Some("7")), ("later", None)] {
            assert!(Object::read(kind, id.map(str::to_owned)).is_err(), "{kind}");
        }
    }

    #[test]
    fn only_who_may_open_its_page_is_led_there() {
        let refund = Object::Refund(Uuid::nil());
        let view = refund.view(Some("r7".to_owned()), &[Role::Auditor]);
        assert_eq!(view.what, "Khoản hoàn r7");
        assert!(view.page.is_some());
        assert_eq!(refund.view(None, &[Role::Administrator]).page, None);
    }
}
