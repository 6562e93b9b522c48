//! What one needs before beginning.

use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

pub const CHAPTER: Chapter = Chapter {
    slug: "chuan-bi",
    title: text("Chuẩn bị", "What you need"),
    summary: text(
        "Giấy tờ, điện thoại và tài khoản ngân hàng cần có trước khi bắt đầu.",
        "The papers, telephone and bank account to have at hand before you begin.",
    ),
    steps: &[
        Step {
            text: text(
                "Chuẩn bị số CMND hoặc căn cước công dân (CCCD), và một số di động do chính bạn đứng tên.",
                "Have your identity number (CMND or CCCD) and a Vietnamese mobile number registered in your own name.",
            ),
            help: Some(text(
                "Mã OTP khi đăng ký và đăng nhập được gửi đến số này bằng tin nhắn.",
                "The codes for registering and signing in are sent to this number as text messages.",
            )),
            picture: super::registering::KIND,
        },
        Step {
            text: text(
                "Mở trang của thủ tục. Xem thành phần hồ sơ, thời hạn và mức thu, rồi chuẩn bị giấy tờ.",
                "Open the page of the procedure. It lists the documents, the time it takes and the cost.",
            ),
            help: Some(text(
                "Chỉ thủ tục có nút “Nộp hồ sơ” mới nhận hồ sơ trên cổng. Thủ tục khác nộp tại cơ quan ghi trên trang.",
                "Only procedures with the button to file a dossier are taken online. File the others at the office that the page names.",
            )),
            picture: Picture {
                name: "procedure",
                alt: text(
                    "Trang thủ tục: thời hạn, kết quả, phí và lệ phí được khoanh.",
                    "Page of a procedure: time limit, result and cost are outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chuẩn bị thẻ hoặc tài khoản ngân hàng đã đăng ký ngân hàng điện tử.",
                "Have a bank card or account that is registered for internet banking.",
            ),
            help: Some(text(
                "Dưới tên mỗi ngân hàng có ghi điều kiện. Xem trước khi chọn để khỏi phải làm lại.",
                "What each bank asks for stands under its name. Look before you choose, so that you need not start again.",
            )),
            picture: super::filing::CHANNELS,
        },
    ],
};
