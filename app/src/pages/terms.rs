//! `/dieu-khoan`: what one agrees to, and what happens with personal data.

use domain::one_time_code::LIFETIME;
use leptos::prelude::*;
use leptos_meta::Title;

/// Terms and privacy, short enough to be read.
#[component]
pub fn Terms() -> impl IntoView {
    view! {
        <Title text="Điều khoản và dữ liệu cá nhân" />
        <h1>"Điều khoản và dữ liệu cá nhân"</h1>
        <section>
            <h2>"Điều khoản sử dụng"</h2>
            <ul>
                <li>"Bạn dùng thông tin của chính mình và khai đúng sự thật."</li>
                <li>"Bạn giữ kín mật khẩu và mã OTP. Cán bộ không bao giờ hỏi mật khẩu hoặc mã OTP của bạn."</li>
                <li>"Hồ sơ gửi trên cổng được cơ quan thực hiện xem xét như hồ sơ nộp trực tiếp. Cổng không quyết định kết quả."</li>
                <li>"Phí, lệ phí theo mức thu đang có hiệu lực. Nộp thành công thì có biên lai, tải lại được bất cứ lúc nào."</li>
            </ul>
        </section>
        <section>
            <h2>"Dữ liệu nào, để làm gì"</h2>
            <ul>
                <li>"Số giấy tờ, họ tên, ngày sinh: để biết hồ sơ là của ai."</li>
                <li>"Số điện thoại, email: để gửi mã OTP và liên hệ về hồ sơ."</li>
                <li>"Nội dung hồ sơ: để cơ quan thực hiện giải quyết thủ tục."</li>
                <li>"Giao dịch và biên lai: để xác nhận khoản đã nộp và đối soát. Cổng không nhận số thẻ; bạn nhập số thẻ trên trang của ngân hàng."</li>
                <li>"Mật khẩu chỉ được lưu ở dạng mã hóa một chiều, không ai đọc lại được."</li>
            </ul>
            <p>"Dữ liệu chỉ được chuyển cho cơ quan thực hiện thủ tục và nền tảng thanh toán, ngân hàng mà bạn chọn. Cổng chỉ dùng cookie cần cho đăng ký và đăng nhập, không quảng cáo, không theo dõi."</p>
        </section>
        <section>
            <h2>"Giữ bao lâu"</h2>
            <ul>
                <li>{format!("Mã OTP: {} phút.", LIFETIME.whole_minutes())}</li>
                <li>"Tài khoản: đến khi bạn yêu cầu đóng."</li>
                <li>"Hồ sơ, giao dịch, biên lai: theo thời hạn của pháp luật về lưu trữ và kế toán."</li>
            </ul>
        </section>
        <section>
            <h2>"Quyền của bạn và nơi liên hệ"</h2>
            <p>
                "Bạn có quyền xem, sửa dữ liệu của mình, yêu cầu đóng tài khoản và khiếu nại. Liên hệ Trung tâm Hành chính công tỉnh Tây Ninh, điện thoại "
                <a href="tel:02763813363">"0276 3813 363"</a>
                "."
            </p>
        </section>
    }
}
