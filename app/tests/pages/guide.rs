//! The guide and what stands beside it.

use crate::{language::speaks_both, portal::Portal};
use app::{
    api::announcements::{Announcement, AnnouncementKind, AnnouncementList},
    guide::{Chapter, Picture},
    locales::Language,
};

#[tokio::test]
async fn a_chapter_shows_each_step_with_its_picture_and_leads_on() {
    let portal = Portal::default();
    for (index, chapter) in Chapter::ALL.into_iter().enumerate() {
        let page = portal.open(&chapter.address()).await;
        for step in chapter.steps {
            page.shows(&[
                step.text.to(Language::Vietnamese),
                &step.picture.address(Language::Vietnamese),
            ]);
        }
        let size = format!(r#"width="{}" height="{}""#, Picture::WIDTH, Picture::HEIGHT);
        assert_eq!(page.html.matches(&size).count(), chapter.steps.len());
        assert_eq!(
            page.html.matches(r#"loading="lazy""#).count(),
            chapter.steps.len() - 1,
            "only the first picture is loaded at once"
        );
        assert_eq!(page.html.contains(r#"rel="prev""#), index > 0);
        assert_eq!(
            page.html.contains(r#"rel="next""#),
            index + 1 < Chapter::ALL.len()
        );
    }
}

#[tokio::test]
async fn a_chapter_that_there_is_not_is_not_found() {
    let page = Portal::default().open("/huong-dan/khac").await;
    assert_eq!(page.status, Some(404));
}

#[tokio::test]
async fn a_page_announces_what_holds_and_is_silent_where_nothing_does() {
    let item = Announcement {
        kind: AnnouncementKind::Warning,
        text: "Cổng bảo trì <tối nay>.".into(),
        link: Some("/hoi-dap".into()),
    };
    let announced = AnnouncementList { items: vec![item] };
    let page = Portal::default()
        .answering("/api/v1/announcements", &announced)
        .open("/dieu-khoan")
        .await;
    page.shows(&[r#"role="region""#, "Cổng bảo trì &lt;tối nay&gt;."]);
    for silent in [
        Portal::default().answering("/api/v1/announcements", &AnnouncementList::default()),
        // The page is more than its announcements: it is shown without them.
        Portal::default(),
    ] {
        let page = silent.open("/dieu-khoan").await;
        page.hides(&[r#"class="announcement"#]);
        assert_eq!(page.status, None);
    }
}

#[tokio::test]
async fn guide_questions_and_statement_speak_both_languages() {
    let portal = Portal::default();
    speaks_both(&portal, "/huong-dan").await;
    for chapter in Chapter::ALL {
        speaks_both(&portal, &chapter.address()).await;
    }
    for address in ["/hoi-dap", "/tro-nang"] {
        speaks_both(&portal, address).await;
    }
}
