//! Announcements: what every page says on top while it holds.

use super::{Empty, endpoints};
use serde::{Deserialize, Serialize};

/// How much an announcement matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementKind {
    /// Good to know.
    Info,
    /// Something does not work, or will not.
    Warning,
}

/// One announcement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Announcement {
    /// How much it matters.
    pub kind: AnnouncementKind,
    /// What it says, in the language of the request.
    pub text: String,
    /// Where more is said.
    pub link: Option<String>,
}

/// Those that hold now, warnings first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AnnouncementList {
    /// A few at most.
    pub items: Vec<Announcement>,
}

endpoints! {
    /// What every page announces now.
    ListAnnouncements: GET "/api/v1/announcements" (()) Empty => AnnouncementList;
}
