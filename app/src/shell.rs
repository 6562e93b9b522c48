//! The document around every page, and the routes.

use crate::{
    api::{
        Empty,
        accounts::{GetSession, SessionView},
    },
    components::{Announcements, notice::load},
    locales::{language, shell::*, t},
    pages,
    place::{Place, place},
    portal::portal,
    save_data::save_data,
    seo::ForSearchEngines,
};
use leptos::{either::Either, nonce::use_nonce, prelude::*};
use leptos_meta::{Link, MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use strum::{EnumString, IntoStaticStr};

mod footer;
mod header;
mod problem_page;

use footer::{Footer, FrameFooter};
use header::Header;
pub use header::LanguageSwitch;
pub use problem_page::{WayBack, problem_page};

/// Addresses of the built files, with the hash of their content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// What runs in citizens' browsers.
    pub portal: Client,
    /// What runs in officers' browsers.
    pub desk: Client,
    /// Style sheet.
    pub css: String,
}

/// One of the programs that run in a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// JavaScript that starts the WebAssembly.
    pub js: String,
    /// WebAssembly.
    pub wasm: String,
}

/// Lets a page say which HTTP status it is answered with.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct PageStatus(std::sync::Arc<std::sync::atomic::AtomicU16>);

#[cfg(feature = "ssr")]
impl PageStatus {
    /// Sets the status of the page that is being rendered.
    pub fn set(&self, status: u16) {
        self.0.store(status, std::sync::atomic::Ordering::Relaxed);
    }

    /// The status, if a page has set one.
    #[must_use]
    pub fn get(&self) -> Option<u16> {
        match self.0.load(std::sync::atomic::Ordering::Relaxed) {
            0 => None,
            status => Some(status),
        }
    }
}

/// Starts the islands of a page: the parts that run in the browser. Everything else is complete as it was delivered.
/// The mark says that from then on the page answers by itself.
const START: &str = "const m=await import(JS);await m.default({module_or_path:WASM});m.hydrate();\
    for(const i of document.querySelectorAll('leptos-island'))m[i.dataset.component]?.(i);\
    document.documentElement.dataset.hydrated=''";

/// Says that the next page is on its way, once that takes long enough to be noticed; by itself, for when the islands never
/// wake. Whether a script has taken the click is known only when the time is up, and after half a minute nothing will come.
const LEAVING: &str = "{let timer;const page=document.documentElement,\
    stay=()=>{clearTimeout(timer);delete page.dataset.leaving},\
    leave=event=>{clearTimeout(timer);timer=setTimeout(()=>{if(!event.defaultPrevented){\
    page.dataset.leaving='';timer=setTimeout(stay,30000)}},500)};\
    addEventListener('submit',event=>event.target.method==='dialog'||leave(event));\
    addEventListener('click',event=>{const link=event.target.closest('a[href]');\
    if(link&&!event.ctrlKey&&!event.metaKey&&!event.shiftKey&&!link.target&&!link.hasAttribute('download')&&/^http/.test(link.protocol)\
    &&link.href.split('#')[0]!==location.href.split('#')[0])leave(event)});\
    addEventListener('pageshow',stay)}";

/// Tells the page around the frame how high this one is, once that page has greeted it from an allowed origin.
const FRAME: &str = "let to;const tell=()=>to&&parent.postMessage({dvc:'height',height:document.documentElement.offsetHeight},to);\
    addEventListener('message',e=>{if(e.source===parent&&e.data==='dvc:hello'&&ORIGINS.includes(e.origin)){to=e.origin;tell()}});\
    new ResizeObserver(tell).observe(document.documentElement)";

fn frame_script() -> String {
    let origins = serde_json::to_string(&portal().frame_origins).unwrap_or_default();
    FRAME.replace("ORIGINS", &origins.replace('<', "\\u003c"))
}

/// Registers the service worker, which keeps the shell and the guide for times without a network. Not in frames: they belong
/// to another site. Never in the way of the page itself.
const KEEP: &str = "if(top===self&&'serviceWorker'in navigator)addEventListener('load',()=>{\
    navigator.serviceWorker.register('/sw.js?lang='+document.documentElement.lang).catch(()=>{})});";

/// Light or dark, where a citizen or the framing page has chosen. As a text, in addresses, cookies and style sheets: `dark`.
#[derive(Clone, Copy, Debug, Default, EnumString, IntoStaticStr, PartialEq, Eq)]
#[strum(serialize_all = "snake_case")]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A citizen's page, whole. Rendered on the server only.
pub fn shell(assets: &Assets) -> impl IntoView + use<> {
    document(&assets.portal, &assets.css, "portal", App)
}

/// The document around the pages of an application: its scripts, its style sheet, and a class that says whose pages these
/// are. Rendered on the server only.
pub fn document<V: IntoView>(
    client: &Client,
    css: &str,
    class: &'static str,
    app: fn() -> V,
) -> impl IntoView + use<V> {
    // Only what is inside an island is made again in the browser: nothing else of what was loaded goes out twice.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    // Who asks to be sent less gets pages that work natively, and nothing is loaded in the background.
    let scripts = (!save_data()).then(|| scripts(client));
    let theme: &str = use_context::<Theme>().unwrap_or_default().into();
    let in_portal = place() == Place::Portal;
    let frame = (!in_portal).then(frame_script);
    view! {
        <!DOCTYPE html>
        <html lang=language().tag() data-theme=theme data-place=(!in_portal).then_some("frame")>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#8f1d21" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="stylesheet" href=css.to_owned() />
                <script nonce=use_nonce()>{LEAVING}</script>
                {scripts}
                {frame.map(|script| view! { <script type="module" nonce=use_nonce()>{script}</script> })}
                <MetaTags />
            </head>
            <body class=class>
                {app()}
            </body>
        </html>
    }
}

/// What a page loads besides its style sheet, and starts.
fn scripts(client: &Client) -> impl IntoView + use<> {
    let start = START
        .replace("JS", &format!("{:?}", client.js))
        .replace("WASM", &format!("{:?}", client.wasm));
    let keep = if portal().service_worker { KEEP } else { "" };
    view! {
        <link rel="modulepreload" href=client.js.clone() />
        <link rel="preload" href=client.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=use_nonce()>{format!("{keep}{start}")}</script>
    }
}

/// What the session is, for every part of the page.
#[derive(Clone, Copy)]
pub struct Session(pub Resource<Result<SessionView, crate::api::Problem>>);

/// The portal, or one of its pages in a frame.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Session(load::<GetSession>(|| ((), Empty {}))));
    let in_portal = place() == Place::Portal;
    let name = t(NAME);

    view! {
        <Title formatter=move |title: String| if title.is_empty() { name.to_owned() } else { format!("{title} – {name}") } />
        <Link rel="manifest" href="/manifest.webmanifest" />
        <Router>
            <ForSearchEngines />
            <a class="skip-link" href="#noi-dung">{t(SKIP_TO_CONTENT)}</a>
            {in_portal.then(|| view! { <Header /> })}
            <Announcements />
            <main id="noi-dung" tabindex="-1">
                <Routes fallback=pages::NotFound>
                    <Route path=path!("/") view=pages::Home />
                    <Route path=path!("/thu-tuc") view=pages::Procedures />
                    <Route path=path!("/thu-tuc/:code") view=pages::ProcedurePage />
                    <Route path=path!("/tra-cuu") view=pages::TrackingPage />
                    <Route path=path!("/nop-ho-so/:code") view=pages::NewDossier />
                    <Route path=path!("/ho-so/:number") view=pages::DossierPage />
                    <Route path=path!("/ho-so/:number/thanh-toan") view=pages::Pay />
                    <Route path=path!("/thanh-toan/ket-qua") view=pages::PaymentResultPage />
                    <Route path=path!("/bien-lai/:code") view=pages::ReceiptCheckPage />
                    <Route path=path!("/dang-ky") view=pages::register::Kind />
                    <Route path=path!("/dang-ky/cong-dan") view=pages::register::CitizenMethod />
                    <Route path=path!("/dang-ky/doanh-nghiep") view=pages::register::EnterpriseMethod />
                    <Route path=path!("/dang-ky/cong-dan/thue-bao-di-dong") view=pages::register::CitizenDetails />
                    <Route path=path!("/dang-ky/doanh-nghiep/thue-bao-di-dong") view=pages::register::EnterpriseDetails />
                    <Route path=path!("/dang-ky/co-quan/thue-bao-di-dong") view=pages::register::AgencyDetails />
                    <Route path=path!("/dang-ky/cho-duyet") view=pages::register::Waiting />
                    <Route path=path!("/dang-ky/xac-nhan") view=pages::register::Confirm />
                    <Route path=path!("/dang-ky/ma-otp") view=pages::register::Code />
                    <Route path=path!("/dang-ky/mat-khau") view=pages::register::ChoosePassword />
                    <Route path=path!("/dang-nhap") view=pages::sign_in::Provider />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia") view=pages::sign_in::Issuer />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia/tai-khoan") view=pages::sign_in::Credentials />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia/usb") view=pages::sign_in::ByToken />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia/sim") view=pages::sign_in::BySim />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia/usb/ky") view=pages::sign_in::Sign />
                    <Route path=path!("/dang-nhap/dvc-quoc-gia/sim/ky") view=pages::sign_in::Sign />
                    <Route path=path!("/dang-nhap/lien-ket") view=pages::sign_in::LinkAccounts />
                    <Route path=path!("/dang-nhap/khong-thanh") view=pages::sign_in::Failed />
                    <Route path=path!("/dang-nhap/ma-otp") view=pages::sign_in::Code />
                    <Route path=path!("/cach-nhan-ma/:kind") view=pages::CodeMethodPage />
                    <Route path=path!("/quen-mat-khau") view=pages::recovery::ForgottenPassword />
                    <Route path=path!("/quen-mat-khau/ma-otp") view=pages::recovery::PasswordCode />
                    <Route path=path!("/quen-mat-khau/mat-khau") view=pages::recovery::AnotherPassword />
                    <Route path=path!("/mat-so-dien-thoai") view=pages::recovery::LostPhone />
                    <Route path=path!("/mat-so-dien-thoai/ma-xac-thuc") view=pages::recovery::EmailCode />
                    <Route path=path!("/mat-so-dien-thoai/so-moi") view=pages::recovery::NewPhone />
                    <Route path=path!("/mat-so-dien-thoai/ma-otp") view=pages::recovery::NewPhoneCode />
                    <Route path=path!("/mat-so-dien-thoai/da-ghi-nhan") view=pages::recovery::Noted />
                    <Route path=path!("/mat-so-dien-thoai/phan-doi") view=pages::recovery::Objection />
                    <Route path=path!("/mat-so-dien-thoai/da-phan-doi") view=pages::recovery::Objected />
                    <Route path=path!("/tai-khoan") view=pages::AccountPage />
                    <Route path=path!("/tai-khoan/bao-mat") view=pages::account::security::SecurityPage />
                    <Route path=path!("/tai-khoan/xac-nhan") view=pages::account::security::ProofPage />
                    <Route path=path!("/tai-khoan/mat-khau") view=pages::account::security::ChangePasswordPage />
                    <Route path=path!("/tai-khoan/so-dien-thoai") view=pages::account::security::ChangePhonePage />
                    <Route path=path!("/tai-khoan/so-dien-thoai/ma-otp") view=pages::account::security::PhoneCodePage />
                    <Route path=path!("/tai-khoan/thu-dien-tu") view=pages::account::security::ChangeEmailPage />
                    <Route path=path!("/tai-khoan/thu-dien-tu/ma-otp") view=pages::account::security::EmailCodePage />
                    <Route path=path!("/giao-dich") view=pages::HistoryPage />
                    <Route path=path!("/dieu-khoan") view=pages::Terms />
                    <Route path=path!("/huong-dan") view=pages::Guide />
                    <Route path=path!("/huong-dan/:slug") view=pages::GuideChapter />
                    <Route path=path!("/hoi-dap") view=pages::Faq />
                    <Route path=path!("/tro-nang") view=pages::AccessibilityStatement />
                    <Route path=path!("/chia-se-tai-lieu") view=pages::SharedDocumentsPage />
                    <Route path=path!("/ngoai-tuyen") view=pages::Offline />
                    <Route path=path!("/design") view=pages::Design />
                </Routes>
            </main>
            {if in_portal { Either::Left(view! { <Footer /> }) } else { Either::Right(view! { <FrameFooter /> }) }}
        </Router>
    }
}
