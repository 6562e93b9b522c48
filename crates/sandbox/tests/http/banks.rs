//! The four banks, transfers from the treasury, and paying by dossier code.

use crate::env::*;
use reqwest::Response;
use serde_json::json;

#[tokio::test]
async fn each_bank_takes_its_own_cards_on_its_own_page() {
    let mut env = TestEnv::start(1).await;
    for (bank, slug, number) in [
        ("VCB", "vietcombank", "9704368888888888018"),
        ("ICB", "vietinbank", "9704158888888888018"),
        ("VBA", "agribank", "9704058888888888018"),
        ("BIDV", "bidv", "9704188888888888018"),
    ] {
        let chosen = env.init(&init_with(bank, "MaNganHang", bank)).await;
        let page = location(&env.get(&chosen).await);
        assert!(page.starts_with(&format!("/sandbox/{slug}/pay/")));
        let foreign = ("NGUYEN VAN A", "9704998888888888018", GOOD.2);
        let refused = env.type_card(&page, foreign).await;
        assert_eq!(refused.status(), 422);
        env.type_card(&page, ("NGUYEN VAN A", number, GOOD.2)).await;
        let code = env.newest_code(GOOD.2).await;
        env.type_code(&page, &code).await;
        assert_eq!(env.confirm().await["MaNganHang"], bank);
        assert_eq!(env.query(bank).await["MaNganHang"], bank);
    }
    assert_eq!(env.totals().await, (800_000, 0));
}

#[tokio::test]
async fn a_payer_without_a_page_pays_at_the_platform_too() {
    let mut env = TestEnv::start(1).await;
    for (reference, act, code) in [
        ("TN0001", "pay", "00"),
        ("TN0002", "insufficient", "51"),
        ("TN0003", "wrong_otp", "13"),
        ("TN0004", "cancel", "24"),
    ] {
        env.open(reference).await;
        let answer = env.payer(reference, json!({ "act": act })).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(env.confirm().await["MaLoi"], code);
    }
}

async fn post_csv(env: &TestEnv, csv: String) -> Response {
    let url = format!("{}/sandbox/bank/transfers-out", env.url);
    let request = env.client.post(url).body(csv);
    request.send().await.expect("an answer")
}

async fn transfer_out(env: &TestEnv, lines: &str) -> String {
    let header = "refund_reference,bank_bin,account_number,account_name,amount,content";
    let answer = post_csv(env, format!("{header}\n{lines}")).await;
    assert_eq!(answer.status(), 200);
    answer.body().await
}

#[tokio::test]
async fn a_transfer_is_booked_once_for_its_reference_whatever_the_repeats() {
    let env = TestEnv::start(1).await;
    let lines = "r1,970436,0011001234567,\"NGUYEN VAN A, B\",50000,Hoan phi\nr2,970415,1110000,TRAN THI B,70000,Hoan phi\n";
    let first = transfer_out(&env, lines).await;
    let rows: Vec<_> = first.lines().collect();
    assert_eq!(rows[0], "refund_reference,status,bank_transaction,message");
    assert!(rows[1].starts_with("r1,done,"), "{first}");
    assert_eq!(rows[2], "r2,failed,,account closed");
    assert_eq!(transfer_out(&env, lines).await, first);
    assert_eq!(env.totals().await, (0, 50_000));
    let other = "r1,970436,0011001234567,NGUYEN VAN A,60000,Hoan phi\n";
    let other = transfer_out(&env, other).await;
    assert!(other.contains("r1,failed,,reference used"), "{other}");
    let refunds = env.json("/sandbox/bank/refunds.json").await;
    assert_eq!(refunds[0]["provider"], "bank");
    assert_eq!(refunds[0]["refund_reference"], "r1");
    let answer = post_csv(&env, "a,b\n1,2\n".to_owned()).await;
    assert_eq!(answer.status(), 422);
}

#[tokio::test]
async fn a_dossier_code_leads_to_what_is_due_and_then_to_the_bank() {
    let mut env = TestEnv::start(1).await;
    let answers = [
        json!({ "error_code": 1, "MaThamChieu": "TN0001", "SoTien": "200000", "ThongTinBienLai": { "MaHoSo": "363815" } }),
        json!({ "error_code": 0 }),
        json!({ "error_code": "-1" }),
    ];
    let lookups = env.lookups.clone();
    lookups.lock().expect("an answer").answers.extend(answers);
    let code = [("dossier_code", "000.20.31.H53-200610-0007")];
    let path = "/sandbox/national-platform/by-dossier";
    let page = env.page(path).await;
    assert!(page.contains("Thanh toán theo mã hồ sơ"));
    let choose = location(&env.form(path, &code).await);
    assert!(choose.starts_with("/sandbox/national-platform/pay/"));
    let bank = location(&env.form(&choose, &[("bank", "BIDV")]).await);
    assert!(bank.starts_with("/sandbox/bidv/pay/"));
    for words in ["không có khoản nào phải nộp", "Không tìm thấy hồ sơ"] {
        let shown = env.form(path, &code).await.body().await;
        assert!(shown.contains(words), "{shown}");
    }
    let first = lookups.lock().expect("an answer").asked[0].clone();
    let values = ["MaHoSo", "MaDoiTac", "ThoiGianGD"].map(|name| text(&first, name));
    assert_eq!(first["MaXacThuc"], digest(&values));
    env.payer("TN0001", json!({ "act": "pay" })).await;
    let confirm = env.confirm().await;
    assert_eq!(confirm["MaThamChieu"], "TN0001");
    assert_eq!(confirm["MaLoi"], "00");
}
