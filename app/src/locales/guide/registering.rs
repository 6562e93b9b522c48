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
    title: text("Đăng ký tài khoản", "Create an account"),
    summary: text(
        "Tạo tài khoản bằng số điện thoại, mất khoảng năm phút.",
        "Create an account with your phone number in about five minutes.",
    ),
    steps: &[
        Step {
            text: text(
                "Mở trang chủ và bấm “Đăng ký” ở đầu trang.",
                "Open the home page and select “Register” at the top.",
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
                "Businesses and government agencies choose theirs; the next steps are much the same.",
            )),
            picture: KIND,
        },
        Step {
            text: text("Chọn “Thuê bao di động”.", "Choose “Mobile number”."),
            help: None,
            picture: Picture {
                name: "register-method",
                alt: text(
                    "Trang chọn phương thức xác minh: thẻ “Thuê bao di động” được khoanh.",
                    "Choice of how to prove your identity: the card “Mobile number” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Điền đủ thông tin như trên giấy tờ, nhập mã trong hình, đánh dấu đồng ý rồi bấm “Đăng ký”.",
                "Enter your details as on your identity card and the characters in the picture, accept the terms and select “Register”.",
            ),
            help: Some(text(
                "Số điện thoại phải do chính bạn đứng tên. Chỗ nào chưa đúng, trang ghi ngay bên cạnh và giữ lại phần đã nhập.",
                "The phone number must be in your own name. If something is not right, the page says so beside it and keeps your answers.",
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
                "Enter the six digits from the text message and select “Confirm”.",
            ),
            help: Some(text(
                "Mã dùng được trong 5 phút. Sau 60 giây chưa thấy tin nhắn thì bấm “Gửi lại OTP”.",
                "The code is valid for 5 minutes. If no message has come after 60 seconds, select “Send a new code”.",
            )),
            picture: Picture {
                name: "register-code",
                alt: text(
                    "Trang xác thực mã OTP khi đăng ký: ô nhập mã được khoanh.",
                    "The page for the code when registering: the field for it is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Đặt mật khẩu, nhập lại lần nữa rồi bấm “Tạo tài khoản”.",
                "Choose a password, enter it again and select “Create account”.",
            ),
            help: Some(text(
                "Một câu dài mà bạn dễ nhớ là tốt nhất. Xong bước này bạn đã đăng nhập.",
                "Use a long phrase that you remember easily. After this step you are signed in.",
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
