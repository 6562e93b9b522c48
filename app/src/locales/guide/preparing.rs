//! What one needs before beginning.

use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

pub const CHAPTER: Chapter = Chapter {
    slug: "chuan-bi",
    title: text("Chuẩn bị", "What you need"),
    summary: text(
        "Giấy tờ, điện thoại và cách thanh toán cần có trước khi bắt đầu.",
        "The documents, phone and way to pay that you need before you start.",
    ),
    steps: &[
        Step {
            text: text(
                "Chuẩn bị số CCCD/CMND và một số di động do chính bạn đứng tên.",
                "Have your identity number (CCCD or CMND) and a Vietnamese mobile number in your own name.",
            ),
            help: Some(text(
                "Mã OTP khi đăng ký và đăng nhập được gửi đến số này bằng tin nhắn.",
                "We will text the codes for registering and signing in to this number.",
            )),
            picture: super::registering::KIND,
        },
        Step {
            text: text(
                "Mở trang của thủ tục. Xem thành phần hồ sơ, thời hạn và mức thu, rồi chuẩn bị giấy tờ.",
                "Open the page of the procedure. It lists the documents, the processing time and the fees.",
            ),
            help: Some(text(
                "Chỉ thủ tục có nút “Nộp hồ sơ” mới nộp được trực tuyến. Thủ tục khác nộp tại cơ quan ghi trên trang.",
                "You can apply online only for procedures with the button “Apply”. Apply for the others at the office that the page names.",
            )),
            picture: Picture {
                name: "procedure",
                alt: text(
                    "Trang thủ tục: thời hạn, kết quả, phí và lệ phí được khoanh.",
                    "Page of a procedure: processing time, result and fees are outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chuẩn bị cách thanh toán: ứng dụng ngân hàng (quét VietQR), thẻ hoặc tài khoản có ngân hàng điện tử, ví điện tử, hoặc tiền mặt tại Bộ phận Một cửa.",
                "Have a way to pay: a banking app (VietQR), a card or account with internet banking, an e-wallet, or cash at the desk.",
            ),
            help: Some(text(
                "Dưới tên mỗi ngân hàng có ghi điều kiện. Xem trước khi chọn để khỏi phải làm lại.",
                "What each bank asks for is under its name. Check before you choose, so that you do not have to start again.",
            )),
            picture: super::filing::CHANNELS,
        },
    ],
};
