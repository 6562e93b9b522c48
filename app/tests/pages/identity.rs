use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{flow, nobody},
};
use app::{
    api::{Problem, accounts::SessionView, captchas::Captcha, flows::FlowStep},
    submitted::SubmittedForm,
};
use domain::language::text;
use uuid::Uuid;

fn portal() -> Portal {
    let captcha = Captcha {
        id: Uuid::from_u128(3),
        image: "data:image/png;base64,x".into(),
        demo_answer: Some("k7m2qa".into()),
    };
    let session = SessionView {
        demo: true,
        sandbox_url: Some("http://sandbox.example".into()),
        ..nobody()
    };
    Portal::default()
        .answering("/api/v1/session", &session)
        .answering("/api/v1/captchas", &captcha)
}

#[tokio::test]
async fn registration_speaks_both_languages_at_each_step() {
    for address in [
        "/dang-ky",
        "/dang-ky/cong-dan",
        "/dang-ky/cong-dan/thue-bao-di-dong",
        "/dang-ky/ma-otp",
        "/dang-ky/mat-khau",
    ] {
        speaks_both(&portal(), address).await;
        for step in [FlowStep::OneTimeCode, FlowStep::Password] {
            let portal = portal().answering("/api/v1/registrations/current", &flow(step));
            speaks_both(&portal, address).await;
        }
    }
}

#[tokio::test]
async fn sign_in_speaks_both_languages_at_each_step() {
    for address in [
        "/dang-nhap",
        "/dang-nhap/dvc-quoc-gia",
        "/dang-nhap/dvc-quoc-gia/tai-khoan",
        "/dang-nhap/ma-otp",
    ] {
        speaks_both(&portal(), address).await;
        let mut used_up = flow(FlowStep::OneTimeCode);
        used_up.tries_left = 0;
        let portal = portal().answering("/api/v1/sign-ins/current", &used_up);
        speaks_both(&portal, address).await;
    }
}

#[tokio::test]
async fn a_refused_form_speaks_the_language_of_its_page() {
    let problem = Problem {
        reference: Some("7KQ4-M2XB".into()),
        ..Problem::field("identity_number", text("…", "…"))
    };
    let portal = portal().after(SubmittedForm::new("/api/v1/sign-ins", &[], problem));
    let page = portal
        .speaking(app::locales::Language::English)
        .open("/dang-nhap/dvc-quoc-gia/tai-khoan")
        .await;
    page.shows(&["Error reference:", "7KQ4-M2XB"]);
}
