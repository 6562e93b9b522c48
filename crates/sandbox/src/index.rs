//! The first page: what there is, and where.

use axum::{extract::State, response::Html};

use crate::{
    Sandbox,
    bank::{BANKS, card},
    html::{Text, page as frame},
    identity_provider::IdentityProvider,
    provider::Provider,
};

/// Addresses for machines.
const ADDRESSES: [&str; 41] = [
    "POST /sandbox/national-platform/init",
    "POST /sandbox/national-platform/query",
    "POST /sandbox/national-platform/get-bill",
    "POST /sandbox/vnpt-pay/rest/payment/v1.0.6/init",
    "POST /sandbox/vnpt-pay/rest/payment/v1.0.6/query",
    "POST /sandbox/momo/v2/gateway/api/create",
    "POST /sandbox/momo/v2/gateway/api/query",
    "POST /sandbox/momo/v2/gateway/api/refund",
    "POST /sandbox/momo/v2/gateway/api/refund/query",
    "POST /sandbox/vietqr/transfers",
    "POST /sandbox/vietqr/transactions",
    "POST /sandbox/ngan-luong/checkout.api.nganluong.post.php",
    "GET /sandbox/vnpay/paymentv2/vpcpay.html",
    "POST /sandbox/vnpay/merchant_webapi/api/transaction",
    "POST /sandbox/zalopay/v2/create",
    "POST /sandbox/zalopay/v2/query",
    "POST /sandbox/zalopay/v2/refund",
    "POST /sandbox/zalopay/v2/query_refund",
    "GET /sandbox/{nhà cung cấp danh tính}/oauth2/authorize",
    "POST /sandbox/{nhà cung cấp danh tính}/oauth2/token",
    "GET /sandbox/{nhà cung cấp danh tính}/oauth2/userinfo",
    "GET /sandbox/{nhà cung cấp danh tính}/oauth2/jwks",
    "GET /sandbox/{nhà cung cấp danh tính}/oidc/logout",
    "POST /sandbox/identity-provider/{nhà cung cấp danh tính}/people",
    "POST /sandbox/identity-provider/faults",
    "POST /sandbox/bank/transfers-out",
    "POST /sandbox/payer/{mã tham chiếu}",
    "POST /sandbox/faults",
    "POST /sandbox/profile",
    "POST /sandbox/clock",
    "GET /sandbox/deliveries.json?provider={nhà cung cấp}",
    "POST /sandbox/sms",
    "POST /sandbox/voice",
    "GET /sandbox/phone/{số}.json",
    "GET /sandbox/mail/{địa chỉ}.json",
    "GET /sandbox/ca/root.crl",
    "GET /sandbox/ca/issuing.crl",
    "POST /sandbox/token/sign",
    "POST /sandbox/mssp/signatures",
    "GET /sandbox/mssp/signatures/{id}",
    "POST /sandbox/mssp/signatures/{id}/press",
];

/// `GET /`
pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Html<String> {
    let cards: String = BANKS
        .iter()
        .map(|bank| {
            let cards: String = card::of(bank).map(card::Card::to_html).collect();
            format!(r#"<h3>{}</h3><ul class="cards">{cards}</ul>"#, bank.name)
        })
        .collect();
    let providers: String = Provider::ALL
        .iter()
        .map(|provider| {
            format!(
                r#"<li><a href="/sandbox/deliveries.json?provider={provider}">{name}</a></li>"#,
                name = provider.name()
            )
        })
        .collect();
    let identity_providers: String = IdentityProvider::ALL
        .iter()
        .map(|provider| {
            let (name, path) = (provider.name(), provider.path());
            if provider.speaks_openid() {
                format!(r#"<li><a href="{path}/.well-known/openid-configuration">{name}</a><span>OpenID Connect, dưới {path}</span></li>"#)
            } else {
                format!(r#"<li><strong>{name}</strong><span>OAuth 2.0, câu trả lời được mã hóa, dưới {path}</span></li>"#)
            }
        })
        .collect();
    let addresses: String = ADDRESSES
        .iter()
        .map(|address| format!("<li><code>{address}</code></li>"))
        .collect();
    let body = format!(
        r#"<h1>Thế giới bên ngoài cổng dịch vụ công</h1>
<p>Những hệ thống mà cổng phải kết nối, dựng lại để dùng thử và kiểm thử.</p>
<ul class="links">
<li><a href="/sandbox/phone">Điện thoại</a><span>Tin nhắn SMS và cuộc gọi: mã OTP của cổng và của ngân hàng</span></li>
<li><a href="/sandbox/mail">Thư điện tử</a><span>Thư của cổng gửi qua SMTP</span></li>
<li><a href="/sandbox/token">USB token</a><span>Ký số bằng chứng thư số trên máy này, mã PIN 12345678</span></li>
<li><a href="/sandbox/phone/sim">SIM ký số</a><span>Ký số trên điện thoại, mã PIN 1234</span></li>
<li><a href="/sandbox/ca">Chứng thực chữ ký số</a><span>Chứng thư số đã cấp, và thu hồi</span></li>
<li><a href="/sandbox/vietqr">Ngân hàng số</a><span>Dán mã VietQR để chuyển khoản</span></li>
<li><a href="/sandbox/national-platform/by-dossier">Thanh toán theo mã hồ sơ</a><span>Trên nền tảng thanh toán quốc gia</span></li>
<li><a href="/sandbox/bank/books.json">Sổ ngân hàng</a><span>Mỗi lần trừ tiền là một dòng</span></li>
<li><a href="/sandbox/bank/refunds.json">Sổ hoàn tiền</a><span>Mỗi lần trả lại tiền là một dòng</span></li>
<li><a href="/sandbox/deliveries.json">Nhật ký báo kết quả</a><span>Các lần nhà cung cấp báo kết quả cho cổng</span></li>
<li><a href="/sandbox/faults">Sự cố đang chờ</a><span>Đặt bằng POST, xóa bằng DELETE trên cùng địa chỉ</span></li>
<li><a href="/sandbox/profile">Sự cố ngẫu nhiên</a><span>none, every-fault hoặc pilot-2020, đổi bằng POST</span></li>
<li><a href="/sandbox/clock">Đồng hồ</a><span>Cho chạy tới bằng POST</span></li>
<li><a href="{provincial}">Cổng thông tin tỉnh</a><span>Trang mẫu nhúng cổng dịch vụ công, ở một trang khác</span></li>
<li><a href="{portal}">Cổng dịch vụ công</a><span>{portal}</span></li>
</ul>
<h2>Nhà cung cấp danh tính</h2>
<ul class="links">{identity_providers}</ul>
<h2>Báo kết quả, theo nhà cung cấp</h2>
<ul class="numbers">{providers}</ul>
<h2>Thẻ dùng thử</h2>
{cards}
<h2>Địa chỉ cho máy</h2>
<ul class="addresses">{addresses}</ul>"#,
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
