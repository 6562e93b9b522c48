//! What is said of documents that cannot be taken.

use app::locales::labels::ADD_DOCUMENTS;
use domain::{
    attachment::PictureError,
    language::{Language, Text, text},
};

pub(super) const SENT: Text = text(
    "Hồ sơ đã gửi nên không thêm hoặc xóa tài liệu được nữa.",
    "You have submitted this application, so its documents can no longer be changed.",
);
pub(super) const TOO_MANY: Text = text(
    "Mỗi hồ sơ có tối đa 10 tài liệu. Xóa bớt một tài liệu rồi thêm lại.",
    "An application can have at most 10 documents. Remove one, then add again.",
);
pub(super) const TOO_MANY_SHARED: Text = text(
    "Đã có 10 tài liệu đang chờ. Chọn hồ sơ cho các tài liệu đó trước.",
    "10 documents are already waiting. Choose an application for them first.",
);
pub(super) const UNREADABLE: Text = text(
    "Tệp chưa được gửi lên hết. Kiểm tra mạng rồi gửi lại.",
    "The file did not arrive completely. Check your connection and send it again.",
);

pub(super) const CHOOSE_AGAIN: Text = text(
    "Tệp bạn vừa gửi chưa được lưu. Đăng nhập xong, chọn lại tệp rồi gửi lại.",
    "The file you sent was not saved. Sign in, then choose it again and send it again.",
);

pub(super) fn none_chosen(language: Language) -> String {
    let add = ADD_DOCUMENTS.to(language);
    match language {
        Language::Vietnamese => format!("Chọn ít nhất một tệp rồi bấm “{add}”."),
        Language::English => format!("Choose at least one file, then select “{add}”."),
    }
}

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

pub(super) fn picture(language: Language, name: &str, error: PictureError) -> String {
    match (language, error) {
        (Language::Vietnamese, PictureError::Unreadable) => {
            format!("Không đọc được ảnh “{name}”. Chụp hoặc quét lại rồi thêm lại.")
        }
        (Language::English, PictureError::Unreadable) => {
            format!(
                "The picture “{name}” cannot be read. Photograph or scan it again, then add it."
            )
        }
        (Language::Vietnamese, PictureError::TooManyPixels { width, height }) => format!(
            "Ảnh “{name}” có {width} × {height} điểm ảnh, vượt quá mức 12.000 điểm ảnh mỗi cạnh và 64 triệu điểm ảnh cả ảnh. \
             Chụp hoặc quét lại với cỡ nhỏ hơn rồi thêm lại."
        ),
        (Language::English, PictureError::TooManyPixels { width, height }) => format!(
            "“{name}” has {width} × {height} pixels; at most 12,000 a side and 64 million in all are taken. \
             Photograph or scan it at a smaller size, then add it again."
        ),
    }
}

/// Why there is no room for a file: what the account holds of how much, in MB, and whether removing can make room.
pub(super) fn no_room(
    language: Language,
    name: &str,
    (held, most): (u64, u32),
    can_remove: bool,
) -> String {
    match (language, can_remove) {
        (Language::Vietnamese, true) => format!(
            "Tài liệu của bạn đã chiếm {held} MB trong {most} MB, không đủ chỗ cho tệp “{name}”. \
             Xóa bớt tài liệu trong các bản nháp rồi thêm lại."
        ),
        (Language::Vietnamese, false) => format!(
            "Tài liệu của bạn đã chiếm {held} MB trong {most} MB, không đủ chỗ cho tệp “{name}”. \
             Nộp tài liệu này tại Bộ phận Một cửa, hoặc gọi tổng đài để được hướng dẫn."
        ),
        (Language::English, true) => format!(
            "Your documents take up {held} MB of {most} MB, so there is no room for “{name}”. \
             Remove documents from your drafts, then add it again."
        ),
        (Language::English, false) => format!(
            "Your documents take up {held} MB of {most} MB, so there is no room for “{name}”. \
             Hand this document in at the one-stop desk, or call the helpline."
        ),
    }
}

/// Why a file has to wait: what the account has uploaded today of how much, in MB.
pub(super) fn enough_today(language: Language, name: &str, (today, most): (u64, u32)) -> String {
    match language {
        Language::Vietnamese => format!(
            "Hôm nay bạn đã tải lên {today} MB trong {most} MB mỗi ngày, nên tệp “{name}” chưa được thêm. \
             Thêm lại vào ngày mai."
        ),
        Language::English => format!(
            "You have uploaded {today} MB of the {most} MB allowed in a day, so “{name}” was not added. \
             Add it tomorrow."
        ),
    }
}

pub(super) fn unknown_type(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Tệp “{name}” không phải PDF, JPEG, PNG, HEIC hoặc WebP. Chọn tệp khác.")
        }
        Language::English => {
            format!("“{name}” is not a PDF, JPEG, PNG, HEIC or WebP file. Choose another file.")
        }
    }
}
