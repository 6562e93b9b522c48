use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{channel, officer},
};
use app::api::finance::ChannelStates;
use domain::payment::health::Breaker;

const ADDRESS: &str = "/can-bo/tai-chinh/kenh";

fn portal() -> Portal {
    let busy = [0, 2, 4, 0, 8, 6, 0, 0, 2, 10, 4, 2];
    let states = ChannelStates {
        items: vec![
            channel("vietqr", true, Breaker::Closed, busy),
            channel("momo", true, Breaker::Open, busy),
            channel("acb", false, Breaker::HalfOpen, [0; 12]),
        ],
    };
    Portal::default()
        .answering("/api/v1/session", &officer())
        .answering("/api/v1/finance/channels", &states)
}

#[tokio::test]
async fn every_channel_shows_how_it_does_as_a_drawing_and_in_figures() {
    let page = portal().open(ADDRESS).await;
    page.shows(&[
        "Kênh vietqr",
        "5/8 lần thành công, trung vị 420 ms",
        "Hoạt động",
        "Tạm dừng do lỗi liên tục",
        "Đang gián đoạn",
        "aria-label=\"Một giờ qua: 38 lần, 19 lần không thành công\"",
        "60–55",
        "5–0",
        "Chưa có lần nào",
    ]);
    assert_eq!(page.html.matches("<svg").count(), 2);
    assert_eq!(page.html.matches("id=\"loi-").count(), 2);
}

#[tokio::test]
async fn a_channel_is_switched_to_what_it_is_not() {
    let page = portal().open(ADDRESS).await;
    page.shows(&[
        &format!("href=\"{ADDRESS}/vietqr\""),
        "Tắt Kênh vietqr",
        &format!("href=\"{ADDRESS}/acb\""),
        "Bật Kênh acb",
    ]);
    for (code, on, heading) in [
        ("vietqr", false, "Tắt Kênh vietqr"),
        ("acb", true, "Bật Kênh acb"),
    ] {
        let page = portal().open(&format!("{ADDRESS}/{code}")).await;
        page.shows(&[
            heading,
            &format!("value=\"/api/v1/finance/channels/{code}\""),
            &format!("name=\"enabled:bool\" value=\"{on}\""),
            "name=\"reason\"",
        ]);
    }
}

#[tokio::test]
async fn channels_are_shown_in_both_languages() {
    for address in ["", "?xong=da-doi", "/vietqr", "/acb"] {
        speaks_both(&portal(), &format!("{ADDRESS}{address}")).await;
    }
}
