//! Documents of a dossier, and documents shared from a phone.

use domain::language::{Language, Text, text};

pub const TITLE: Text = text("Tài liệu kèm theo", "Documents");
pub const NONE: Text = text("Chưa có tài liệu nào.", "There are no documents yet.");
pub const CHOOSE: Text = text("Chọn tệp hoặc chụp ảnh", "Choose files or take a photo");
pub const LIMITS: Text = text(
    "PDF, JPEG, PNG, HEIC hoặc WebP; mỗi tệp tối đa 10 MB, mỗi hồ sơ tối đa 10 tệp. Lưu nội dung hồ sơ trước khi thêm tài liệu.",
    "PDF, JPEG, PNG, HEIC or WebP; at most 10 MB each, at most 10 for a dossier. Save the form before adding documents.",
);
pub const ADD: Text = text("Thêm tài liệu", "Add documents");
pub const ADDING: Text = text("Đang tải lên…", "Uploading…");
pub const REMOVE: Text = text("Bỏ", "Remove");
pub const REMOVING: Text = text("Đang bỏ…", "Removing…");
pub const SHARED_TITLE: Text = text("Tài liệu vừa chia sẻ", "Shared documents");
pub const SHARED_NONE: Text = text(
    "Không có tài liệu nào đang chờ. Trong ứng dụng ảnh hoặc tệp, bấm “Chia sẻ” rồi chọn cổng dịch vụ công.",
    "No documents are waiting. In your photo or file app, press “Share” and choose the portal.",
);
pub const SHARED_SIGN_IN: Text = text(
    "Tài liệu chưa được giữ lại vì bạn chưa đăng nhập. Đăng nhập xong, xin chia sẻ lại.",
    "The documents were not kept because you are not signed in. Sign in, then share them again.",
);
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const SHARED_WAIT: Text = text(
    "Chọn hồ sơ nháp để kèm các tài liệu này. Không chọn thì sau 24 giờ tài liệu được xóa.",
    "Choose the draft that these documents belong to. If you choose none they are deleted after 24 hours.",
);
pub const NO_DRAFTS: Text = text(
    "Bạn chưa có hồ sơ nháp. Tìm thủ tục, bấm “Nộp hồ sơ” rồi “Lưu”; sau đó mở lại trang này.",
    "You have no drafts. Find a procedure, press “File a dossier”, then “Save”; then open this page again.",
);
pub const FIND_PROCEDURE: Text = text("Tìm thủ tục", "Find a procedure");
pub const ATTACHING: Text = text("Đang kèm…", "Adding…");
pub const DROP: Text = text("Xóa các tài liệu này", "Delete these documents");
pub const DROPPING: Text = text("Đang xóa…", "Deleting…");

/// What a button does that puts the shared documents with a draft.
pub fn attach_to(language: Language, number: i64, procedure: &str) -> String {
    match language {
        Language::Vietnamese => format!("Kèm vào hồ sơ {number}: {procedure}"),
        Language::English => format!("Add to dossier {number}: {procedure}"),
    }
}

/// What a button does to one document, for those who do not see beside what it stands.
pub fn remove(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Bỏ {name}"),
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
