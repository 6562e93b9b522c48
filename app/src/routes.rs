use crate::{
    api::{
        Empty,
        accounts::{GetSession, SessionView},
    },
    client::load,
    components::Announcements,
    embedding::{Embedding, embedding},
    locales::{shell::*, t},
    pages,
    seo::ForSearchEngines,
    shell::{Footer, FrameFooter, Header},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::{Link, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// What the session is, for every part of the page.
#[derive(Clone, Copy)]
pub struct Session(pub Resource<Result<SessionView, crate::api::Problem>>);

/// The portal, or one of its pages in a frame.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Session(load::<GetSession>(|| ((), Empty {}))));
    let in_portal = embedding() == Embedding::TopLevel;
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
                    <Route path=path!("/quen-mat-khau/mat-khau") view=pages::recovery::SetNewPassword />
                    <Route path=path!("/mat-so-dien-thoai") view=pages::recovery::LostPhone />
                    <Route path=path!("/mat-so-dien-thoai/ma-xac-thuc") view=pages::recovery::EmailCode />
                    <Route path=path!("/mat-so-dien-thoai/so-moi") view=pages::recovery::NewPhone />
                    <Route path=path!("/mat-so-dien-thoai/ma-otp") view=pages::recovery::NewPhoneCode />
                    <Route path=path!("/mat-so-dien-thoai/da-ghi-nhan") view=pages::recovery::Noted />
                    <Route path=path!("/mat-so-dien-thoai/phan-doi") view=pages::recovery::Objection />
                    <Route path=path!("/mat-so-dien-thoai/da-phan-doi") view=pages::recovery::Objected />
                    <Route path=path!("/tai-khoan") view=pages::AccountPage />
                    <Route path=path!("/tai-khoan/bao-mat") view=pages::account::security::SecurityPage />
                    <Route path=path!("/tai-khoan/so-giay-to") view=pages::account::security::IdentityNumberPage />
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
