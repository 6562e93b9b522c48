//! Around announcements; their texts are in the database.

use domain::language::{Text, text};

pub const ANNOUNCEMENTS: Text = text("Thông báo", "Announcements");
pub const MORE: Text = text("Xem thêm", "Read more");
