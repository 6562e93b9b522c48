//! What is said of documents that cannot be taken.

use domain::language::{Language, Text, text};

pub(super) const SENT: Text = text(
    "Hồ sơ đã gửi nên không thêm hoặc bỏ tài liệu được nữa.",
    "The dossier was sent, so its documents can no longer be changed.",
);
pub(super) const TOO_MANY: Text = text(
    "Mỗi hồ sơ nhận tối đa 10 tài liệu. Bỏ bớt một tài liệu rồi thêm lại.",
    "A dossier takes at most 10 documents. Remove one, then add again.",
);
pub(super) const TOO_MANY_SHARED: Text = text(
    "Đã có 10 tài liệu đang chờ. Chọn hồ sơ cho các tài liệu đó trước.",
    "10 documents are waiting already. Choose a dossier for them first.",
);
pub(super) const NONE_CHOSEN: Text = text(
    "Chọn ít nhất một tệp rồi bấm “Thêm tài liệu”.",
    "Choose at least one file, then press “Add documents”.",
);
pub(super) const UNREADABLE: Text = text(
    "Tệp gửi lên chưa trọn vẹn. Kiểm tra mạng rồi gửi lại.",
    "The file did not arrive whole. Check your connection and send it again.",
);

/// Why a file is too large.
pub(super) fn too_large(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Tệp “{name}” lớn hơn 10 MB. Chụp hoặc quét lại với cỡ nhỏ hơn rồi thêm lại.")
        }
        Language::English => format!(
            "“{name}” is larger than 10 MB. Photograph or scan it at a smaller size, then add it again."
        ),
    }
}

/// Why a file is of no use.
pub(super) fn unknown_type(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Tệp “{name}” không phải PDF, JPEG, PNG, HEIC hoặc WebP. Chọn tệp khác.")
        }
        Language::English => {
            format!("“{name}” is no PDF, JPEG, PNG, HEIC or WebP file. Choose another one.")
        }
    }
}
