use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{catalogue, nobody, procedure},
};
use app::{
    api::{
        catalogue::{FeeInForce, Procedure, ProcedureInEnglish, ProcedurePage, RequiredDocument},
        paging::Paging,
    },
    locales::Language,
};
use domain::{fees::FeeKind, money::Vnd};

const PROCEDURE: &str = "/thu-tuc/2.000488";

fn portal() -> Portal {
    Portal::default()
        .answering("/api/v1/session", &nobody())
        .answering("/api/v1/catalogue", &catalogue())
}

fn found(procedures: usize, similar: bool, page: u32) -> ProcedurePage {
    ProcedurePage {
        items: vec![procedure().summary; procedures.min(20)],
        paging: Paging::of(i64::try_from(procedures).unwrap(), page),
        similar,
    }
}

fn translated() -> Procedure {
    Procedure {
        documents: vec![RequiredDocument {
            name: "Hộ chiếu".into(),
            original: 0,
            copy: 1,
        }],
        steps: vec!["Nộp hồ sơ.".into()],
        fees: vec![FeeInForce {
            name: "Phí cung cấp thông tin".into(),
            name_en: Some("Fee for information".into()),
            kind: FeeKind::Fee,
            amount: Vnd::new(200_000),
            reduced_amount: Some(Vnd::new(100_000)),
            included_copies: Some(2),
            extra_copy_amount: Some(Vnd::new(5_000)),
            legal_basis: "Thông tư 244/2016/TT-BTC".into(),
        }],
        english: Some(ProcedureInEnglish {
            time_limit: "10 days".into(),
            result: "Criminal record certificate no. 1".into(),
            target_group: "Anybody".into(),
            documents: vec!["Passport".into()],
            steps: vec!["File the dossier.".into()],
            fee_text: "Fee 200,000 VND.".into(),
        }),
        ..procedure()
    }
}

async fn open(portal: Portal, address: &str, language: Language) -> crate::portal::Page {
    portal.speaking(language).open(address).await
}

#[tokio::test]
async fn home_terms_and_a_page_that_is_none_speak_both_languages() {
    for address in ["/", "/dieu-khoan", "/khong-co"] {
        speaks_both(&portal(), address).await;
    }
}

#[tokio::test]
async fn search_speaks_both_languages_whatever_is_found() {
    for (page, query) in [
        (found(0, false, 1), "q=xyz&level=province"),
        (found(3, true, 1), "q=lyich"),
        (found(45, false, 2), "q=ly+lich&page=2"),
    ] {
        let portal = portal().answering(&format!("/api/v1/procedures?{query}"), &page);
        speaks_both(&portal, &format!("/thu-tuc?{query}")).await;
    }
}

#[tokio::test]
async fn filters_are_closed_and_named_with_the_way_back() {
    let query = "q=ly&level=province&service_level=4";
    let portal = portal().answering(&format!("/api/v1/procedures?{query}"), &found(3, false, 1));
    let page = portal.open(&format!("/thu-tuc?{query}")).await;
    page.shows(&[
        "<details class=\"filters\">",
        "<span class=\"tag\">Cấp tỉnh</span>",
        "<span class=\"tag\">Mức độ 4</span>",
        "<a href=\"/thu-tuc?q=ly&amp;page=1\" class=\"\">Bỏ bộ lọc</a>",
        "<option value=\"province\" selected",
    ]);
    let all = self::portal().answering("/api/v1/procedures?q=ly", &found(3, false, 1));
    all.open("/thu-tuc?q=ly")
        .await
        .hides(&["Bỏ bộ lọc", "filtered"]);
}

#[tokio::test]
async fn a_procedure_speaks_both_languages_translated_or_not() {
    for procedure in [procedure(), translated()] {
        let portal = portal().answering("/api/v1/procedures/2.000488", &procedure);
        speaks_both(&portal, PROCEDURE).await;
    }
}

#[tokio::test]
async fn the_legal_name_stands_beside_what_it_means() {
    let portal = portal().answering("/api/v1/procedures/2.000488", &translated());
    let english = open(portal.clone(), PROCEDURE, Language::English).await;
    english.shows(&[
        r#"<span class="gloss">Criminal record certificate</span>"#,
        r#"<span lang="vi">Cấp Phiếu lý lịch tư pháp</span>"#,
        "<li>File the dossier.</li>",
        "Passport",
        r#"<span class="gloss">Fee for information</span>"#,
        r#"<p class="amount">200,000 VND</p>"#,
        "Reduced rate: 100,000 VND",
    ]);
    english.hides(&["Nộp hồ sơ.", "in Vietnamese only"]);
    let vietnamese = open(portal, PROCEDURE, Language::Vietnamese).await;
    vietnamese.hides(&["Criminal record", "Passport"]);
}

#[tokio::test]
async fn where_nothing_is_found_the_page_says_what_to_try() {
    let portal = portal().answering(
        "/api/v1/procedures?q=xyz&level=province",
        &found(0, false, 1),
    );
    let page = open(portal, "/thu-tuc?q=xyz&level=province", Language::English).await;
    page.shows(&[
        "No procedures found.",
        "Search again without filters",
        "0276 3813 363",
    ]);
}

#[tokio::test]
async fn search_engines_are_told_the_address_and_what_it_is_about() {
    let portal = portal().answering("/api/v1/procedures/2.000488", &translated());
    let page = open(portal.clone(), PROCEDURE, Language::English).await;
    page.shows(&[
        r#"rel="canonical""#,
        r#"href="/thu-tuc/2.000488?lang=en""#,
        r#"hreflang="vi""#,
        "Criminal record certificate. Fee 200,000 VND. Documents",
    ]);
    assert_eq!(page.html.matches(r#"name="description""#).count(), 1);
    page.hides(&["noindex"]);
    let own = open(portal, "/tai-khoan", Language::Vietnamese).await;
    own.shows(&["noindex"]);
    own.hides(&["canonical"]);
}
