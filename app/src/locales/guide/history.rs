//! Looking up payments and their receipts.

use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

pub const CHAPTER: Chapter = Chapter {
    slug: "lich-su-va-bien-lai",
    title: text(
        "Lịch sử giao dịch và biên lai",
        "Transaction history and receipt",
    ),
    summary: text(
        "Xem lại mọi lần thanh toán và tải biên lai bất cứ lúc nào.",
        "See every payment and download its receipt at any time.",
    ),
    steps: &[
        Step {
            text: text(
                "Đăng nhập rồi bấm tên của bạn ở đầu trang để mở “Thông tin tài khoản”.",
                "Sign in and select your name at the top to open your account.",
            ),
            help: None,
            picture: Picture {
                name: "account-link",
                alt: text(
                    "Đầu trang sau khi đăng nhập: liên kết mang tên người dùng được khoanh.",
                    "Top of the page after signing in: the link with the user’s name is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Ở phần “Hồ sơ của bạn”, bấm “Lịch sử giao dịch”.",
                "Beside “Your applications”, select “Transaction history”.",
            ),
            help: None,
            picture: Picture {
                name: "account-history",
                alt: text(
                    "Trang tài khoản: nút “Lịch sử giao dịch” được khoanh.",
                    "Account page: the button “Transaction history” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Tìm lần thanh toán cần xem rồi bấm “In biên lai”.",
                "Find the payment and select “Print receipt (in Vietnamese)”.",
            ),
            help: Some(text(
                "Chỉ lần thanh toán thành công mới có biên lai. Biên lai là tệp PDF, lưu lại hoặc in ra giấy.",
                "Only a payment that succeeded has a receipt. It is a PDF in Vietnamese that you can keep or print.",
            )),
            picture: Picture {
                name: "history",
                alt: text(
                    "Lịch sử giao dịch: liên kết “In biên lai” được khoanh.",
                    "Transaction history: the link to the receipt is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Cần kiểm tra một biên lai thì quét mã QR trên đó và so từng dòng với trang mở ra.",
                "To check a receipt, scan its QR code and compare every line with the page that opens.",
            ),
            help: Some(text(
                "Ai cầm biên lai cũng kiểm tra được, không cần đăng nhập. Trang không hiện tên người nộp.",
                "Anyone who has the receipt can check it, without signing in. The page does not show the payer’s name.",
            )),
            picture: Picture {
                name: "receipt-check",
                alt: text(
                    "Trang kiểm tra biên lai: các dòng để so được khoanh.",
                    "Page that checks a receipt: the lines to compare are outlined.",
                ),
            },
        },
    ],
};
