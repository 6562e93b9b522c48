//! `/robots.txt` and `/sitemap.xml`: what search engines may find.

use crate::{error::problem_response, http::Result, state::AppState};
use app::guide::Chapter;
use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse, Response},
};

/// Pages of their own that are for everybody to find.
const PAGES: [&str; 6] = [
    "/",
    "/thu-tuc",
    "/huong-dan",
    "/hoi-dap",
    "/tro-nang",
    "/dieu-khoan",
];

/// Procedures are for everyone to find; what belongs to one person is not.
pub async fn robots(State(app): State<AppState>) -> String {
    let url = &app.portal.public_url;
    format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /bien-lai/\nDisallow: /cach-nhan-ma/\nDisallow: /dang-ky/\nDisallow: /dang-nhap/ma-otp\n\
         Disallow: /embed/\nDisallow: /giao-dich\nDisallow: /ho-so/\nDisallow: /mat-so-dien-thoai\nDisallow: /nop-ho-so/\nDisallow: /quen-mat-khau\nDisallow: /tai-khoan\n\
         Disallow: /thanh-toan/\nSitemap: {url}/sitemap.xml\n"
    )
}

pub async fn sitemap(State(app): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match addresses(&app).await {
        Ok(xml) => ([(header::CONTENT_TYPE, "application/xml")], xml).into_response(),
        Err(error) => {
            problem_response(&error.into_problem(&crate::http::context::reference(&parts)))
        }
    }
}

async fn addresses(app: &AppState) -> Result<String> {
    // The protocol ends at 50,000 addresses, 48,000 of which are more than any province has procedures. Entries
    // generated for measurements are none.
    let codes = sqlx::query_scalar!(
        "select code from procedures where code not like '9.%' order by code limit 48000"
    )
    .fetch_all(&app.db)
    .await?;
    let pages = PAGES.map(str::to_owned).into_iter();
    let chapters = Chapter::ALL.map(Chapter::address);
    let procedures = codes.into_iter().map(|code| format!("/thu-tuc/{code}"));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in pages.chain(chapters).chain(procedures) {
        // Codes are digits, letters and dots, so nothing has to be escaped.
        xml += &format!("<url><loc>{}{path}</loc></url>\n", app.portal.public_url);
    }
    xml += "</urlset>\n";
    Ok(xml)
}
