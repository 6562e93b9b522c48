use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{nobody, signed_in, verification},
};
use app::{
    api::{
        Problem,
        accounts::{AccountKind, SessionView},
        captchas::{Captcha, QuestionCaptcha},
        federated_login::{Issuer, LinkedIdentities, LinkedIdentity, LoginMethods},
        pending_identity::{PendingIdentity, PendingIdentityStep},
        security::Security,
        sessions::{AccountSession, AccountSessions, Method},
        signatures::{Certificate, Certificates, SignatureRequest, SigningDevice},
        verifications::{TypedField, TypedFields, VerificationKind, VerificationStep},
    },
    submitted::SubmittedForm,
};
use domain::language::text;
use uuid::Uuid;

fn portal() -> Portal {
    let captcha = Captcha {
        id: Uuid::from_u128(3),
        image: "data:image/png;base64,x".into(),
        work_bits: 16,
        demo_answer: Some("k7m2qa".into()),
    };
    let session = SessionView {
        demo: true,
        sandbox_url: Some("http://sandbox.example".into()),
        ..nobody()
    };
    let ways = LoginMethods {
        issuers: Issuer::ALL.to_vec(),
        devices: vec![SigningDevice::UsbToken, SigningDevice::SigningSim],
    };
    Portal::default()
        .answering("/api/v1/session", &session)
        .answering("/api/v1/captchas", &captcha)
        .answering("/api/v1/login-methods", &ways)
}

#[tokio::test]
async fn registration_speaks_both_languages_at_each_step() {
    for address in [
        "/dang-ky",
        "/dang-ky/cong-dan",
        "/dang-ky/doanh-nghiep",
        "/dang-ky/cong-dan/thue-bao-di-dong",
        "/dang-ky/doanh-nghiep/thue-bao-di-dong",
        "/dang-ky/cho-duyet",
        "/dang-ky/ma-otp",
        "/dang-ky/mat-khau",
    ] {
        speaks_both(&portal(), address).await;
        for step in [VerificationStep::OneTimeCode, VerificationStep::Password] {
            let portal =
                portal().answering("/api/v1/verifications/registration", &verification(step));
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
        "/dang-nhap/dvc-quoc-gia/usb",
        "/dang-nhap/dvc-quoc-gia/sim",
        "/dang-nhap/khong-thanh?ly-do=tu-choi",
        "/dang-nhap/ma-otp",
    ] {
        speaks_both(&portal(), address).await;
        let mut used_up = verification(VerificationStep::OneTimeCode);
        used_up.tries_left = 0;
        let portal = portal().answering("/api/v1/verifications/sign_in", &used_up);
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

#[tokio::test]
async fn without_scripts_the_page_brings_another_picture_or_a_question_and_somebody_can_be_called()
{
    let page = portal().open("/dang-nhap/dvc-quoc-gia/tai-khoan").await;
    let (_, ways) = page.html.split_once("without-scripts").expect("words");
    let (ways, _) = ways.split_once("</p>").expect("an end");
    for expected in [
        r#"name="_another_captcha" value="picture""#,
        r#"name="_another_captcha" value="question""#,
        "Đổi hình khác",
        "Không nhìn được hình? Gọi",
        r#"href="tel:02763813363""#,
    ] {
        assert!(ways.contains(expected), "{expected} in {ways}");
    }
    let (first, _) = ways.split_once("_another_captcha").expect("a button");
    assert!(
        first.contains("visually-hidden"),
        "what Enter presses: {first}"
    );
}

#[tokio::test]
async fn a_question_stands_in_for_the_picture_where_it_was_asked_for() {
    let asked = [
        ("_another_captcha".to_owned(), "question".to_owned()),
        ("identity_number".to_owned(), "072090000017".to_owned()),
        ("password".to_owned(), "x".to_owned()),
    ];
    let question = QuestionCaptcha {
        id: Uuid::from_u128(4),
        question: "Nhập bằng chữ số: bảy, không, ba, chín".into(),
        work_bits: 18,
        demo_answer: Some("7039".into()),
    };
    let page = portal()
        .answering("/api/v1/captchas/question", &question)
        .after(SubmittedForm::unsent("/api/v1/sign-ins", &asked))
        .open("/dang-nhap/dvc-quoc-gia/tai-khoan")
        .await;
    page.shows(&[
        "Cần giúp? Gọi",
        "Nhập bằng chữ số: bảy, không, ba, chín",
        r#"name="_captcha" value="question""#,
        r#"value="072090000017""#,
        "Nhập lại mật khẩu. Vì an toàn",
        "Đổi câu hỏi khác",
    ]);
    page.hides(&["data:image"]);
}

#[tokio::test]
async fn the_code_s_page_leads_back_to_what_was_typed() {
    let mut typed = verification(VerificationStep::OneTimeCode);
    typed.kind = VerificationKind::Registration;
    typed.change_page = "/dang-ky/cong-dan/thue-bao-di-dong?sua=1".into();
    let fields = TypedFields {
        fields: vec![TypedField {
            name: "full_name".into(),
            value: "Lê Thị Hồng Ánh".into(),
        }],
    };
    let portal = portal()
        .answering("/api/v1/verifications/registration", &typed)
        .answering("/api/v1/verifications/registration/typed", &fields);
    let page = portal.open("/dang-ky/ma-otp").await;
    page.shows(&[
        r#"href="/dang-ky/cong-dan/thue-bao-di-dong?sua=1""#,
        "Sai số điện thoại? Sửa số",
    ]);
    let form = portal.open(&typed.change_page).await;
    form.shows(&[r#"value="Lê Thị Hồng Ánh""#]);
    speaks_both(&portal, "/dang-ky/ma-otp").await;
}

#[tokio::test]
async fn a_captcha_that_is_refused_is_asked_for_again_by_a_link() {
    let busy = Problem {
        status: 503,
        code: app::api::ProblemCode::Unavailable,
        ..Problem::not_found().with_detail(text("Nội dung đã nhập vẫn còn.", "Still here."))
    };
    let page = portal()
        .refusing("/api/v1/captchas", &busy)
        .open("/dang-nhap/dvc-quoc-gia/tai-khoan")
        .await;
    page.shows(&[
        r#"href="/dang-nhap/dvc-quoc-gia/tai-khoan" class="button">Thử lại</a>"#,
        "Thử lại sau giây lát.",
    ]);
    page.hides(&["vẫn còn"]);
}

#[tokio::test]
async fn codes_go_other_ways_in_both_languages() {
    for kind in [
        VerificationKind::SignIn,
        VerificationKind::PasswordRecovery,
        VerificationKind::PhoneRecovery,
        VerificationKind::PhoneReplacement,
        VerificationKind::PhoneChange,
        VerificationKind::EmailChange,
    ] {
        let name = serde_json::to_value(kind).unwrap();
        let name = name.as_str().unwrap();
        let mut told = verification(VerificationStep::OneTimeCode);
        told.kind = kind;
        let mut untold = told.clone();
        untold.masked_phone.clear();
        untold.masked_email.clear();
        for verification in [told, untold] {
            let portal =
                portal().answering(&format!("/api/v1/verifications/{name}"), &verification);
            speaks_both(&portal, &format!("/cach-nhan-ma/{name}")).await;
            speaks_both(&portal, kind.code_page()).await;
        }
        speaks_both(&portal(), kind.code_page()).await;
        speaks_both(&portal(), kind.start_page()).await;
    }
}

#[tokio::test]
async fn recoveries_speak_both_languages_at_each_step() {
    let mut choosing = verification(VerificationStep::Password);
    choosing.kind = VerificationKind::PasswordRecovery;
    let portal = portal().answering("/api/v1/verifications/password_recovery", &choosing);
    speaks_both(&portal, "/quen-mat-khau/mat-khau").await;
    let mut naming = verification(VerificationStep::NewPhone);
    naming.kind = VerificationKind::PhoneRecovery;
    let portal = portal.answering("/api/v1/verifications/phone_recovery", &naming);
    for address in [
        "/mat-so-dien-thoai/so-moi",
        "/mat-so-dien-thoai/da-ghi-nhan",
        "/mat-so-dien-thoai/phan-doi?ma=1",
        "/mat-so-dien-thoai/da-phan-doi",
    ] {
        speaks_both(&portal, address).await;
    }
}

#[tokio::test]
async fn whoever_was_identified_elsewhere_is_led_on_in_both_languages() {
    let pending = PendingIdentity {
        step: PendingIdentityStep::Register,
        method: Method::National,
        kind: AccountKind::Enterprise,
        full_name: String::new(),
        masked_identity_number: String::new(),
        tax_code: "3900123458".into(),
        legal_name: String::new(),
        birth_date: String::new(),
        phone: String::new(),
        email: String::new(),
        next: "/tai-khoan".into(),
    };
    let portal = portal().answering("/api/v1/pending-identity", &pending);
    speaks_both(&portal, "/dang-ky/xac-nhan").await;
    speaks_both(&portal, "/dang-nhap/lien-ket").await;
    for device in [SigningDevice::UsbToken, SigningDevice::SigningSim] {
        let request = SignatureRequest {
            device,
            challenge: "QUJD".into(),
            signer_url: "http://token.example".into(),
            control_code: "1234".into(),
        };
        let portal = portal
            .clone()
            .answering("/api/v1/signatures/current", &request);
        speaks_both(&portal, "/dang-nhap/dvc-quoc-gia/usb/ky").await;
    }
}

#[tokio::test]
async fn who_has_linked_no_account_is_told_so_and_offered_to_link_one() {
    let none = LinkedIdentities { items: vec![] };
    let portal = portal()
        .answering("/api/v1/session", &signed_in())
        .answering("/api/v1/account/identities", &none);
    let page = portal.open("/tai-khoan/bao-mat").await;
    page.shows(&["Chưa liên kết tài khoản nào.", "Liên kết VNeID"]);
    page.hides(&["bằng các tài khoản này", "Tiếp tục với"]);

    let one = LinkedIdentities {
        items: vec![LinkedIdentity {
            issuer: Issuer::Vneid,
            since: "16/03/2026 10:00".into(),
        }],
    };
    let portal = portal.answering("/api/v1/account/identities", &one);
    let page = portal.open("/tai-khoan/bao-mat").await;
    page.shows(&[
        "Bạn có thể đăng nhập cổng bằng các tài khoản này.",
        "Liên kết từ 16/03/2026 10:00",
    ]);
    page.hides(&["Chưa liên kết", "Liên kết VNeID"]);
}

#[tokio::test]
async fn the_owner_reads_about_security_in_both_languages() {
    let session = |current, method| AccountSession {
        id: Uuid::from_u128(u128::from(current)),
        current: current == 1,
        browser: String::new(),
        address: "203.0.113.7".into(),
        method,
        began_at: "16/03/2026 10:00".into(),
        last_seen_at: "16/03/2026 10:02".into(),
    };
    let sessions = AccountSessions {
        items: vec![
            session(1_u8, Method::Password),
            session(2, Method::National),
            session(3, Method::UsbToken),
            session(4, Method::Passkey),
        ],
    };
    let linked = LinkedIdentities {
        items: vec![LinkedIdentity {
            issuer: Issuer::National,
            since: "16/03/2026 10:00".into(),
        }],
    };
    let bound = Certificates {
        items: vec![Certificate {
            fingerprint: "00ff".into(),
            name: "Nguyễn Văn An".into(),
            issuer: "CA".into(),
            good_until: "16/03/2027".into(),
            since: "16/03/2026 10:00".into(),
        }],
    };
    for (proved_recently, second_factor) in [(true, true), (false, true), (false, false)] {
        let security = Security {
            has_password: proved_recently,
            second_factor,
            proved_recently,
            has_old_number: true,
            phone_replaced_at: Some("19/03/2026 10:00".into()),
        };
        let portal = portal()
            .answering("/api/v1/session", &signed_in())
            .answering("/api/v1/account/security", &security)
            .answering("/api/v1/account/sessions", &sessions)
            .answering("/api/v1/account/identities", &linked)
            .answering("/api/v1/account/certificates", &bound);
        for address in [
            "/tai-khoan/bao-mat?da-doi=mat-khau",
            "/tai-khoan/xac-nhan",
            "/tai-khoan/bao-mat?da-doi=so-giay-to",
            "/tai-khoan/bao-mat?da-doi=dang-xuat",
            "/tai-khoan/bao-mat?da-doi=dang-xuat-noi-khac",
            "/tai-khoan/bao-mat?da-doi=lien-ket",
            "/tai-khoan/bao-mat?da-doi=huy-lien-ket",
            "/tai-khoan/bao-mat?da-doi=gan-chung-thu",
            "/tai-khoan/bao-mat?da-doi=go-chung-thu",
            "/tai-khoan/bao-mat?da-doi=giu-so",
            "/tai-khoan/so-giay-to",
            "/tai-khoan/mat-khau",
            "/tai-khoan/so-dien-thoai",
            "/tai-khoan/thu-dien-tu",
        ] {
            speaks_both(&portal, address).await;
        }
    }
}
