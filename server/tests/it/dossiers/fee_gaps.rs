//! A day that the fee rules leave out is not free: nothing is sent for nothing, and whoever can mend the rules is told.

use crate::support::{AN, CHAU, DUNG, HUNG, LAN, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    dossiers::{DossierPath, GetDossier},
    fee_gaps::ListFeeGaps,
};
use domain::dossier::DossierState;
use time::Duration;

const ENDED: &str =
    "update fee_rules set valid_to = '2026-03-15' where procedure_code = '2.000488'";
const MENDED: &str = "update fee_rules set valid_to = null where procedure_code = '2.000488'";

#[tokio::test]
async fn without_a_rule_for_the_day_nothing_is_sent_and_what_was_typed_is_kept() {
    for gap in [
        ENDED,
        "update fee_rules set valid_from = '2026-03-17' where procedure_code = '2.000488'",
        "delete from fee_rules where procedure_code = '2.000488'",
    ] {
        let portal = Portal::start().await;
        portal.execute(gap).await.expect(gap);
        let an = portal.signed_in(AN).await;
        let draft = an.draft(one_copy(), "0123456789").await.expect("a draft");
        let path = DossierPath {
            number: draft.summary.number,
        };
        let problem = an
            .send_dossier(path, one_copy())
            .await
            .expect_err("nobody knows what it costs");
        assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
        let detail = problem.detail.expect("what to do");
        for said in ["bản nháp", "quản trị viên đã được báo", "gọi 0276 3813 363"]
        {
            assert!(detail.contains(said), "{said} in {detail}");
        }
        let kept = an.call::<GetDossier>(path, Empty {}).await.expect("kept");
        assert_eq!(kept.summary.state, DossierState::Draft);
        assert_eq!(kept.form, one_copy().form);
        let orders = "select count(*) from payment_orders";
        assert_eq!(portal.count(orders).await, 0, "{gap}");
    }
}

#[tokio::test]
async fn administrators_are_told_once_a_day_and_not_at_every_click() {
    let portal = Portal::start().await;
    portal.execute(ENDED).await.expect("a gap");
    let an = portal.signed_in(AN).await;
    let draft = an.draft(one_copy(), "0123456789").await.expect("a draft");
    let path = DossierPath {
        number: draft.summary.number,
    };
    for (day, told) in [("16/03/2026", 1), ("17/03/2026", 2)] {
        let an = portal.signed_in(AN).await;
        for _ in 0..3 {
            let refused = an.send_dossier(path, one_copy()).await;
            refused.expect_err("nobody knows what it costs");
        }
        let texts = portal.texts_to(HUNG.phone).await;
        assert_eq!(texts.len(), told, "{texts:?}");
        let words = ["2.000488", day];
        assert!(
            words.iter().all(|word| texts[0].contains(word)),
            "{texts:?}"
        );
        portal.advance(Duration::days(1));
    }
    // Nobody else is told, and once the rules are mended it is sent.
    assert!(portal.texts_to(CHAU.phone).await.is_empty());
    portal.execute(MENDED).await.expect("mended");
    let an = portal.signed_in(AN).await;
    let sent = an.send_dossier(path, one_copy()).await.expect("sent");
    assert_eq!(sent.summary.state, DossierState::Sent);
    assert_eq!(
        an.order_of(path.number).await.totals.total.as_i64(),
        200_000
    );
}

#[tokio::test]
async fn what_costs_nothing_by_its_rule_is_sent_without_an_order() {
    let portal = Portal::start().await;
    portal
        .execute(
            "update fee_rules set amount = 0, reduced_amount = null, included_copies = null, extra_copy_amount = null
             where procedure_code = '2.000488'",
        )
        .await
        .expect("free, by a rule");
    let an = portal.signed_in(AN).await;
    let draft = an.draft(one_copy(), "0123456789").await.expect("a draft");
    let path = DossierPath {
        number: draft.summary.number,
    };
    let sent = an.send_dossier(path, one_copy()).await.expect("sent");
    assert_eq!(sent.summary.state, DossierState::Sent);
    let orders = "select count(*) from payment_orders";
    assert_eq!(portal.count(orders).await, 0);
}

#[tokio::test]
async fn administrators_see_what_nobody_can_file_today() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let gaps = async || {
        let gaps = hung
            .call::<ListFeeGaps>((), Empty {})
            .await
            .expect("a list");
        gaps.items
            .into_iter()
            .map(|gap| gap.procedure_code)
            .collect::<Vec<_>>()
    };
    assert_eq!(gaps().await, Vec::<String>::new());
    portal.execute(ENDED).await.expect("a gap");
    assert_eq!(gaps().await, ["2.000488"]);
    let page = hung.get("/can-bo/quan-tri").await;
    assert!(page.text().contains("2.000488"), "{}", page.text());
    portal.execute(MENDED).await.expect("mended");
    assert_eq!(gaps().await, Vec::<String>::new());
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(CHAU).await, 403),
        (portal.signed_in(DUNG).await, 403),
        (portal.signed_in(LAN).await, 403),
    ] {
        assert_eq!(who.get("/api/v1/fee-gaps").await.status, status);
    }
}
