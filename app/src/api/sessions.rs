//! Where an account is signed in.

use super::{Empty, FormEndpoint, endpoints, security};
use crate::locales::{Text, security::method};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Password and one-time code.
    Password,
    /// A passkey (WebAuthn).
    Passkey,
    /// A signature made by a USB token.
    UsbToken,
    /// A signature made by a SIM.
    SigningSim,
    /// The national portal's sign-in.
    National,
    /// VNeID.
    Vneid,
    /// A Vietnam Post account.
    VietnamPost,
}

impl Method {
    /// The words for people.
    #[must_use]
    pub const fn label(self) -> Text {
        method(self)
    }
}

/// A session of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AccountSession {
    /// Names it in this list.
    pub id: Uuid,
    /// Whether it is the one that asks.
    pub current: bool,
    /// `Chrome · Android`; empty where unknown.
    pub browser: String,
    /// Network address.
    pub address: String,
    /// How it began.
    pub method: Method,
    /// When, `dd/mm/yyyy hh:mm`.
    pub began_at: String,
    /// Last request, `dd/mm/yyyy hh:mm`.
    pub last_seen_at: String,
}

/// Every session of the account, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AccountSessions {
    /// The sessions.
    pub items: Vec<AccountSession>,
}

/// Names a session.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SessionPath {
    /// See [`AccountSession::id`].
    pub id: Uuid,
}

endpoints! {
    /// Where the account is signed in.
    ListSessions: GET "/api/v1/account/sessions" (()) Empty => AccountSessions;
    /// Ends one session of the account.
    EndAccountSession: POST "/api/v1/account/sessions/{id}/end" (SessionPath) Empty => Empty;
    /// Ends every session of the account but this one.
    EndOtherSessions: POST "/api/v1/account/sessions/end-others" (()) Empty => Empty;
}

impl FormEndpoint for EndAccountSession {
    fn next(_: &Empty) -> String {
        format!("{}?da-doi=dang-xuat", security::PAGE)
    }
}
impl FormEndpoint for EndOtherSessions {
    fn next(_: &Empty) -> String {
        format!("{}?da-doi=dang-xuat-noi-khac", security::PAGE)
    }
}
