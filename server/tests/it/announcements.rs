//! What every page says on top, from when, and until when.

use crate::support::{MORNING, Portal};
use app::api::{
    Empty,
    announcements::{AnnouncementKind, ListAnnouncements},
};
use server::announcements::{
    KEPT_FOR,
    command::{AnnounceError, Request, announce, describe, end},
};
use time::Duration;

const HOUR: Duration = Duration::hours(1);

fn maintenance() -> Request {
    Request {
        warning: true,
        text_vi: "Cổng bảo trì từ 12 giờ.".into(),
        text_en: "Maintenance from noon.".into(),
        link: Some("/hoi-dap".into()),
        starts_at: MORNING + HOUR,
        ends_at: MORNING + 2 * HOUR,
    }
}

/// How many announcements a browser is told now.
async fn told(portal: &Portal) -> usize {
    let browser = portal.browser();
    let list = browser.call::<ListAnnouncements>((), Empty {});
    list.await.expect("a list").items.len()
}

#[tokio::test]
async fn an_announcement_is_on_every_page_from_its_beginning_to_its_end() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    announce(&portal.app.db, &maintenance(), MORNING)
        .await
        .expect("made");
    let shows = async |path: &str| {
        let page = browser.get(path).await;
        page.text().contains("Cổng bảo trì từ 12 giờ.")
    };
    assert!(!shows("/").await, "an hour too early");
    portal.advance(HOUR - Duration::seconds(1));
    assert!(!shows("/").await, "a second too early");
    portal.advance(Duration::seconds(1));
    for path in ["/", "/thu-tuc", "/huong-dan", "/tai-khoan", "/khong-co"] {
        assert!(shows(path).await, "{path}");
    }
    let english = browser.get("/?lang=en").await;
    assert!(english.text().contains("Maintenance from noon."));
    assert!(!english.text().contains("Cổng bảo trì"));
    assert!(english.text().contains(r#"role="region""#));
    portal.advance(HOUR - Duration::seconds(1));
    assert_eq!(told(&portal).await, 1);
    portal.advance(Duration::seconds(1));
    assert_eq!(told(&portal).await, 0, "it has ended to the second");
}

#[tokio::test]
async fn pages_ask_the_database_for_announcements_once_in_half_a_minute() {
    let portal = Portal::start().await;
    assert_eq!(told(&portal).await, 0);
    let now = Request {
        starts_at: MORNING,
        ..maintenance()
    };
    announce(&portal.app.db, &now, MORNING).await.expect("made");
    portal.advance(KEPT_FOR - Duration::seconds(1));
    assert_eq!(told(&portal).await, 0, "what was read before is kept");
    portal.advance(Duration::seconds(1));
    assert_eq!(told(&portal).await, 1);
}

#[tokio::test]
async fn warnings_come_first() {
    let portal = Portal::start().await;
    let info = Request {
        warning: false,
        text_vi: "Có thủ tục mới.".into(),
        starts_at: MORNING,
        ..maintenance()
    };
    announce(&portal.app.db, &info, MORNING)
        .await
        .expect("made");
    portal.advance(HOUR);
    announce(&portal.app.db, &maintenance(), MORNING)
        .await
        .expect("made");
    let browser = portal.browser();
    let list = browser.call::<ListAnnouncements>((), Empty {});
    let kinds: Vec<_> = list
        .await
        .expect("a list")
        .items
        .iter()
        .map(|item| item.kind)
        .collect();
    assert_eq!(kinds, [AnnouncementKind::Warning, AnnouncementKind::Info]);
}

#[tokio::test]
async fn an_announcement_is_listed_ended_and_taken_back() {
    let portal = Portal::start().await;
    let db = &portal.app.db;
    let list = async || describe(db, portal.now()).await.expect("a list");
    assert_eq!(list().await, "no announcements");

    assert!(
        announce(db, &maintenance(), MORNING)
            .await
            .expect("made")
            .contains("announcement 1")
    );
    assert!(
        list()
            .await
            .contains("1  16/03/2026 11:00 – 16/03/2026 12:00  Warning  Cổng bảo trì")
    );
    end(db, 1, portal.now())
        .await
        .expect("taken back before it began");
    assert_eq!(list().await, "no announcements");

    announce(db, &maintenance(), MORNING).await.expect("made");
    portal.advance(HOUR + Duration::minutes(5));
    end(db, 2, portal.now()).await.expect("ended early");
    assert_eq!(told(&portal).await, 0);
    for gone in [1, 2, 3] {
        let again = end(db, gone, portal.now()).await;
        assert!(matches!(again, Err(AnnounceError::NothingToEnd(id)) if id == gone));
    }
}

#[tokio::test]
async fn the_database_refuses_what_says_nothing_or_ends_before_it_begins() {
    let portal = Portal::start().await;
    let nothing = Request {
        ends_at: MORNING + HOUR,
        ..maintenance()
    };
    let refused = announce(&portal.app.db, &nothing, MORNING).await;
    assert!(matches!(refused, Err(AnnounceError::EndsBeforeItBegins)));
    let error = portal
        .execute(
            "insert into announcements (kind, text_vi, text_en, starts_at, ends_at)
             values ('info', 'a', 'b', '2026-03-16', '2026-03-16')",
        )
        .await
        .expect_err("it never holds");
    assert!(error.to_string().contains("announcements_time"), "{error}");
    for (wrong, constraint) in [
        (
            Request {
                text_en: " ".into(),
                ..maintenance()
            },
            "announcements_text_en_check",
        ),
        (
            Request {
                text_vi: String::new(),
                ..maintenance()
            },
            "announcements_text_vi_check",
        ),
        (
            Request {
                link: Some("javascript:x".into()),
                ..maintenance()
            },
            "announcements_link_check",
        ),
        (
            Request {
                link: Some("//x.example".into()),
                ..maintenance()
            },
            "announcements_link_check",
        ),
    ] {
        let refused = announce(&portal.app.db, &wrong, MORNING).await;
        let Err(AnnounceError::Database(sqlx::Error::Database(error))) = refused else {
            panic!("{wrong:?} was taken");
        };
        assert_eq!(error.constraint(), Some(constraint));
    }
}
