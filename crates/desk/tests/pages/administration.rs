use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{agency, entry, officer_detail, official},
};
use app::{
    api::{
        Problem, ProblemCode,
        accounts::Role,
        agencies::WaitingAgencies,
        audit::{AuditEvent, AuditGroup, AuditPage},
        fee_gaps::{FeeGap, FeeGaps},
        officers::{Managed, ManagedUnit, Officers, TickedRoles},
        paging::Paging,
        security::Security,
    },
    submitted::SubmittedForm,
};
use domain::language::text;
use strum::IntoEnumIterator;

const LIST: &str = "/api/v1/officers?q=&page=";
const OFFICER: &str = "/api/v1/officers/00000000-0000-0000-0000-000000000005";
const AGENCY: &str = "/api/v1/agencies/00000000-0000-0000-0000-000000000006";
const ROOT: &str = "/can-bo/quan-tri";
const NEW: &str = "/can-bo/quan-tri/can-bo-moi";
const PAGE: &str = "/can-bo/quan-tri/can-bo/00000000-0000-0000-0000-000000000005";
const AGENCY_PAGE: &str = "/can-bo/quan-tri/co-quan/00000000-0000-0000-0000-000000000006";

fn portal(proved_recently: bool) -> Portal {
    let security = Security {
        has_password: true,
        second_factor: true,
        proved_recently,
        has_old_number: false,
        phone_replaced_at: None,
    };
    let managed = Managed {
        units: vec![ManagedUnit {
            code: "703".into(),
            name: "Thành phố Tây Ninh".into(),
            name_en: None,
        }],
        roles: vec![Role::DeskOfficer, Role::Administrator],
    };
    let officers = Officers {
        items: vec![
            officer_detail(false, false).summary,
            officer_detail(true, false).summary,
        ],
        paging: Paging::of(2, 1),
    };
    let agencies = WaitingAgencies {
        items: vec![agency()],
        paging: Paging::of(1, 1),
    };
    Portal::default()
        .answering("/api/v1/session", &official(&[Role::Administrator]))
        .answering("/api/v1/account/security", &security)
        .answering("/api/v1/officers/managed", &managed)
        .answering(LIST, &officers)
        .answering(OFFICER, &officer_detail(false, false))
        .answering("/api/v1/agencies/waiting", &agencies)
        .answering(AGENCY, &agency())
}

#[tokio::test]
async fn officers_are_listed_with_the_way_to_each_and_to_a_new_one() {
    let page = portal(true).open(ROOT).await;
    page.shows(&[
        "2 cán bộ",
        &format!("href=\"{PAGE}\""),
        &format!("href=\"{NEW}\""),
        "Đang làm việc",
        "Đã thu hồi quyền",
        "Cán bộ Một cửa",
        "name=\"q\"",
        "href=\"/can-bo/quan-tri/co-quan\"",
    ]);
    let none = Officers {
        items: vec![],
        paging: Paging::of(0, 1),
    };
    let page = portal(true)
        .answering("/api/v1/officers?q=zz&page=", &none)
        .open("/can-bo/quan-tri?q=zz")
        .await;
    page.shows(&["Không tìm thấy cán bộ nào.", "value=\"zz\"", "Bỏ tìm kiếm"]);
}

#[tokio::test]
async fn procedures_without_a_fee_for_today_are_told() {
    let told = "Thủ tục chưa có mức phí, lệ phí cho hôm nay";
    let gaps = FeeGaps {
        items: vec![FeeGap {
            procedure_code: "2.000488".into(),
            procedure_name: "Cấp Phiếu lý lịch tư pháp".into(),
        }],
    };
    let with = portal(true).answering("/api/v1/fee-gaps", &gaps);
    with.open(ROOT)
        .await
        .shows(&[told, "2.000488", "Cấp Phiếu lý lịch tư pháp"]);
    speaks_both(&with, ROOT).await;
    let without = portal(true).answering("/api/v1/fee-gaps", &FeeGaps::default());
    without.open(ROOT).await.hides(&[told]);
}

#[tokio::test]
async fn everybody_is_led_to_the_own_work() {
    let administrator = portal(true).open(ROOT).await;
    administrator.shows(&["href=\"/can-bo/quan-tri\"", "href=\"/can-bo/nhat-ky\""]);
    administrator.hides(&["href=\"/can-bo/tai-chinh\"", "href=\"/can-bo\">Hồ sơ"]);
    let auditor = portal(true)
        .answering("/api/v1/session", &official(&[Role::Auditor]))
        .open("/can-bo/nhat-ky")
        .await;
    auditor.shows(&["href=\"/can-bo/nhat-ky\"", "href=\"/can-bo/tai-chinh\""]);
    auditor.hides(&["href=\"/can-bo/quan-tri\""]);
}

#[tokio::test]
async fn only_what_the_administrator_gives_or_the_officer_has_can_be_ticked() {
    let page = portal(true).open(NEW).await;
    page.shows(&[
        "name=\"identity_number\"",
        "<option value=\"703\">",
        "id=\"f-roles\" type=\"checkbox\" name=\"roles.desk_officer:bool\"",
        "name=\"roles.administrator:bool\"",
    ]);
    page.hides(&["roles.finance_maker", "roles.auditor", "checked"]);
    let mut has = officer_detail(false, false);
    has.summary.roles = vec![Role::FinanceMaker];
    let page = portal(true).answering(OFFICER, &has).open(PAGE).await;
    page.shows(&[
        "name=\"roles.finance_maker:bool\" checked",
        "<option value=\"703\" selected",
        "name=\"reason\"",
        &format!("href=\"{PAGE}/thoi-viec\""),
        &format!("href=\"{PAGE}/mat-khau\""),
    ]);
    page.hides(&["roles.auditor"]);
}

#[test]
fn every_role_can_be_ticked_under_its_own_name() {
    for role in Role::iter() {
        let name = serde_json::to_value(role).unwrap();
        let ticked = serde_json::json!({ name.as_str().unwrap(): true });
        let ticked: TickedRoles = serde_json::from_value(ticked).unwrap();
        assert_eq!(ticked.roles(), [role]);
    }
}

#[tokio::test]
async fn without_a_recent_proof_the_way_to_it_comes_first() {
    for address in [
        NEW,
        PAGE,
        &format!("{PAGE}/thoi-viec"),
        &format!("{PAGE}/mat-khau"),
        AGENCY_PAGE,
    ] {
        let page = portal(false).open(address).await;
        let link = format!(
            "/tai-khoan/xac-nhan?tiep={}",
            app::api::percent_encoded(address)
        );
        page.shows(&[&link]);
        page.hides(&["name=\"reason\"", "name=\"identity_number\""]);
    }
    // What was typed already is not taken away.
    let problem = Problem::new(403, ProblemCode::ProofRequired, text("…", "…"));
    let fields = [
        ("full_name".to_owned(), "Lê Thị Ánh".to_owned()),
        ("roles.administrator:bool".to_owned(), "on".to_owned()),
    ];
    let page = portal(false)
        .after(SubmittedForm::new("/api/v1/officers", &fields, problem))
        .open(NEW)
        .await;
    page.shows(&[
        "value=\"Lê Thị Ánh\"",
        "name=\"roles.administrator:bool\" checked",
        "/tai-khoan/xac-nhan?tiep=%2Fcan-bo%2Fquan-tri%2Fcan-bo-moi",
    ]);
}

#[tokio::test]
async fn a_missing_role_is_told_beside_the_roles() {
    let problem = Problem::field("roles", text("Chọn ít nhất một vai trò.", "…"));
    let page = portal(true)
        .after(SubmittedForm::new(OFFICER, &[], problem))
        .open(PAGE)
        .await;
    page.shows(&[
        "href=\"#f-roles\"",
        "id=\"f-roles-error\" class=\"field-error\">Chọn ít nhất một vai trò.",
    ]);
    // The form came back with nothing ticked, whatever the officer has.
    page.hides(&["checked"]);
}

#[tokio::test]
async fn nothing_can_be_done_about_the_own_account_or_after_the_end() {
    for (officer, said) in [
        (officer_detail(false, true), "quản trị viên khác"),
        (officer_detail(true, false), "Muốn cấp quyền lại"),
    ] {
        let page = portal(true).answering(OFFICER, &officer).open(PAGE).await;
        page.shows(&[said]);
        page.hides(&["name=\"reason\"", "thoi-viec", "/mat-khau"]);
    }
    let page = portal(true).open("/can-bo/quan-tri/can-bo/khong-co").await;
    assert_eq!(page.status, Some(404));
}

#[tokio::test]
async fn an_agency_is_decided_upon_on_its_own_page() {
    let page = portal(true).open("/can-bo/quan-tri/co-quan").await;
    page.shows(&[&format!("href=\"{AGENCY_PAGE}\""), "Sở Tư pháp"]);
    let page = portal(true).open(AGENCY_PAGE).await;
    page.shows(&["/approve\"", "/refuse\"", "0912345678", "072xxxxxx234"]);
}

fn log(items: usize) -> AuditPage {
    AuditPage {
        items: (0..items).map(entry).collect(),
        paging: Paging::sized(50, i64::try_from(items).unwrap(), 1),
        groups: vec![AuditGroup {
            name: "officers".into(),
            what: "Cán bộ và cơ quan".into(),
            events: vec![AuditEvent {
                name: "officer_made".into(),
                what: "Giao vai trò cán bộ".into(),
            }],
        }],
        can_be_exported: items < 100,
        errors: vec![],
    }
}

fn reading(items: usize) -> Portal {
    let log = log(items);
    portal(true)
        .answering("/api/v1/audit-log?event=&account=&actor=&from=&until=&page=", &log)
        .answering(
            "/api/v1/audit-log?event=officer_made&account=072085001234&actor=&from=2020-07-01&until=&page=",
            &log,
        )
}

#[tokio::test]
async fn the_log_tells_who_did_what_with_whose_account_and_from_where() {
    let page = reading(2).open("/can-bo/nhat-ky").await;
    page.shows(&[
        "Giao vai trò cán bộ",
        "Lê Thị Hồng Ánh",
        "Vũ Quốc Hưng",
        "203.0.113.7",
        "Chrome · Android",
        "QĐ 12",
        "số tiền: 1.000 đ → 2.000 đ",
        "href=\"/can-bo/tai-chinh/hoan-phi/7\"",
        "<option value=\"officers\">Cán bộ và cơ quan: tất cả",
        "dòng lệnh: an (uid 1000)",
        "22/07/2020 09:00:07",
        "Địa chỉ truy cập, trình duyệt",
        "href=\"/api/v1/audit-log.csv\"",
        "href=\"/api/v1/audit-log.xlsx\"",
        "Không rõ",
    ]);
    let page = reading(120)
        .open("/can-bo/nhat-ky?event=officer_made&account=072085001234&from=2020-07-01")
        .await;
    page.shows(&[
        "<option value=\"officer_made\" selected",
        "value=\"072085001234\"",
        "type=\"date\" name=\"from\" value=\"2020-07-01\"",
        "?event=officer_made&amp;account=072085001234&amp;from=2020-07-01&amp;page=2",
        "chọn khoảng ngày ngắn hơn",
        "Bỏ lọc",
    ]);
}

#[tokio::test]
async fn administration_speaks_both_languages() {
    for address in [
        ROOT,
        NEW,
        PAGE,
        &format!("{PAGE}?xong=da-tao"),
        &format!("{PAGE}?xong=da-doi"),
        &format!("{PAGE}?xong=da-nghi"),
        &format!("{PAGE}?xong=dat-lai"),
        &format!("{PAGE}/thoi-viec"),
        &format!("{PAGE}/mat-khau"),
        "/can-bo/quan-tri/co-quan",
        "/can-bo/quan-tri/co-quan?xong=da-duyet",
        "/can-bo/quan-tri/co-quan?xong=da-tu-choi",
        AGENCY_PAGE,
    ] {
        for proved in [true, false] {
            speaks_both(&portal(proved), address).await;
        }
    }
    for officer in [officer_detail(false, true), officer_detail(true, false)] {
        speaks_both(&portal(true).answering(OFFICER, &officer), PAGE).await;
    }
    let empty = WaitingAgencies {
        items: vec![],
        paging: Paging::of(0, 1),
    };
    let portal = portal(true).answering("/api/v1/agencies/waiting", &empty);
    speaks_both(&portal, "/can-bo/quan-tri/co-quan").await;
    for items in [0, 2, 120] {
        for query in [
            "",
            "?event=officer_made&account=072085001234&from=2020-07-01",
        ] {
            speaks_both(&reading(items), &format!("/can-bo/nhat-ky{query}")).await;
        }
    }
}
