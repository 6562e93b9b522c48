//! Lists of an account, page by page.

use crate::support::{AN, BINH, Client, Portal, one_copy};
use app::api::{
    Problem, ProblemCode,
    dossiers::{DossierList, ListDossiers},
    paging::{PageQuery, Paging},
    payments::{ListTransactions, TransactionList},
};
use std::collections::BTreeSet;

/// A thousand dossiers of Bình, one a minute, each with an order and an attempt that failed.
pub const A_THOUSAND: &str = "
    with filed as (
        insert into dossiers (account_id, idempotency_key, procedure_code, state, form, created_at, updated_at, sent_at)
        select a.id, 'many-' || n, '2.000488', 1, '{}', at, at, at
        from accounts a, generate_series(1, 1000) n,
             lateral (select timestamptz '2026-03-15 00:00Z' + n * interval '1 minute' as at) times
        where a.identity_number = '072191000025'
        order by n
        returning number, created_at
    ), ordered as (
        insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
        select gen_random_uuid(), number, '', '', '[]', 200000, 'VND', 'due', created_at from filed
        returning id, created_at
    )
    insert into payment_attempts
        (id, order_id, idempotency_key, channel_code, provider, reference, amount, state, live, created_at, requested_at)
    select gen_random_uuid(), id, 'key', 'vietcombank', 'national-platform', id::text, 200000, 'failed', false, created_at, created_at
    from ordered";

/// A portal with a dossier and an attempt of An, whose number it tells, and a thousand of Bình.
async fn busy_portal() -> (Portal, i64) {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    an.choose(filed.order.id).await.expect("an attempt");
    portal.execute(A_THOUSAND).await.expect("a thousand");
    (portal, filed.number)
}

impl Client {
    async fn dossiers(&self, page: &str) -> Result<DossierList, Problem> {
        let page = page.to_owned();
        self.call::<ListDossiers>((), PageQuery { page }).await
    }

    async fn transactions(&self, page: &str) -> Result<TransactionList, Problem> {
        let page = page.to_owned();
        self.call::<ListTransactions>((), PageQuery { page }).await
    }
}

#[tokio::test]
async fn a_thousand_dossiers_and_payments_are_all_found_once_newest_first() {
    let (portal, of_an) = busy_portal().await;
    let binh = portal.signed_in(BINH).await;
    let (mut numbers, mut references) = (Vec::new(), Vec::new());
    for page in 1..=50_u32 {
        let expected = Paging {
            total: 1_000,
            page,
            pages: 50,
        };
        let dossiers = binh.dossiers(&page.to_string()).await.expect("a page");
        assert_eq!((dossiers.items.len(), dossiers.paging), (20, expected));
        numbers.extend(dossiers.items.iter().map(|dossier| dossier.number));
        let payments = binh.transactions(&page.to_string()).await.expect("a page");
        assert_eq!((payments.items.len(), payments.paging), (20, expected));
        references.extend(payments.items.into_iter().map(|row| row.dossier_reference));
    }
    assert!(numbers.is_sorted_by(|newer, older| newer > older));
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 1_000);
    assert!(!numbers.contains(&of_an));
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    assert_eq!(references, numbers);
}

#[tokio::test]
async fn somebody_elses_thousand_rows_are_neither_shown_nor_counted() {
    let (portal, of_an) = busy_portal().await;
    let an = portal.signed_in(AN).await;
    let alone = Paging::of(1, 1);
    for page in ["", "1", "2"] {
        let dossiers = an.dossiers(page).await.expect("a page");
        assert_eq!(dossiers.paging, alone, "{page:?}");
        assert_eq!(dossiers.items.len(), 1);
        assert_eq!(dossiers.items[0].number, of_an);
        let payments = an.transactions(page).await.expect("a page");
        assert_eq!(payments.paging, alone, "{page:?}");
        assert_eq!(payments.items.len(), 1);
        assert_eq!(payments.items[0].dossier_reference, of_an.to_string());
    }
    let stranger = portal.browser();
    let codes = [
        stranger.dossiers("1").await.map(drop),
        stranger.transactions("1").await.map(drop),
    ];
    for refused in codes {
        let problem = refused.expect_err("no list without a session");
        assert_eq!(problem.code, ProblemCode::SignInRequired);
    }
}

#[tokio::test]
async fn a_page_beyond_the_end_is_the_last_and_no_page_the_first() {
    let (portal, _) = busy_portal().await;
    let binh = portal.signed_in(BINH).await;
    for (page, shown) in [
        ("51", 50),
        ("500", 50),
        ("4294967295", 50),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("99999999999999999999", 1),
    ] {
        let dossiers = binh.dossiers(page).await.expect("a page");
        assert_eq!(
            (dossiers.paging.page, dossiers.items.len()),
            (shown, 20),
            "{page}"
        );
        let payments = binh.transactions(page).await.expect("a page");
        assert_eq!(
            (payments.paging.page, payments.items.len()),
            (shown, 20),
            "{page}"
        );
    }
}

#[tokio::test]
async fn the_history_is_a_page_of_its_own_here_and_in_a_frame() {
    let (portal, _) = busy_portal().await;
    let binh = portal.signed_in(BINH).await;
    for root in ["", "/embed"] {
        let here = format!("{root}/giao-dich");
        let first = binh.get(&here).await;
        assert_eq!(first.status, 200);
        assert!(first.text().contains("1000 giao dịch"), "{}", first.text());
        assert!(first.text().contains(&format!(r#"href="{here}?page=2""#)));
        assert!(!first.text().contains(r#"rel="prev""#));
        let end = binh.get(&format!("{root}/giao-dich?page=50")).await;
        assert!(end.text().contains(&format!(r#"href="{here}?page=49""#)));
        assert!(!end.text().contains(r#"rel="next""#));

        let stranger = portal.browser().get(&here).await;
        assert_eq!(stranger.status, 401);
        let way_on = format!(r#"href="{root}/dang-nhap?tiep=%2Fgiao-dich""#);
        assert!(stranger.text().contains(&way_on), "{}", stranger.text());
    }
}
