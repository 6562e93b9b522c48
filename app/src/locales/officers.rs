//! What officers work as.

use crate::api::accounts::Role;
use domain::language::{Text, text};

pub const fn role(role: Role) -> Text {
    match role {
        Role::DeskOfficer => text("Cán bộ Một cửa", "Desk officer"),
        Role::CashOfficer => text("Cán bộ thu tiền mặt", "Cash officer"),
        Role::FinanceMaker => text(
            "Cán bộ tài chính (lập đề nghị)",
            "Finance officer (proposes)",
        ),
        Role::FinanceChecker => text("Cán bộ tài chính (duyệt)", "Finance officer (approves)"),
        Role::Administrator => text("Quản trị viên", "Administrator"),
        Role::Auditor => text("Người kiểm tra nhật ký", "Auditor"),
    }
}
