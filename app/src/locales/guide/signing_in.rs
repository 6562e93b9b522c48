use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

pub const CHAPTER: Chapter = Chapter {
    slug: "dang-nhap",
    title: text("Đăng nhập", "Sign in"),
    summary: text(
        "Vào tài khoản bằng số giấy tờ, mật khẩu và mã OTP.",
        "Enter your account with identity number, password and a code.",
    ),
    steps: &[
        Step {
            text: text(
                "Mở trang chủ và bấm “Đăng nhập” ở đầu trang.",
                "Open the home page and press “Sign in” at the top.",
            ),
            help: None,
            picture: Picture {
                name: "home-sign-in",
                alt: text(
                    "Trang chủ: nút “Đăng nhập” ở đầu trang được khoanh.",
                    "Home page: the button “Sign in” at the top is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Bấm “Đăng nhập với DVC Quốc gia”.",
                "Press “Sign in with the National Public Service Portal”.",
            ),
            help: None,
            picture: Picture {
                name: "sign-in-provider",
                alt: text(
                    "Trang đăng nhập: nút “Đăng nhập với DVC Quốc gia” được khoanh.",
                    "Sign-in page: the button of the National Public Service Portal is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Chọn “Tài khoản cấp bởi Cổng DVC Quốc gia”.",
                "Choose “Account issued by the National Public Service Portal”.",
            ),
            help: None,
            picture: Picture {
                name: "sign-in-issuer",
                alt: text(
                    "Trang chọn loại tài khoản: thẻ “Tài khoản cấp bởi Cổng DVC Quốc gia” được khoanh.",
                    "Choice of the account: the card of the National Public Service Portal is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Nhập số CMND/CCCD, mật khẩu và mã trong hình rồi bấm “Đăng nhập”.",
                "Type your identity number, your password and the code in the picture, and press “Sign in”.",
            ),
            help: Some(text(
                "Khó đọc hình thì bấm “Đổi hình khác”. Chữ hoa, chữ thường như nhau.",
                "If the picture is hard to read, press “Show another picture”. Capital and small letters are the same.",
            )),
            picture: Picture {
                name: "sign-in-credentials",
                alt: text(
                    "Trang nhập tên đăng nhập và mật khẩu: hai ô này được khoanh.",
                    "The page for user name and password: the two fields are outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Nhập mã OTP trong tin nhắn rồi bấm “Xác nhận”.",
                "Type the code from the text message and press “Confirm”.",
            ),
            help: Some(text(
                "Không đưa mã OTP cho ai. Cán bộ không bao giờ hỏi mã OTP hoặc mật khẩu của bạn.",
                "Give the code to nobody. Officers never ask for your code or your password.",
            )),
            picture: Picture {
                name: "sign-in-code",
                alt: text(
                    "Trang xác thực mã OTP khi đăng nhập: ô nhập mã được khoanh.",
                    "The page for the sign-in's code: the field for it is outlined.",
                ),
            },
        },
    ],
};
