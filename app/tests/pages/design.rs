use crate::{language::speaks_both, portal::Portal};

#[tokio::test]
async fn the_parts_of_the_pages_are_shown_in_both_languages() {
    speaks_both(&Portal::default().demonstrating(), "/design").await;
}

#[tokio::test]
async fn the_real_portal_has_no_page_of_parts() {
    let page = Portal::default().open("/design").await;
    assert_eq!(page.status, Some(404));
    page.hides(&["stepper"]);
}
