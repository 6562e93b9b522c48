//! The first page: what there is, and where.

use axum::{extract::State, response::Html};

use crate::{
    Sandbox,
    bank::card::CARDS,
    html::{Text, page as frame},
};

/// `GET /`
pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Html<String> {
    let cards: String = CARDS.iter().map(|card| card.to_html()).collect();
    let body = format!(
        r#"<h1>Thế giới bên ngoài cổng dịch vụ công</h1>
<p>Những hệ thống mà cổng phải kết nối, dựng lại để dùng thử và kiểm thử.</p>
<ul class="links">
<li><a href="/sandbox/phone">Điện thoại</a><span>Tin nhắn SMS: mã OTP của cổng và của ngân hàng</span></li>
<li><a href="/sandbox/bank/books.json">Sổ ngân hàng</a><span>Mỗi lần trừ tiền là một dòng</span></li>
<li><a href="/sandbox/national-platform/deliveries.json">Nhật ký CONFIRM</a><span>Các lần nền tảng thanh toán báo kết quả cho cổng</span></li>
<li><a href="/sandbox/faults">Sự cố đang chờ</a><span>Đặt bằng POST, xóa bằng DELETE trên cùng địa chỉ</span></li>
<li><a href="{provincial}">Cổng thông tin tỉnh</a><span>Trang mẫu nhúng cổng dịch vụ công, ở một trang khác</span></li>
<li><a href="{portal}">Cổng dịch vụ công</a><span>{portal}</span></li>
</ul>
<h2>Thẻ dùng thử</h2>
<ul class="cards">{cards}</ul>
<h2>Địa chỉ cho máy</h2>
<ul class="addresses">
<li><code>POST /sandbox/national-platform/init</code></li>
<li><code>POST /sandbox/national-platform/query</code></li>
<li><code>POST /sandbox/national-platform/get-bill</code></li>
<li><code>POST /sandbox/sms</code></li>
<li><code>GET /sandbox/phone/{{số}}.json</code></li>
</ul>"#,
        portal = Text(&sandbox.config().portal_url),
        provincial = Text(&format!(
            "{}/sandbox/portal",
            sandbox
                .config()
                .public_url
                .replace("127.0.0.1", "localhost")
        )),
    );
    frame("Trang đầu", &body)
}
