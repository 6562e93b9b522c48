//! A receipt to start from, and the eyes of the tests: poppler-utils and zbar-tools, which the tests declare as needed.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use documents::receipt::{Receipt, ReceiptLine};
use domain::fees::FeeKind;
use domain::money::Vnd;
use time::macros::datetime;

pub fn fee(kind: FeeKind, name: &str, quantity: u32, unit_amount: i64) -> ReceiptLine {
    ReceiptLine {
        kind,
        code: "LLTP-01".to_owned(),
        name: name.to_owned(),
        quantity,
        unit_amount: Vnd::new(unit_amount),
        amount: Vnd::new(unit_amount * i64::from(quantity)),
    }
}

/// A criminal record with four copies, paid together with a charge.
pub fn receipt() -> Receipt {
    Receipt {
        form_symbol: "01BLP0-001".to_owned(),
        serial: "AA-26E".to_owned(),
        number: 123,
        agency_name: "Sở Tư pháp tỉnh Tây Ninh".to_owned(),
        agency_tax_code: Some("3900241574".to_owned()),
        agency_address: Some("Số 213 đường 30/4, phường 1, thành phố Tây Ninh".to_owned()),
        payer_name: "Nguyễn Thị Thùy Dương".to_owned(),
        payer_identity_masked: "072xxxxxx603".to_owned(),
        payer_tax_code: None,
        payer_address: Some("Ấp Trường Lưu, xã Trường Đông, thị xã Hòa Thành, tỉnh Tây Ninh".to_owned()),
        dossier_reference: "000.20.31.H53-260610-0007".to_owned(),
        procedure_name: "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam"
            .to_owned(),
        lines: vec![
            fee(FeeKind::Fee, "Phí cung cấp thông tin lý lịch tư pháp", 1, 200_000),
            fee(FeeKind::Fee, "Bản thứ ba trở đi", 2, 5_000),
            fee(FeeKind::Charge, "Lệ phí đăng ký thường trú", 1, 15_000),
        ],
        method: "Vietcombank".to_owned(),
        provider_transaction: "VCB2606100915471".to_owned(),
        reference: "TN260610-8F3K2M".to_owned(),
        // Just before midnight in London, already the next day in Vietnam.
        paid_at: datetime!(2026-06-09 23:15:04 UTC),
        issued_at: datetime!(2026-06-09 23:15:31 UTC),
        check_url: "https://dichvucong.tayninh.gov.vn/bien-lai/7Q4M-2KXP-9D".to_owned(),
        cancellation: None,
    }
}

/// What a PDF reader copies out of the document, with layout, in one line per line.
pub fn text_of(pdf: &[u8]) -> String {
    let out = run("pdftotext", &["-layout", "-enc", "UTF-8", "-", "-"], pdf);
    String::from_utf8(out).expect("pdftotext writes UTF-8")
}

/// As [`text_of`], with every run of white space as one space, so that where a line breaks does not matter.
pub fn words_of(pdf: &[u8]) -> String {
    let out = run("pdftotext", &["-enc", "UTF-8", "-", "-"], pdf);
    let text = String::from_utf8(out).expect("pdftotext writes UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a word stands, in points from the left edge.
pub struct Place {
    pub word: String,
    pub left: f64,
    pub right: f64,
}

pub fn places_of(pdf: &[u8]) -> Vec<Place> {
    let out = run("pdftotext", &["-bbox", "-enc", "UTF-8", "-", "-"], pdf);
    let page = String::from_utf8(out).expect("pdftotext writes UTF-8");
    page.lines()
        .filter_map(|line| line.trim().strip_prefix("<word "))
        .map(|line| {
            let number = |name: &str| {
                let (_, rest) = line
                    .split_once(&format!("{name}=\""))
                    .expect("every word has its box");
                let (number, _) = rest.split_once('"').expect("attributes are quoted");
                number.parse().expect("a box is made of numbers")
            };
            Place {
                word: line.to_owned(),
                left: number("xMin"),
                right: number("xMax"),
            }
        })
        .collect()
}

/// The properties that `pdfinfo` reports, one per line.
pub fn info_of(pdf: &[u8]) -> String {
    String::from_utf8(run("pdfinfo", &["-isodates", "-"], pdf)).expect("pdfinfo writes UTF-8")
}

pub fn pages_of(pdf: &[u8]) -> u32 {
    info_of(pdf)
        .lines()
        .find_map(|line| line.strip_prefix("Pages:"))
        .and_then(|count| count.trim().parse().ok())
        .expect("pdfinfo counts the pages")
}

/// What a phone reads from the printed first page.
pub fn qr_of(pdf: &[u8], scratch: &Path) -> String {
    let png = run(
        "pdftoppm",
        &["-png", "-r", "110", "-f", "1", "-singlefile", "-"],
        pdf,
    );
    let picture = scratch.join("receipt.png");
    std::fs::write(&picture, png).expect("the tests' folder is writable");
    let picture = picture.to_str().expect("cargo's folders are UTF-8");
    let out = run("zbarimg", &["--quiet", "--raw", picture], &[]);
    String::from_utf8(out)
        .expect("the code holds text")
        .trim()
        .to_owned()
}

fn run(tool: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{tool}: {error}. These tests need poppler-utils and zbar-tools.")
        });
    let mut stdin = child.stdin.take().expect("stdin is piped");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A tool that takes no input has closed the pipe already.
            let _ = stdin.write_all(input);
        });
        let output = child.wait_with_output().expect("the tool was started");
        assert!(
            output.status.success(),
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    })
}
