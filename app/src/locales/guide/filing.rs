//! Filing a dossier and paying for it.

use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

/// The choice of a bank.
pub const CHANNELS: Picture = Picture {
    name: "pay-channels",
    alt: text(
        "Trang thanh toán: danh sách ngân hàng với điều kiện của từng ngân hàng được khoanh.",
        "Payment page: the list of banks, each with what it asks for, is outlined.",
    ),
};

pub const CHAPTER: Chapter = Chapter {
    slug: "nop-ho-so-va-thanh-toan",
    title: text("Nộp hồ sơ và thanh toán", "Apply and pay"),
    summary: text(
        "Tìm thủ tục, điền tờ khai, gửi hồ sơ và nộp phí, lệ phí.",
        "Find the procedure, fill in the form, submit your application and pay the fees.",
    ),
    steps: &[
        Step {
            text: text(
                "Mở trang chủ, gõ tên thủ tục rồi bấm “Tìm kiếm”.",
                "Open the home page, enter the name of the procedure and select “Search”.",
            ),
            help: Some(text(
                "Gõ không dấu cũng tìm được, ví dụ “ly lich tu phap”. Cần hẹp hơn thì lọc theo đơn vị, lĩnh vực, cấp.",
                "You can type without accents: “ly lich tu phap” finds “_lý lịch tư pháp_” (criminal record). Filter by office, field or level to see fewer.",
            )),
            picture: Picture {
                name: "search",
                alt: text(
                    "Trang chủ: ô tìm kiếm có chữ “lý lịch tư pháp” được khoanh.",
                    "Home page: the search field, filled in, is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chọn thủ tục trong kết quả, đọc trang thủ tục rồi bấm “Nộp hồ sơ”.",
                "Choose the procedure among the results, read its page and select “Apply”.",
            ),
            help: None,
            picture: Picture {
                name: "procedure-file",
                alt: text(
                    "Trang thủ tục: nút “Nộp hồ sơ” được khoanh.",
                    "Page of a procedure: the button “Apply” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Điền tờ khai rồi bấm “Lưu”.",
                "Fill in the form and select “Save”.",
            ),
            help: Some(text(
                "Lưu được cả khi chưa điền xong. Bản nháp nằm trong trang tài khoản.",
                "You can save before you have finished. The draft is kept on your account page.",
            )),
            picture: Picture {
                name: "dossier-form",
                alt: text(
                    "Tờ khai của thủ tục đã điền: các ô và nút “Lưu” được khoanh.",
                    "The form of a procedure filled in: the button “Save” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Xem lại nội dung rồi bấm “Gửi hồ sơ”.",
                "Check your answers, then select “Submit application”.",
            ),
            help: Some(text(
                "Sau khi gửi, nội dung không sửa được nữa.",
                "You cannot change it after you submit.",
            )),
            picture: Picture {
                name: "dossier-send",
                alt: text(
                    "Bản nháp đã lưu: nút “Gửi hồ sơ” được khoanh.",
                    "The saved draft: the button “Submit application” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Xem “Thông tin đơn hàng”: từng khoản phí, lệ phí và số tiền phải nộp.",
                "Look at the “Payment summary”: each fee and charge, and the amount to pay.",
            ),
            help: Some(text(
                "Cổng không thu thêm phí giao dịch.",
                "There is no extra transaction fee.",
            )),
            picture: Picture {
                name: "pay-order",
                alt: text(
                    "Trang thanh toán: phần thông tin đơn hàng được khoanh.",
                    "Payment page: the payment summary is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chọn ngân hàng của bạn rồi bấm “Thanh toán”.",
                "Choose your bank and select “Pay”.",
            ),
            help: None,
            picture: CHANNELS,
        },
        Step {
            text: text(
                "Trên trang của ngân hàng, nhập thẻ và mã OTP do ngân hàng gửi.",
                "On the bank’s page, enter your card and the code that the bank sends you.",
            ),
            help: Some(text(
                "Trang của mỗi ngân hàng trông khác nhau. Cổng không nhận và không lưu số thẻ của bạn.",
                "Every bank’s page looks different. The portal neither receives nor stores your card number.",
            )),
            picture: Picture {
                name: "bank",
                alt: text(
                    "Trang của ngân hàng thử nghiệm: các ô nhập thẻ được khoanh.",
                    "Page of the test bank, in Vietnamese: the fields for the card are outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chờ trang báo kết quả. “Thanh toán thành công” là đã xong.",
                "Wait for the result. “Payment successful” means you are done.",
            ),
            help: Some(text(
                "Trang báo đang chờ ngân hàng thì không cần nộp lại: cổng tự kiểm tra với ngân hàng cho đến khi có kết quả.",
                "If the page is waiting for the bank, do not pay again: we check with the bank until there is a result.",
            )),
            picture: Picture {
                name: "paid",
                alt: text(
                    "Trang kết quả thanh toán: thông báo thành công được khoanh.",
                    "Result of the payment: the notice of success is outlined.",
                ),
            },
        },
    ],
};
