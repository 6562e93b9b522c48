//! Documents of a dossier, and documents shared from a phone.

use domain::language::{Language, Text, text};

pub const TITLE: Text = text("Tài liệu đính kèm", "Documents");
pub const NONE: Text = text("Chưa có tài liệu nào.", "There are no documents yet.");
pub const CHOOSE: Text = text("Chọn tệp hoặc chụp ảnh", "Choose files or take a photo");
pub const LIMITS: Text = text(
    "PDF, JPEG, PNG, HEIC hoặc WebP; mỗi tệp tối đa 10 MB, mỗi hồ sơ tối đa 10 tệp. Lưu nội dung hồ sơ trước khi thêm tài liệu.",
    "PDF, JPEG, PNG, HEIC or WebP; at most 10 MB each, at most 10 for an application. Save the form before adding documents.",
);
pub const ADD: Text = text("Thêm tài liệu", "Add documents");
pub const ADDING: Text = text("Đang tải lên…", "Uploading…");
pub const REMOVE: Text = text("Xóa", "Remove");
pub const REMOVING: Text = text("Đang xóa…", "Removing…");
pub const SHARED_TITLE: Text = text("Tài liệu vừa chia sẻ", "Shared documents");
pub const SHARED_NONE: Text = text(
    "Không có tài liệu nào đang chờ. Trong ứng dụng ảnh hoặc tệp, bấm “Chia sẻ” rồi chọn cổng này.",
    "No documents are waiting. In your photo or file app, select “Share” and choose this portal.",
);
pub const SHARED_SIGN_IN: Text = text(
    "Bạn chưa đăng nhập nên tài liệu chưa được lưu. Đăng nhập rồi chia sẻ lại.",
    "The documents were not kept because you are not signed in. Sign in, then share them again.",
);
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const SHARED_WAIT: Text = text(
    "Chọn bản nháp để đính kèm. Sau 24 giờ, tài liệu chưa đính kèm sẽ bị xóa.",
    "Choose a draft for these documents. We delete them after 24 hours if you do not.",
);
pub const NO_DRAFTS: Text = text(
    "Bạn chưa có bản nháp. Tìm thủ tục, bấm “Nộp hồ sơ” rồi “Lưu”; sau đó mở lại trang này.",
    "You have no drafts. Find a procedure, select “Apply”, then “Save”; then open this page again.",
);
pub const FIND_PROCEDURE: Text = text("Tìm thủ tục", "Find a procedure");
pub const ATTACHING: Text = text("Đang đính kèm…", "Adding…");
pub const DROP: Text = text("Xóa các tài liệu này", "Delete these documents");
pub const DROPPING: Text = text("Đang xóa…", "Deleting…");

/// What a button does that puts the shared documents with a draft.
pub fn attach_to(language: Language, number: i64, procedure: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đính kèm vào hồ sơ {number}: {procedure}"),
        Language::English => format!("Add to application {number}: {procedure}"),
    }
}

/// What a button does to one document, for those who do not see beside what it stands.
pub fn remove(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Xóa {name}"),
        Language::English => format!("Remove {name}"),
    }
}

/// A size as people read it: `340 kB`, `2,4 MB`.
pub fn size(language: Language, bytes: i32) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes / 1000).max(1));
    }
    let comma = match language {
        Language::Vietnamese => ',',
        Language::English => '.',
    };
    format!(
        "{}{comma}{} MB",
        bytes / 1_000_000,
        bytes % 1_000_000 / 100_000
    )
}
