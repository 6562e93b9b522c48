use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

/// The choice of the kind of account.
pub const KIND: Picture = Picture {
    name: "register-kind",
    alt: text(
        "Trang chọn loại tài khoản: thẻ “Công dân” được khoanh.",
        "Choice of the account type: the card “Citizen” is outlined.",
    ),
};

pub const CHAPTER: Chapter = Chapter {
    slug: "dang-ky",
    title: text("Đăng ký tài khoản", "Register an account"),
    summary: text(
        "Tạo tài khoản bằng số điện thoại, mất khoảng năm phút.",
        "Make an account with your telephone number, in about five minutes.",
    ),
    steps: &[
        Step {
            text: text(
                "Mở trang chủ và bấm “Đăng ký” ở đầu trang.",
                "Open the home page and press “Register” at the top.",
            ),
            help: None,
            picture: Picture {
                name: "home-register",
                alt: text(
                    "Trang chủ: liên kết “Đăng ký” ở đầu trang được khoanh.",
                    "Home page: the link “Register” at the top is outlined.",
                ),
            },
        },
        Step {
            text: text("Chọn “Công dân”.", "Choose “Citizen”."),
            help: Some(text(
                "Doanh nghiệp và cơ quan nhà nước chọn loại của mình; các bước sau cũng như vậy.",
                "Enterprises and state agencies choose theirs; the steps that follow are much the same.",
            )),
            picture: KIND,
        },
        Step {
            text: text("Chọn “Thuê bao di động”.", "Choose “Mobile telephone”."),
            help: None,
            picture: Picture {
                name: "register-method",
                alt: text(
                    "Trang chọn phương thức xác minh: thẻ “Thuê bao di động” được khoanh.",
                    "Choice of how to be verified: the card “Mobile telephone” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Điền đủ thông tin như trên giấy tờ, nhập mã trong hình, đánh dấu đồng ý rồi bấm “Đăng ký”.",
                "Fill in your details as on your papers, type the code in the picture, accept the terms and press “Register”.",
            ),
            help: Some(text(
                "Số điện thoại phải do chính bạn đứng tên. Chỗ nào chưa đúng, trang ghi ngay bên cạnh và giữ lại phần đã nhập.",
                "The telephone number must be in your own name. If something is not right, the page says so beside it and keeps what you typed.",
            )),
            picture: Picture {
                name: "register-details",
                alt: text(
                    "Tờ khai đăng ký đã điền: các ô thông tin được khoanh.",
                    "The registration form filled in: its fields are outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Nhập sáu chữ số của mã OTP trong tin nhắn rồi bấm “Xác nhận”.",
                "Type the six digits from the text message and press “Confirm”.",
            ),
            help: Some(text(
                "Mã dùng được trong 5 phút. Sau 60 giây chưa thấy tin nhắn thì bấm “Gửi lại OTP”.",
                "The code is valid for 5 minutes. If no message has come after 60 seconds, press “Send a new code”.",
            )),
            picture: Picture {
                name: "register-code",
                alt: text(
                    "Trang xác thực mã OTP khi đăng ký: ô nhập mã được khoanh.",
                    "The page for the registration's code: the field for it is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Đặt mật khẩu, nhập lại lần nữa rồi bấm “Tạo tài khoản”.",
                "Choose a password, type it again and press “Create the account”.",
            ),
            help: Some(text(
                "Một câu dài mà bạn dễ nhớ là tốt nhất. Xong bước này bạn đã đăng nhập.",
                "A long sentence that you remember easily is best. After this step you are signed in.",
            )),
            picture: Picture {
                name: "register-password",
                alt: text(
                    "Trang đặt mật khẩu: hai ô mật khẩu được khoanh.",
                    "The page for the password: its two fields are outlined.",
                ),
            },
        },
    ],
};
