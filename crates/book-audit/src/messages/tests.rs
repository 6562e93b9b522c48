//! What each provider's codes say, read from messages of the form that GATEWAYS.md describes.

use super::*;
use serde_json::{Value, json};
use time::macros::datetime;

fn said(message: &Message) -> (Meaning, Option<&str>, Option<i64>) {
    (message.meaning, message.number.as_deref(), message.amount)
}

fn answered(provider: &str, question: Question, body: &str) -> Meaning {
    let read = answer(provider, question, "r1", body.as_bytes());
    read.first()
        .map_or(Meaning::Nothing, |message| message.meaning)
}

fn called_back(provider: &str, body: &Value) -> Message {
    callback(provider, body.to_string().as_bytes())
}

#[test]
fn an_ipn_of_vnpay_says_by_two_codes_whether_money_was_taken() {
    for (response, status, meaning) in [
        ("00", "00", Meaning::Took),
        ("00", "02", Meaning::Nothing),
        ("07", "00", Meaning::Held),
        ("00", "04", Meaning::Held),
        ("24", "07", Meaning::Held),
        ("24", "02", Meaning::NotTaken),
        ("51", "02", Meaning::NotTaken),
        ("24", "01", Meaning::Nothing),
        ("99", "02", Meaning::Nothing),
        ("ZZ", "ZZ", Meaning::Nothing),
    ] {
        let query = format!(
            "vnp_Amount=20000000&vnp_PayDate=20260315103000&vnp_ResponseCode={response}&vnp_TransactionNo=14422574\
             &vnp_TransactionStatus={status}&vnp_TxnRef=r1"
        );
        let read = callback("vnpay", query.as_bytes());
        assert_eq!(
            said(&read),
            (meaning, Some("14422574"), Some(200_000)),
            "{response}/{status}"
        );
        assert_eq!(read.reference, "r1");
        assert_eq!(read.at, Some(datetime!(2026-03-15 03:30 UTC)));
    }
    let fraction = "vnp_Amount=20000050&vnp_ResponseCode=00&vnp_TransactionNo=0&vnp_TransactionStatus=00&vnp_TxnRef=r1";
    let read = callback("vnpay", fraction.as_bytes());
    assert_eq!(said(&read), (Meaning::Took, None, None));
}

#[test]
fn an_answer_of_vnpay_tells_a_payment_from_a_refund() {
    for (kind, status, of_payment, of_refund) in [
        ("01", "00", Meaning::Took, Meaning::Nothing),
        ("01", "01", Meaning::NotPaid, Meaning::Nothing),
        ("01", "02", Meaning::NotTaken, Meaning::Nothing),
        ("01", "04", Meaning::Held, Meaning::Nothing),
        ("01", "07", Meaning::Held, Meaning::Nothing),
        ("02", "00", Meaning::Nothing, Meaning::GaveBack),
        ("03", "00", Meaning::Nothing, Meaning::GaveBack),
        ("03", "05", Meaning::Nothing, Meaning::Held),
        ("03", "06", Meaning::Nothing, Meaning::Held),
        ("03", "09", Meaning::Nothing, Meaning::Nothing),
    ] {
        let body = json!({
            "vnp_ResponseCode": "00", "vnp_TransactionType": kind, "vnp_TransactionStatus": status,
            "vnp_Amount": "5000000", "vnp_TransactionNo": "9",
        })
        .to_string();
        assert_eq!(
            answered("vnpay", Question::Payment, &body),
            of_payment,
            "{kind}/{status}"
        );
        assert_eq!(
            answered("vnpay", Question::Refund, &body),
            of_refund,
            "{kind}/{status}"
        );
    }
    let unknown = json!({ "vnp_ResponseCode": "91" }).to_string();
    assert_eq!(
        answered("vnpay", Question::Payment, &unknown),
        Meaning::Nothing
    );
}

#[test]
fn momo_says_by_one_code() {
    for (code, meaning) in [
        (0, Meaning::Took),
        (9000, Meaning::Held),
        (7000, Meaning::Held),
        (7002, Meaning::Held),
        (1000, Meaning::NotPaid),
        (1001, Meaning::NotTaken),
        (1006, Meaning::NotTaken),
        (4100, Meaning::NotTaken),
        (10, Meaning::Nothing),
        (42, Meaning::Nothing),
        (99, Meaning::Nothing),
        (31337, Meaning::Nothing),
    ] {
        let body = json!({
            "orderId": "r1", "amount": 200_000, "transId": 4_000_000_001_i64, "resultCode": code,
            "responseTime": 1_750_000_000_000_i64,
        });
        let read = called_back("momo", &body);
        assert_eq!(
            said(&read),
            (meaning, Some("4000000001"), Some(200_000)),
            "{code}"
        );
        assert_eq!(read.at, Some(datetime!(2025-06-15 15:06:40 UTC)));
        assert_eq!(
            answered("momo", Question::Payment, &body.to_string()),
            meaning,
            "{code}"
        );
    }
}

#[test]
fn momo_says_of_a_refund_by_itself_or_in_a_list() {
    let alone = json!({ "orderId": "r1", "amount": 50_000, "transId": 7, "resultCode": 0 });
    let listed = json!({ "resultCode": 0, "refundTrans": [
        { "orderId": "r2", "amount": 1, "transId": 6, "resultCode": 0 },
        { "orderId": "r1", "amount": 50_000, "transId": 7, "resultCode": 0 },
    ] });
    for body in [alone, listed] {
        let read = answer("momo", Question::Refund, "r1", body.to_string().as_bytes());
        let read: Vec<_> = read.iter().map(said).collect();
        assert_eq!(
            read,
            [(Meaning::GaveBack, Some("7"), Some(50_000))],
            "{body}"
        );
    }
    let anothers =
        json!({ "resultCode": 0, "refundTrans": [{ "orderId": "r2", "resultCode": 0 }] });
    assert_eq!(
        answered("momo", Question::Refund, &anothers.to_string()),
        Meaning::Nothing
    );
}

#[test]
fn the_national_platform_says_no_more_than_its_two_final_codes() {
    for (code, meaning) in [
        ("00", Meaning::Took),
        ("01", Meaning::NotTaken),
        ("03", Meaning::Nothing),
        ("96", Meaning::Nothing),
        ("99", Meaning::Nothing),
        ("ZZ", Meaning::Nothing),
    ] {
        let read = called_back(
            "national-platform",
            &json!({ "MaLoi": code, "MaThamChieu": "r1", "SoTien": "200000", "MaGiaoDich": "GD1" }),
        );
        assert_eq!(said(&read), (meaning, Some("GD1"), Some(200_000)), "{code}");
    }
    for (status, meaning) in [
        (json!("1"), Meaning::Took),
        (json!(1), Meaning::Took),
        (json!("3"), Meaning::Held),
        (json!("4"), Meaning::NotTaken),
        (json!("2"), Meaning::Nothing),
    ] {
        let inner = json!({ "MaLoi": "00", "TrangThaiGD": status }).to_string();
        let wrapped = json!({ "error_code": "0", "message": inner }).to_string();
        for body in [inner, wrapped] {
            assert_eq!(
                answered("national-platform", Question::Payment, &body),
                meaning,
                "{body}"
            );
        }
    }
}

#[test]
fn vnpt_pay_comes_as_json_or_in_a_form() {
    let body = json!({
        "RESPONSE_CODE": "00", "MERCHANT_ORDER_ID": "r1", "AMOUNT": "200000", "VNPTPAY_TRANSACTION_ID": "77",
    });
    let form = format!("data={}", body.to_string().replace(',', "%2C"));
    for message in [body.to_string(), form] {
        let read = callback("vnpt-pay", message.as_bytes());
        assert_eq!(
            said(&read),
            (Meaning::Took, Some("77"), Some(200_000)),
            "{message}"
        );
        assert_eq!(read.reference, "r1");
    }
    for (body, meaning) in [
        (json!({ "TRANSACTION_STATUS": "1" }), Meaning::Took),
        (
            json!({ "RESPONSE_CODE": "00", "TRANSACTION_STATUS": "00" }),
            Meaning::Took,
        ),
        (json!({ "TRANSACTION_STATUS": "3" }), Meaning::Held),
        (json!({ "TRANSACTION_STATUS": "4" }), Meaning::NotTaken),
        (json!({ "TRANSACTION_STATUS": "01" }), Meaning::NotTaken),
        (
            json!({ "RESPONSE_CODE": "05", "TRANSACTION_STATUS": "1" }),
            Meaning::Nothing,
        ),
        (json!({ "RESPONSE_CODE": "00" }), Meaning::Nothing),
    ] {
        let body = body.to_string();
        assert_eq!(
            answered("vnpt-pay", Question::Payment, &body),
            meaning,
            "{body}"
        );
    }
}

#[test]
fn ngan_luong_answers_in_xml() {
    for (code, status, meaning) in [
        ("00", "00", Meaning::Took),
        ("00", "01", Meaning::Held),
        ("00", "04", Meaning::Held),
        ("00", "02", Meaning::NotPaid),
        ("81", "", Meaning::NotPaid),
        ("114", "", Meaning::Held),
        ("115", "", Meaning::NotTaken),
        ("29", "", Meaning::Nothing),
        ("99", "00", Meaning::Nothing),
    ] {
        let body = format!(
            "<?xml version=\"1.0\"?><result><error_code>{code}</error_code><order_code>r1</order_code>\
             <total_amount><![CDATA[200000]]></total_amount><transaction_status> {status} </transaction_status>\
             <transaction_id>88</transaction_id></result>"
        );
        let read = answer("ngan-luong", Question::Payment, "r1", body.as_bytes());
        match read.first() {
            Some(read) => {
                assert_eq!(said(read), (meaning, Some("88"), Some(200_000)), "{code}");
            }
            None => assert_eq!(meaning, Meaning::Nothing, "{code}/{status}"),
        }
    }
}

#[test]
fn zalopay_calls_back_for_money_only_and_answers_by_three_codes() {
    let data = json!({ "app_trans_id": "260315_r1", "amount": 200_000, "zp_trans_id": 260_315_000_000_123_i64 });
    let body = json!({ "data": data.to_string(), "mac": "…", "type": 1 });
    let read = called_back("zalopay", &body);
    assert_eq!(
        said(&read),
        (Meaning::Took, Some("260315000000123"), Some(200_000))
    );
    assert_eq!(read.reference, "r1");
    for (answer, meaning, of_refund) in [
        (
            json!({ "return_code": 1, "amount": 200_000 }),
            Meaning::Took,
            Meaning::GaveBack,
        ),
        (
            json!({ "return_code": 1, "is_processing": true }),
            Meaning::Held,
            Meaning::GaveBack,
        ),
        (
            json!({ "return_code": 3, "is_processing": true }),
            Meaning::Held,
            Meaning::Held,
        ),
        (
            json!({ "return_code": 3, "is_processing": false }),
            Meaning::NotPaid,
            Meaning::Held,
        ),
        (
            json!({ "return_code": 2, "sub_return_code": -54 }),
            Meaning::NotTaken,
            Meaning::Nothing,
        ),
        (
            json!({ "return_code": 2, "sub_return_code": -63 }),
            Meaning::NotPaid,
            Meaning::Nothing,
        ),
        (
            json!({ "return_code": 2, "sub_return_code": -101 }),
            Meaning::Nothing,
            Meaning::Nothing,
        ),
        (
            json!({ "return_code": 2 }),
            Meaning::NotTaken,
            Meaning::Nothing,
        ),
    ] {
        let body = answer.to_string();
        assert_eq!(
            answered("zalopay", Question::Payment, &body),
            meaning,
            "{body}"
        );
        assert_eq!(
            answered("zalopay", Question::Refund, &body),
            of_refund,
            "{body}"
        );
    }
}

#[test]
fn every_transfer_is_money_whatever_its_content() {
    let reference = "0123456789abcdefghjkmn";
    let memo = format!("DVC{}", reference.to_uppercase());
    let cases = [
        (memo.clone(), reference),
        (format!("MBVCB.1234.{memo}.CT tu 0123"), reference),
        (format!("IBFT{memo}"), reference),
        (format!("ĐVC {}", &memo[3..]), reference),
        (memo.replace('0', "O").replace('1', "l"), reference),
        (memo[..24].to_owned(), ""),
        ("tra tien ho so".to_owned(), ""),
    ];
    for (content, expected) in cases {
        let transfer = json!({ "transactionId": "FT1", "amount": "199000", "content": content, "bankBin": "970436" });
        let read = called_back("vietqr", &transfer);
        assert_eq!(
            said(&read),
            (Meaning::Took, Some("FT1"), Some(199_000)),
            "{content}"
        );
        assert_eq!(read.reference, expected, "{content}");
        let inquiry = json!({ "code": "00", "transactions": [transfer] }).to_string();
        let found = answer("vietqr", Question::Payment, reference, inquiry.as_bytes());
        assert_eq!(found.len(), usize::from(!expected.is_empty()), "{content}");
    }
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    for provider in [
        "momo",
        "national-platform",
        "vietqr",
        "vnpay",
        "vnpt-pay",
        "zalopay",
        "nobody",
    ] {
        for body in ["", "{}", "[]", "<a/>", "{\"data\":\"x\"}"] {
            let read = callback(provider, body.as_bytes());
            assert_eq!(read.meaning, Meaning::Unreadable, "{provider}: {body}");
        }
        let read = answer(provider, Question::Payment, "r1", b"\xff");
        assert_eq!(read, [], "{provider}");
    }
}
