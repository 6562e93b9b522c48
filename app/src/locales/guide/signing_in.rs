use crate::guide::{Chapter, Picture, Step};
use domain::language::text;

pub const CHAPTER: Chapter = Chapter {
    slug: "dang-nhap",
    title: text("Đăng nhập", "Sign in"),
    summary: text(
        "Vào tài khoản bằng số CCCD/CMND, mật khẩu và mã OTP.",
        "Sign in with your identity number, password and a one-time code.",
    ),
    steps: &[
        Step {
            text: text(
                "Mở trang chủ và bấm “Đăng nhập” ở đầu trang.",
                "Open the home page and select “Sign in” at the top.",
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
                "Select “Sign in with the National Public Service Portal”.",
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
                "Chọn “Tài khoản của cổng này”.",
                "Choose “Account of this portal”.",
            ),
            help: None,
            picture: Picture {
                name: "sign-in-issuer",
                alt: text(
                    "Trang chọn loại tài khoản: thẻ “Tài khoản của cổng này” được khoanh.",
                    "Choice of the account: the card “Account of this portal” is outlined.",
                ),
            },
        },
        Step {
            text: text(
                "Nhập số CCCD/CMND, mật khẩu và mã trong hình rồi bấm “Đăng nhập”.",
                "Enter your identity number, your password and the characters in the picture, and select “Sign in”.",
            ),
            help: Some(text(
                "Khó đọc hình thì bấm “Đổi hình khác”. Chữ hoa, chữ thường như nhau.",
                "If the picture is hard to read, select “Show another picture”. Capital and small letters are the same.",
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
                "Enter the code from the text message and select “Confirm”.",
            ),
            help: Some(text(
                "Không đưa mã OTP cho ai. Cán bộ không bao giờ hỏi mã OTP hoặc mật khẩu của bạn.",
                "Do not give the code to anyone. Officers never ask for your code or your password.",
            )),
            picture: Picture {
                name: "sign-in-code",
                alt: text(
                    "Trang xác thực mã OTP khi đăng nhập: ô nhập mã được khoanh.",
                    "The page for the code when signing in: the field for it is outlined.",
                ),
            },
        },
    ],
};
