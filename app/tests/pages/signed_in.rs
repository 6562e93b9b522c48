//! What whoever is signed in finds on the pages of signing in and registering, and what waits for whoever is not any more.

use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{nobody, signed_in, verification},
};
use app::{
    api::{
        Problem, ProblemCode,
        accounts::{AccountKind, SessionView},
        captchas::Captcha,
        federated_login::{Issuer, LoginMethods},
        signatures::SigningDevice,
        verifications::VerificationStep,
    },
    submitted::SubmittedForm,
};
use domain::language::text;

const ALREADY: &str = "Bạn đã đăng nhập với tài khoản";

fn portal(session: &SessionView) -> Portal {
    let captcha = Captcha {
        id: uuid::Uuid::from_u128(3),
        image: "data:image/png;base64,x".into(),
        work_bits: 16,
        demo_answer: None,
    };
    let ways = LoginMethods {
        issuers: Issuer::ALL.to_vec(),
        devices: vec![SigningDevice::UsbToken],
    };
    Portal::default()
        .answering("/api/v1/session", session)
        .answering("/api/v1/captchas", &captcha)
        .answering("/api/v1/login-methods", &ways)
}

fn over() -> Problem {
    let title = text("Phiên làm việc đã hết hạn.", "Your session has expired.");
    Problem::new(410, ProblemCode::VerificationExpired, title)
}

#[tokio::test]
async fn the_way_back_after_signing_in_says_so_and_leads_on() {
    for (address, to, folded) in [
        ("/dang-nhap", "/tai-khoan", false),
        ("/dang-nhap?tiep=%2Fgiao-dich", "/giao-dich", false),
        ("/dang-nhap/dvc-quoc-gia", "/tai-khoan", false),
        ("/dang-nhap/dvc-quoc-gia/tai-khoan", "/tai-khoan", true),
        (
            "/dang-nhap/dvc-quoc-gia/tai-khoan?tiep=%2Fthu-tuc%3Fq%3Da",
            "/thu-tuc?q=a",
            true,
        ),
        (
            "/dang-nhap/dvc-quoc-gia/tai-khoan?tiep=%2F%2Fevil.example",
            "/tai-khoan",
            true,
        ),
        ("/dang-ky", "/tai-khoan", false),
        ("/dang-ky/cong-dan", "/tai-khoan", false),
        ("/dang-ky/cong-dan/thue-bao-di-dong", "/tai-khoan", true),
        // Another one may be wanted besides.
        (
            "/dang-ky/doanh-nghiep/thue-bao-di-dong",
            "/tai-khoan",
            false,
        ),
    ] {
        let page = portal(&signed_in()).open(address).await;
        page.shows(&[
            ALREADY,
            "Nguyễn Văn An",
            &format!(r#"href="{to}" rel="nofollow" class="button""#),
        ]);
        assert_eq!(page.html.contains("<summary>Đăng"), folded, "{address}");
        assert_eq!(page.status, None, "{address}");
        let page = portal(&nobody()).open(address).await;
        page.hides(&[ALREADY, "<summary>Đăng"]);
    }
    let mut enterprise = signed_in();
    if let Some(account) = &mut enterprise.account {
        account.kind = AccountKind::Enterprise;
        account.legal_name = Some("Công ty A".into());
    }
    let page = portal(&enterprise)
        .open("/dang-ky/doanh-nghiep/thue-bao-di-dong")
        .await;
    page.shows(&[ALREADY, "Công ty A", "<summary>Đăng ký một tài khoản khác"]);
}

#[tokio::test]
async fn a_step_that_is_done_is_not_begun_again() {
    for (address, asked) in [
        ("/dang-ky/ma-otp", "/api/v1/verifications/registration"),
        ("/dang-ky/mat-khau", "/api/v1/verifications/registration"),
        ("/dang-ky/xac-nhan", "/api/v1/pending-identity"),
        ("/dang-nhap/ma-otp", "/api/v1/verifications/sign_in"),
        ("/dang-nhap/lien-ket", "/api/v1/pending-identity"),
        (
            "/dang-nhap/dvc-quoc-gia/usb/ky",
            "/api/v1/signatures/current",
        ),
    ] {
        let page = portal(&signed_in())
            .refusing(asked, &over())
            .open(address)
            .await;
        page.shows(&[
            ALREADY,
            r#"href="/tai-khoan" rel="nofollow" class="button""#,
        ]);
        page.hides(&["Bắt đầu lại"]);
        assert_eq!(page.status, None, "{address}");
        let page = portal(&nobody())
            .refusing(asked, &over())
            .open(address)
            .await;
        page.shows(&["Bắt đầu lại"]);
        page.hides(&[ALREADY]);
        assert_eq!(page.status, Some(410), "{address}");
    }
    // What is under way is gone on with, whoever is signed in; what is no sign-in is begun again.
    let page = portal(&signed_in())
        .answering(
            "/api/v1/verifications/sign_in",
            &verification(VerificationStep::OneTimeCode),
        )
        .open("/dang-nhap/ma-otp")
        .await;
    page.hides(&[ALREADY]);
    let page = portal(&signed_in())
        .refusing("/api/v1/verifications/phone_change", &over())
        .open("/tai-khoan/so-dien-thoai/ma-otp")
        .await;
    page.shows(&["Bắt đầu lại"]);
}

#[tokio::test]
async fn a_refused_form_is_not_folded() {
    let problem = Problem::field("identity_number", text("…", "…"));
    let page = portal(&signed_in())
        .after(SubmittedForm::new("/api/v1/sign-ins", &[], problem))
        .open("/dang-nhap/dvc-quoc-gia/tai-khoan")
        .await;
    page.hides(&["<summary>Đăng", ALREADY]);
}

#[tokio::test]
async fn both_languages_say_that_somebody_is_signed_in() {
    for address in [
        "/dang-nhap",
        "/dang-nhap/dvc-quoc-gia/tai-khoan?tiep=%2Fthu-tuc",
        "/dang-ky/cong-dan/thue-bao-di-dong",
        "/dang-ky/mat-khau",
    ] {
        let portal = portal(&signed_in()).refusing("/api/v1/verifications/registration", &over());
        speaks_both(&portal, address).await;
    }
}

#[tokio::test]
async fn what_was_posted_after_the_session_had_ended_waits_for_the_sign_in() {
    let fields = [
        ("_action", "/api/v1/dossiers"),
        ("_key", "used"),
        ("procedure_code", "2.000488"),
        ("form.purpose", "Xin \"việc\" <b>"),
        ("terms:bool", "on"),
        ("password", "Bí mật"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let refused = |problem| SubmittedForm::new("/api/v1/dossiers", &fields, problem);
    let signed_out = portal(&nobody()).after(refused(Problem::sign_in_required()));
    let page = signed_out.open("/nop-ho-so/2.000488").await;
    page.shows(&[
        "Nội dung bạn vừa gửi vẫn còn ở trang này.",
        r#"<a href="/dang-nhap" target="_blank""#,
        r#"name="_action" value="/api/v1/dossiers""#,
        r#"name="procedure_code" value="2.000488""#,
        r#"name="form.purpose" value="Xin &quot;việc&quot; &lt;b&gt;""#,
        r#"name="terms:bool" value="on""#,
        "Gửi lại",
    ]);
    page.hides(&["Bí mật", r#"value="used""#]);
    assert_eq!(page.status, Some(401));
    speaks_both(&signed_out, "/nop-ho-so/2.000488").await;

    // Nothing waits where nothing was posted, or where something else is wrong.
    for submitted in [
        SubmittedForm::new("/api/v1/session/end", &[], Problem::sign_in_required()),
        refused(Problem::not_found()),
    ] {
        let page = portal(&nobody())
            .after(submitted)
            .open("/nop-ho-so/2.000488")
            .await;
        page.shows(&["/dang-nhap?tiep=%2Fnop-ho-so%2F2.000488"]);
        page.hides(&["vẫn còn ở trang này"]);
    }
}
