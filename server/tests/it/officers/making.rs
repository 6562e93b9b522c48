//! An officer is made: of nobody known, or of a citizen.

use super::{
    ANH, CITY, JUSTICE, PASSWORD, anh, choose_password, forgotten, known, list, make,
    works_at_the_desk,
};
use crate::support::{AN, CHAU, HUNG, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::{GetSession, OneTimeCodeInput, Role, SignInInput, StartSignIn, VerifySignIn},
    officers::{MakeOfficer, NewOfficer},
};

#[tokio::test]
async fn a_new_officer_sets_a_password_by_recovery_and_signs_in() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let made = make(&hung, anh(JUSTICE, &[Role::DeskOfficer]))
        .await
        .expect("an officer");
    assert_eq!(made.summary.full_name, "Lê Thị Hồng Ánh");
    assert_eq!(made.summary.masked_identity_number, "072xxxxxx234");
    assert_eq!(made.email.as_deref(), Some("anh@tayninh.gov.vn"));
    assert!(!made.has_password && !made.own);
    let texts = portal.texts_to(ANH.phone).await;
    assert!(texts[0].contains("Quen mat khau"), "{texts:?}");

    let browser = portal.browser();
    forgotten(&browser, ANH).await;
    choose_password(&browser, portal.code_sent_to(ANH.phone).await)
        .await
        .expect("a password");
    assert!(works_at_the_desk(&browser).await);

    let another = portal.browser_at("203.0.113.9");
    let (captcha_id, captcha) = another.captcha().await;
    let credentials = SignInInput {
        identity_number: ANH.identity_number.to_owned(),
        password: PASSWORD.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: "/can-bo".to_owned(),
    };
    another
        .call::<StartSignIn>((), credentials)
        .await
        .expect("the right password");
    let code = portal.code_sent_to(ANH.phone).await;
    let signed_in = another
        .call::<VerifySignIn>((), OneTimeCodeInput { code })
        .await;
    assert_eq!(signed_in.expect("the right code").next, "/can-bo");
    assert!(works_at_the_desk(&another).await);
    let listed = list(&hung, "hong anh").await;
    assert_eq!(
        (listed.paging.total, listed.items[0].unit_name.as_str()),
        (1, "Sở Tư pháp")
    );
}

#[tokio::test]
async fn a_citizen_becomes_an_officer_in_the_session_that_is_under_way() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let an = portal.signed_in(AN).await;
    assert!(!works_at_the_desk(&an).await);
    // Names are written in many ways; the person is the same.
    let input = known(
        AN,
        "NGUYỄN  VAN AN",
        JUSTICE,
        &[Role::DeskOfficer, Role::Auditor],
    );
    let made = make(&hung, input).await.expect("an officer");
    assert_eq!(made.summary.full_name, "Nguyễn Văn An");
    assert_eq!(made.masked_phone, "0900xxx017", "the account keeps its own");
    assert_eq!(made.summary.roles, [Role::DeskOfficer, Role::Auditor]);
    assert!(made.has_password);
    assert!(works_at_the_desk(&an).await);
    let session = an
        .call::<GetSession>((), Empty {})
        .await
        .expect("a session");
    assert_eq!(session.officer.expect("an officer").unit_name, "Sở Tư pháp");
    let texts = portal.texts_to(AN.phone).await;
    assert!(texts[0].contains("vai tro can bo"), "{texts:?}");
}

#[tokio::test]
async fn a_mistyped_number_makes_an_officer_of_nobody_else() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let right = known(AN, "Nguyễn Văn An", CITY, &[Role::DeskOfficer]);
    for wrong in [
        NewOfficer {
            full_name: "Nguyễn Văn Ân Phúc".to_owned(),
            ..right.clone()
        },
        NewOfficer {
            birth_date: "12/02/1990".to_owned(),
            ..right.clone()
        },
    ] {
        let problem = make(&hung, wrong).await.expect_err("somebody else");
        assert_eq!(problem.errors[0].field, "identity_number");
    }
    assert!(portal.texts_to(AN.phone).await.is_empty());
    assert_eq!(list(&hung, "nguyen van an").await.paging.total, 0);
    portal
        .execute("update accounts set state = 'closed' where login_name = '072090000017'")
        .await
        .expect("closed");
    let problem = make(&hung, right).await.expect_err("a closed account");
    assert_eq!(problem.code, ProblemCode::Conflict);
}

#[tokio::test]
async fn a_double_tap_makes_one_officer() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let input = || anh(CITY, &[Role::DeskOfficer]);
    let answers: (_, _) = tokio::join!(make(&hung, input()), make(&hung, input()));
    let refused = match answers {
        (Ok(_), Err(problem)) | (Err(problem), Ok(_)) => problem,
        both => panic!("{both:?}"),
    };
    assert_eq!(refused.code, ProblemCode::Conflict);
    let entries = "select count(*) from audit_log where event = 'officer_made'";
    assert_eq!(portal.count(entries).await, 1);
    assert_eq!(portal.texts_to(ANH.phone).await.len(), 1);
}

#[tokio::test]
async fn bad_input_gets_a_clear_error_and_makes_nothing() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let officers = "select count(*) from officers";
    let before = portal.count(officers).await;
    let enormous = "Ă".repeat(5_000);
    let right = || anh(CITY, &[Role::DeskOfficer]);
    type Spoil<'a> = (&'a str, &'a dyn Fn(&mut NewOfficer, String), &'a [&'a str]);
    let spoils: [Spoil<'_>; 6] = [
        (
            "identity_number",
            &|input, text| input.identity_number = text,
            &[
                "",
                " ",
                "07208500123",
                "٠٧٢٠٨٥٠٠١٢٣٤",
                "3900123458",
                "a@b.gov.vn",
            ],
        ),
        (
            "full_name",
            &|input, text| input.full_name = text,
            &["", "\u{202e}", "😀😀", "Lê 5", "Lê | Thị", "1234"],
        ),
        (
            "birth_date",
            &|input, text| input.birth_date = text,
            &["", "31/02/1985", "05/09/2085", "05/09/1785", "hôm qua"],
        ),
        (
            "phone",
            &|input, text| input.phone = text,
            &["", "0000", "02763813363", "+1 555 0100", "📞"],
        ),
        (
            "email",
            &|input, text| input.email = text,
            &[
                "",
                "anh",
                "anh@example.vn",
                "anh@evilgov.vn",
                "ánh@tayninh.gov.vn",
                "a@b@gov.vn",
            ],
        ),
        (
            "unit_code",
            &|input, text| input.unit_code = text,
            &["", "99999", "703 ", "' or 1=1"],
        ),
    ];
    for (field, spoil, texts) in spoils {
        for text in texts.iter().copied().chain([enormous.as_str()]) {
            let mut input = right();
            spoil(&mut input, text.to_owned());
            let answer = hung.answer::<MakeOfficer>((), input).await;
            assert_eq!(answer.status, 422, "{field} {text:.20?}: {}", answer.text());
            let problem = answer.problem();
            let fields: Vec<_> = problem
                .errors
                .iter()
                .map(|error| error.field.as_str())
                .collect();
            assert_eq!(fields, [field], "{text:.20?}");
        }
    }
    let none = make(&hung, anh(CITY, &[])).await.expect_err("no role");
    assert_eq!(none.errors[0].field, "roles");
    let everything = make(&hung, NewOfficer::default()).await.expect_err("empty");
    assert_eq!(everything.errors.len(), 7);
    assert_eq!(portal.count(officers).await, before);

    // Decomposed letters and spaces are people's own business.
    let decomposed = NewOfficer {
        full_name: "  Le\u{302} Thi\u{323} Ho\u{302}\u{300}ng  A\u{301}nh ".to_owned(),
        identity_number: "072 085 001 234".to_owned(),
        phone: "+84 912 345 678".to_owned(),
        ..right()
    };
    let made = make(&hung, decomposed).await.expect("an officer");
    assert_eq!(made.masked_phone, "0912xxx678");
    assert!(
        list(&hung, "anh")
            .await
            .items
            .iter()
            .any(|item| item.id == made.summary.id)
    );
}

#[tokio::test]
async fn the_form_works_without_scripts_and_loses_nothing() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let page = "/can-bo/quan-tri/can-bo-moi";
    let fields = |phone: &'static str| {
        [
            ("identity_number", ANH.identity_number),
            ("full_name", "Lê Thị Hồng Ánh"),
            ("birth_date", "05/09/1985"),
            ("phone", phone),
            ("email", "anh@tayninh.gov.vn"),
            ("unit_code", CITY),
            ("roles.desk_officer:bool", "on"),
        ]
    };
    let refused = hung.post::<MakeOfficer>(page, &(), &fields("12")).await;
    assert_eq!(refused.status, 422);
    for kept in [
        "value=\"Lê Thị Hồng Ánh\"",
        "value=\"12\"",
        "<option value=\"703\" selected",
        "name=\"roles.desk_officer:bool\" checked",
        "href=\"#f-phone\"",
    ] {
        assert!(
            refused.text().contains(kept),
            "{kept} in {}",
            refused.text()
        );
    }
    let sent = hung
        .post::<MakeOfficer>(page, &(), &fields(ANH.phone))
        .await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let opened = hung.get(sent.header("location")).await;
    assert_eq!(opened.status, 200);
    for shown in [
        "Đã thêm cán bộ.",
        "Lê Thị Hồng Ánh",
        "Cán bộ Một cửa",
        "Chưa đặt",
    ] {
        assert!(opened.text().contains(shown), "{shown}");
    }
    let english = hung
        .get(&format!("{}&lang=en", sent.header("location")))
        .await;
    assert!(english.text().contains("Officer added."));
    // What names nobody is not found, whatever it is.
    for id in ["x", "00000000-0000-0000-0000-000000000000"] {
        let page = hung.get(&format!("/can-bo/quan-tri/can-bo/{id}")).await;
        assert_eq!(page.status, 404, "{id}");
    }
    assert!(works_at_the_desk(&portal.signed_in(CHAU).await).await);
}
