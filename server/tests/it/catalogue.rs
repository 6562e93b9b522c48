use crate::support::{CRIMINAL_RECORD, Client, Portal};
use app::api::{
    Empty, ProblemCode,
    catalogue::{
        GetCatalogue, GetProcedure, ProcedurePage, ProcedurePath, ProcedureQuery, SearchProcedures,
    },
};
use domain::catalogue::Level;
use server::catalogue::{generate, import::import_seed};
use strum::IntoEnumIterator;

async fn search(browser: &Client, query: ProcedureQuery) -> ProcedurePage {
    browser
        .call::<SearchProcedures>((), query)
        .await
        .expect("a page of procedures")
}

fn words(q: &str) -> ProcedureQuery {
    ProcedureQuery {
        q: q.to_owned(),
        ..ProcedureQuery::default()
    }
}

#[tokio::test]
async fn diacritics_written_or_not_or_decomposed_find_the_same() {
    let browser = Portal::start().await.browser();
    let plain = search(&browser, words("khai sinh")).await;
    assert!(plain.paging.total >= 2, "{plain:?}");
    assert!(!plain.similar);
    assert!(
        plain.items.iter().any(|item| item.code == "1.001193"),
        "{plain:?}"
    );
    for same in [
        "khái sính",
        "kha\u{301}i si\u{301}nh",
        "KHAI  SINH",
        "Khai Sinh",
    ] {
        assert_eq!(search(&browser, words(same)).await, plain, "{same:?}");
    }
}

#[tokio::test]
async fn a_typing_mistake_finds_what_is_similar_and_says_so() {
    let browser = Portal::start().await.browser();
    let mistyped = search(&browser, words("dang ky khia sinh")).await;
    assert!(mistyped.similar);
    assert!(
        mistyped.items.iter().any(|item| item.code == "1.001193"),
        "{mistyped:?}"
    );
    let nonsense = search(&browser, words("qqqwwwxxx zzzjjj")).await;
    assert_eq!((nonsense.paging.total, nonsense.similar), (0, false));
    assert_eq!((nonsense.paging.page, nonsense.paging.pages), (1, 1));
}

#[tokio::test]
async fn filters_narrow_the_list_and_the_tree_counts_what_they_find() {
    let browser = Portal::start().await.browser();
    let catalogue = browser
        .call::<GetCatalogue>((), Empty {})
        .await
        .expect("the overview");
    let all = search(&browser, ProcedureQuery::default()).await;
    let by_level: i64 = Level::iter().map(|level| catalogue.total_of(level)).sum();
    assert_eq!(all.paging.total, by_level);

    for level in Level::iter() {
        let found = search(
            &browser,
            ProcedureQuery {
                level: level.to_string(),
                ..ProcedureQuery::default()
            },
        )
        .await;
        assert_eq!(found.paging.total, catalogue.total_of(level), "{level:?}");
        assert!(found.items.iter().all(|item| item.level == level));
    }
    for field in &catalogue.fields {
        let found = search(
            &browser,
            ProcedureQuery {
                field: field.code.clone(),
                ..ProcedureQuery::default()
            },
        )
        .await;
        assert_eq!(found.paging.total, field.procedures, "{}", field.name);
    }
    let of_justice = search(
        &browser,
        ProcedureQuery {
            unit: "72-so-tu-phap".to_owned(),
            service_level: "4".to_owned(),
            ..words("ly lich tu phap")
        },
    )
    .await;
    assert!(
        of_justice
            .items
            .iter()
            .any(|item| item.code == CRIMINAL_RECORD)
    );
    assert!(
        of_justice
            .items
            .iter()
            .all(|item| item.service_level.number() == 4)
    );
    let elsewhere = search(
        &browser,
        ProcedureQuery {
            unit: "72-so-y-te".to_owned(),
            ..words("ly lich tu phap")
        },
    )
    .await;
    assert_eq!(elsewhere.paging.total, 0);
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_and_a_page_beyond_the_last_tells_the_truth() {
    let browser = Portal::start().await.browser();
    let page = |page: &str| ProcedureQuery {
        page: page.to_owned(),
        ..ProcedureQuery::default()
    };
    let first = search(&browser, page("1")).await;
    let mut codes: Vec<String> = Vec::new();
    for number in 1..=first.paging.pages {
        let shown = search(&browser, page(&number.to_string())).await;
        assert_eq!(
            (shown.paging.page, shown.paging.total),
            (number, first.paging.total)
        );
        codes.extend(shown.items.into_iter().map(|item| item.code));
    }
    assert_eq!(i64::try_from(codes.len()), Ok(first.paging.total));
    codes.sort();
    codes.dedup();
    assert_eq!(
        i64::try_from(codes.len()),
        Ok(first.paging.total),
        "one is shown twice"
    );

    for odd in ["0", "-1", "x", "", "1.5"] {
        assert_eq!(search(&browser, page(odd)).await, first, "{odd:?}");
    }
    for beyond in ["99", "500", "501", "4294967295"] {
        let shown = search(
            &browser,
            ProcedureQuery {
                page: beyond.to_owned(),
                ..words("khai sinh")
            },
        )
        .await;
        let true_first = search(&browser, words("khai sinh")).await;
        assert!(!shown.similar, "{beyond}: {shown:?}");
        assert_eq!(shown.paging.total, true_first.paging.total, "{beyond}");
        assert!(!shown.items.is_empty(), "{beyond}");
    }
}

#[tokio::test]
async fn hostile_queries_are_answered_and_never_an_error_of_ours() {
    let browser = Portal::start().await.browser();
    let all = search(&browser, ProcedureQuery::default())
        .await
        .paging
        .total;
    let long = "khai sinh ".repeat(700);
    for q in [
        "%",
        "_",
        "%%%",
        "\\",
        "'",
        "''; drop table procedures; --",
        "\"",
        "🙂🙂🙂",
        "\u{202e}hnis iahk",
        "\u{200f}",
        "👩‍👩‍👧‍👦",
        "a\u{0301}\u{0301}\u{0301}",
        "{}",
        "$1",
        "null",
        "\t\r\n",
        &long,
    ] {
        let found = search(&browser, words(q)).await;
        assert!(found.paging.total <= all, "{q:?}");
    }
    for raw in [
        "q=%00",
        "q=%ff%fe",
        "q=%",
        "q=%zz",
        "q",
        "&&&",
        "=",
        "q=a&q=b",
        "unknown=1",
        "level=%27",
        "level=galaxy",
        "service_level=9",
        "service_level=99999999999",
        "page=%00",
        "unit=%F0%9F%99%82",
        "q=%2500",
        "q=%ED%A0%80",
    ] {
        let answer = browser.get(&format!("/api/v1/procedures?{raw}")).await;
        assert!(
            [200, 400].contains(&answer.status),
            "{raw}: {}",
            answer.text()
        );
        let page = browser.get(&format!("/thu-tuc?{raw}")).await;
        assert!([200, 400].contains(&page.status), "{raw}: {}", page.status);
    }
    assert_eq!(
        search(&browser, ProcedureQuery::default())
            .await
            .paging
            .total,
        all
    );
}

#[tokio::test]
async fn a_wild_card_is_a_character_like_any_other() {
    let browser = Portal::start().await.browser();
    let all = search(&browser, ProcedureQuery::default())
        .await
        .paging
        .total;
    for literal in ["khai_sinh", "kh%sinh"] {
        let found = search(&browser, words(literal)).await;
        assert!(found.similar || found.paging.total < all, "{literal}");
    }
}

#[tokio::test]
async fn a_procedure_tells_what_it_costs_today_and_an_unknown_one_is_not_found() {
    let browser = Portal::start().await.browser();
    let show = async |code: &str| {
        let path = ProcedurePath {
            code: code.to_owned(),
        };
        browser.call::<GetProcedure>(path, Empty {}).await
    };
    let criminal_record = show(CRIMINAL_RECORD).await.expect("the procedure");
    assert!(criminal_record.summary.can_file);
    assert_eq!(criminal_record.fees.len(), 1);
    assert_eq!(criminal_record.fees[0].amount.as_i64(), 200_000);
    for code in [
        "9.999999",
        "1.001193 ",
        "'",
        "../session",
        "%",
        "🙂",
        "1.001193/x",
    ] {
        let problem = show(code).await.expect_err(code);
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    }
    let page = browser.get("/thu-tuc/9.999999").await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn importing_the_sample_again_changes_nothing() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let before = browser.get("/api/v1/catalogue").await;
    let all = "select (select count(*) from procedures) + (select count(*) from procedure_units)
        + (select count(*) from fee_rules) + (select count(*) from units) + (select count(*) from fields)";
    let rows = portal.count(all).await;
    import_seed(&portal.app.db).await.expect("a second import");
    assert_eq!(portal.count(all).await, rows);
    assert_eq!(browser.get("/api/v1/catalogue").await.body, before.body);
}

#[tokio::test]
async fn the_generator_reaches_the_numbers_of_tay_ninh_and_its_entries_cannot_be_filed() {
    let portal = Portal::start().await;
    for _ in 0..2 {
        generate::fill_up(&portal.app.db, 2_042)
            .await
            .expect("a catalogue filled up");
        let catalogue = portal
            .browser()
            .call::<GetCatalogue>((), Empty {})
            .await
            .expect("the overview");
        assert_eq!(
            Level::iter()
                .map(|level| catalogue.total_of(level))
                .collect::<Vec<_>>(),
            [1_589, 287, 166]
        );
    }
    let found = search(&portal.browser(), words("giay phep lao dong mau")).await;
    assert!(found.paging.total > 20);
    assert!(found.items.iter().all(|item| !item.can_file));
    let sample = search(&portal.browser(), words("khai sinh")).await;
    assert_eq!(
        sample.items[0].code, "1.001193",
        "what can be filed comes first"
    );
}

#[tokio::test]
async fn english_words_find_procedures_in_either_language_of_the_page() {
    let portal = Portal::start().await;
    for browser in [portal.browser(), portal.browser().in_english()] {
        for (typed, code) in [
            ("work permit", "2.000205"),
            ("Criminal Record", CRIMINAL_RECORD),
            ("criminal  record lý lịch", CRIMINAL_RECORD),
        ] {
            let found = search(&browser, words(typed)).await;
            assert!(!found.similar, "{typed}");
            assert_eq!(found.items[0].code, code, "{typed}");
            assert!(found.items[0].name_en.is_some());
        }
        let similar = search(&browser, words("work permitt")).await;
        assert!(similar.similar && similar.items[0].code.starts_with("2.000"));
    }
}

#[tokio::test]
async fn foreigners_read_of_their_procedures_in_english() {
    let browser = Portal::start().await.browser();
    for code in [CRIMINAL_RECORD, "2.000205", "2.000192"] {
        let path = ProcedurePath {
            code: code.to_owned(),
        };
        let procedure = browser
            .call::<GetProcedure>(path, Empty {})
            .await
            .expect("the procedure");
        let english = procedure.english.expect("its English");
        assert_eq!(english.documents.len(), procedure.documents.len());
        assert_eq!(english.steps.len(), procedure.steps.len());
    }
    let catalogue = browser.call::<GetCatalogue>((), Empty {}).await;
    let fields = catalogue.expect("the overview").fields;
    assert!(fields.iter().all(|field| field.name_en.is_some()));
}

#[tokio::test]
async fn search_engines_find_every_procedure_and_nothing_generated() {
    let portal = Portal::start().await;
    generate::fill_up(&portal.app.db, 2_042)
        .await
        .expect("a catalogue filled up");
    let browser = portal.browser();
    let robots = browser.get("/robots.txt").await;
    let sitemap = format!("Sitemap: {}/sitemap.xml", portal.url);
    assert!(robots.text().contains(&sitemap), "{}", robots.text());
    let map = browser.get("/sitemap.xml").await;
    assert_eq!(map.header("content-type"), "application/xml");
    let address = format!("<loc>{}/thu-tuc/1.001193</loc>", portal.url);
    assert!(map.text().contains(&address));
    assert!(map.text().contains("/huong-dan/"));
    assert!(!map.text().contains("/thu-tuc/9."));
}
