//! Refunds that the bank transfers: the list out, its results in.

use super::{paid, paid_twice};
use crate::support::{CHAU, DUNG, GIANG, Portal, until, words_of};
use app::api::Empty;
use app::api::{
    Problem,
    finance::{RecordTransferResults, TransferResults, TransferSummary},
    receipts::{CheckPath, CheckReceipt},
};
use domain::refund::RefundState;

impl crate::support::Client {
    pub async fn take_results(&self, csv: String) -> Result<TransferSummary, Problem> {
        self.call::<RecordTransferResults>((), TransferResults { csv })
            .await
    }
}

const HEADER: &str = "refund_reference,status,bank_transaction,message";

#[tokio::test]
async fn the_list_goes_out_and_its_results_close_the_refund() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    let list = dung.get("/api/v1/finance/transfers.csv").await;
    assert_eq!(list.status, 200);
    assert!(list.header("content-disposition").contains("attachment"));
    let expected = format!(
        "\u{feff}refund_reference,bank_bin,account_number,account_name,amount,content\n\
         {},970436,\"\t007100123456\",NGUYEN VAN AN,200000,Hoan phi lo 1 {} {}\n",
        refund.reference, twice.filed.number, refund.reference
    );
    assert_eq!(list.text(), expected);
    let workbook = dung.get("/api/v1/finance/transfers.xlsx").await;
    assert_eq!(workbook.status, 200);
    let disposition = workbook.header("content-disposition");
    assert!(
        disposition.ends_with("hoan-phi-lo-1-tai-lan-2.xlsx\""),
        "the same batch, and it says so: {disposition}"
    );
    assert!(workbook.body.starts_with(b"PK\x03\x04"));
    for (who, status) in [(portal.browser(), 401), (portal.signed_in(CHAU).await, 403)] {
        let refused = who.get("/api/v1/finance/transfers.xlsx").await;
        assert_eq!(refused.status, status);
    }
    let taken_out = "select count(*) from audit_log where event = 'transfers_downloaded'";
    assert_eq!(portal.count(taken_out).await, 2);

    let results = format!(
        "{HEADER}\n{},done,FT26075123,\nunknown,done,FT1,\n",
        refund.reference
    );
    let summary = dung.take_results(results.clone()).await.expect("taken in");
    assert_eq!((summary.done, summary.failed, summary.known), (1, 0, 0));
    assert_eq!(summary.unknown, ["unknown"]);
    let again = dung.take_results(results).await.expect("taken in");
    assert_eq!(
        (again.done, again.known),
        (0, 1),
        "a repeat changes nothing"
    );

    assert_eq!(dung.refunds("done").await.len(), 1);
    for account in [
        "refunds:national-platform",
        &format!("citizens:{}", twice.filed.order.id),
    ] {
        assert_eq!(portal.balance(account.to_owned()).await, 0, "{account}");
    }
    assert_eq!(
        portal
            .balance("clearing:national-platform".to_owned())
            .await,
        200_000
    );
    let told = &twice.an.order_of(twice.filed.number).await.refunds[0];
    assert_eq!(told.state, RefundState::Done);
    assert!(told.settled_at.is_some());
}

#[tokio::test]
async fn a_transfer_that_failed_is_owed_again_and_proposed_again() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    let results = format!("{HEADER}\n{},failed,,account closed\n", refund.reference);
    let summary = dung.take_results(results).await.expect("taken in");
    assert_eq!(summary.failed, 1);
    assert_eq!(
        portal
            .balance(format!("citizens:{}", twice.filed.order.id))
            .await,
        -200_000,
        "the money is the citizen's as before"
    );
    let again = dung.refunds("proposed").await;
    assert_eq!(again.len(), 1);
    assert_ne!(again[0].reference, refund.reference);
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_batch_given_out_again_is_the_same_and_what_comes_later_waits_for_the_next() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    let listed = async || {
        paid_twice(&portal).await;
        let id = dung.refunds("proposed").await[0].id;
        portal.approve_transfer(id).await.reference
    };
    let file = async |query: &str| {
        let file = dung
            .get(&format!("/api/v1/finance/transfers.csv{query}"))
            .await;
        let name = file.header("content-disposition").to_owned();
        (file.text().to_owned(), name)
    };
    let nothing = file("").await;
    assert!(nothing.1.ends_with("hoan-phi.csv\""), "{}", nothing.1);

    let first = listed().await;
    let (one, name) = file("").await;
    assert!(one.contains(&first) && one.contains("Hoan phi lo 1 "));
    assert!(name.ends_with("hoan-phi-lo-1.csv\""), "{name}");
    let second = listed().await;
    let (again, name) = file("").await;
    assert_eq!(again, one, "the bank has not told what became of it");
    assert!(name.ends_with("hoan-phi-lo-1-tai-lan-2.csv\""), "{name}");

    let (two, name) = file("?batch=new").await;
    assert!(name.ends_with("hoan-phi-lo-2.csv\""), "{name}");
    assert!(two.contains(&second) && !two.contains(&first));
    let results = format!("{HEADER}\n{first},done,FT1,\n");
    dung.take_results(results).await.expect("taken in");
    let (next, name) = file("").await;
    assert_eq!(next, two);
    assert!(name.ends_with("hoan-phi-lo-2-tai-lan-2.csv\""), "{name}");
}

#[tokio::test]
async fn results_are_kept_with_who_brought_them_and_who_says_failed_does_not_approve_another() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    let results = format!("{HEADER}\n{},failed,,account closed\n", refund.reference);
    for _ in 0..2 {
        dung.take_results(results.clone()).await.expect("taken in");
    }
    let kept = "select count(*) from transfer_result_files where csv like '%account closed%'
        and taken_by = (select id from accounts where identity_number = '072190000041')";
    assert_eq!(portal.count(kept).await, 1, "a repeat is no news");

    let again = dung.refunds("proposed").await;
    assert!(again[0].own, "Dũng said that it failed");
    let id = again[0].id;
    giang.name_account(id).await.expect("an account");
    let problem = dung.approve_refund(id).await.expect_err("it was he");
    assert_eq!(problem.status, 409);
    dung.name_account(id).await.expect("an account");
    giang.approve_refund(id).await.expect("two people");
}

#[tokio::test]
async fn a_transfer_that_was_made_after_all_takes_its_replacement_back() {
    let portal = Portal::start().await;
    let twice = paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    let told = async |outcome: &str| {
        let results = format!("{HEADER}\n{},{outcome}\n", refund.reference);
        dung.take_results(results).await.expect("taken in")
    };
    assert_eq!(told("failed,,account closed").await.failed, 1);
    assert_eq!(dung.refunds("proposed").await.len(), 1, "its replacement");
    let made = told("done,FT26077,").await;
    assert_eq!((made.done, made.known), (1, 0));
    assert_eq!(told("done,FT26077,").await.known, 1);
    assert!(dung.refunds("proposed").await.is_empty());
    assert_eq!(dung.refunds("rejected").await.len(), 1);
    assert_eq!(
        portal
            .balance(format!("citizens:{}", twice.filed.order.id))
            .await,
        0
    );
    let books = server::payments::verify::ledger(&portal.app.db).await;
    assert_eq!(books.expect("compared").differences, []);
}

#[tokio::test]
async fn two_files_with_the_same_refunds_in_opposite_order_are_taken_in_one_after_the_other() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    paid_twice(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let mut lines = vec![HEADER.to_owned()];
    for refund in dung.refunds("proposed").await {
        let refund = portal.approve_transfer(refund.id).await;
        lines.push(format!("{},done,FT1,", refund.reference));
    }
    assert_eq!(lines.len(), 3);
    let forwards = lines.join("\n");
    lines[1..].reverse();
    let backwards = lines.join("\n");

    // Both wait for the first of their orders, and go on at the same moment.
    let mut held = portal.app.db.begin().await.expect("a transaction");
    sqlx::query("select id from payment_orders for update")
        .execute(&mut *held)
        .await
        .expect("all orders");
    let waiting = "select count(distinct w.pid) from pg_locks w
        where not w.granted and exists (
            select from pg_locks o
            where o.pid = w.pid and o.granted
              and o.database = (select oid from pg_database where datname = current_database()))";
    let release = async {
        until("both files to wait", async || {
            (portal.count(waiting).await == 2).then_some(())
        })
        .await;
        held.rollback().await.expect("released");
    };
    let (one, other, ()) = tokio::join!(
        dung.take_results(forwards),
        giang.take_results(backwards),
        release
    );
    let (one, other) = (one.expect("taken in"), other.expect("taken in"));
    assert_eq!((one.done + other.done, one.known + other.known), (2, 2));
    assert_eq!(dung.refunds("done").await.len(), 2);
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_file_that_is_none_is_taken_in_by_no_half() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    for csv in [
        String::new(),
        HEADER.to_owned(),
        "a,b\n1,2".to_owned(),
        format!(
            "{HEADER}\n{},done,FT1,\n{},perhaps,,\n",
            refund.reference, refund.reference
        ),
        format!("{HEADER}\n{},done", refund.reference),
    ] {
        let problem = dung.take_results(csv.clone()).await.expect_err(&csv);
        assert!(problem.message_for("csv").is_some(), "{csv}");
    }
    assert_eq!(dung.refunds("listed").await.len(), 1);
}

#[tokio::test]
async fn results_that_went_through_a_spreadsheet_are_read_or_named_by_line_and_column() {
    let portal = Portal::start().await;
    paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    let refund = portal.approve_transfer(id).await;
    let reference = &refund.reference;
    for (csv, told) in [
        (
            format!("{HEADER}\n{reference},done,2.63301E+11,\n"),
            "Dòng 2, cột bank_transaction: đã bị bảng tính đổi",
        ),
        (
            format!("{HEADER}\n,,,\n{reference},xong,FT1,\n"),
            "Dòng 3, cột status: phải là done hoặc failed",
        ),
        (
            format!("{HEADER}\n{reference},done\n"),
            "Dòng 2 không có đúng số cột",
        ),
    ] {
        let problem = dung.take_results(csv.clone()).await.expect_err(&csv);
        let message = problem.message_for("csv").expect("beside the field");
        assert!(message.starts_with(told), "{message}");
    }
    let page = "/can-bo/tai-chinh/hoan-phi";
    let pasted = format!("{HEADER}\n{reference},done,2.63301E+11,\n");
    let refused = dung
        .post::<RecordTransferResults>(page, &(), &[("csv", &pasted)])
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(reference), "what was pasted stays");

    let capitals = reference.to_uppercase();
    let pasted = format!(
        "\u{feff}Refund_Reference\tSTATUS\tBank_Transaction\tMessage\r\n{capitals}\tDone\t263301000123\t\r\n\t\t\t\r\n"
    );
    let summary = dung.take_results(pasted).await.expect("taken in");
    assert_eq!((summary.done, summary.unknown.len()), (1, 0));
}

#[tokio::test]
async fn a_receipt_whose_money_went_back_whole_is_void() {
    let portal = Portal::start().await;
    let once = paid(&portal).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&once.attempt.reference, "200000", "200000")
        .await
        .expect("a proposal");
    dung.name_account(refund.id).await.expect("an account");
    giang.approve_refund(refund.id).await.expect("approved");
    let code: String = portal
        .one(
            "select check_code from receipts where order_id = $1",
            once.filed.order.id,
        )
        .await;
    let check = async || {
        let path = CheckPath { code: code.clone() };
        once.an
            .call::<CheckReceipt>(path, Empty {})
            .await
            .expect("the receipt")
    };
    let receipt = once.an.order_of(once.filed.number).await.receipt;
    let address = format!("/api/v1/receipts/{}/pdf", receipt.expect("a receipt"));
    let paper = async || words_of(&once.an.get(&address).await.body);
    assert_eq!(check().await.cancelled_at, None);
    assert!(!paper().await.contains("ĐÃ HỦY"));
    let results = format!("{HEADER}\n{},done,FT1,\n", refund.reference);
    dung.take_results(results).await.expect("taken in");
    assert!(check().await.cancelled_at.is_some());
    let words = paper().await;
    let said = "ĐÃ HỦY ngày 16/03/2026. Lý do: Hồ sơ không đủ điều kiện";
    assert!(words.contains(said), "{words}");
}
