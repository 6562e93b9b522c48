//! What officers work as.

use crate::api::accounts::Role;
use domain::language::{Text, text};

pub const fn role(role: Role) -> Text {
    match role {
        Role::DeskOfficer => text("Cán bộ một cửa", "Desk officer"),
        Role::FinanceMaker => text("Người lập đề nghị hoàn phí", "Refund maker"),
        Role::FinanceChecker => text("Người duyệt hoàn phí", "Refund approver"),
        Role::Administrator => text("Quản trị", "Administrator"),
        Role::Auditor => text("Kiểm tra nhật ký", "Auditor"),
    }
}
