//! How often a page asks the database.

use crate::support::{AN, Portal, one_copy};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tracing::{Event, Subscriber};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

/// Counts the statements that sqlx reports on this thread, on which the whole portal of a test runs.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl Statements {
    fn so_far(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn pages_ask_the_database_a_handful_of_questions_however_much_they_show() {
    let statements = Statements::default();
    let _counting = tracing_subscriber::registry()
        .with(statements.clone())
        .set_default();
    let portal = Portal::start().await;
    let visitor = portal.browser();
    let an = portal.signed_in(AN).await;
    // What is announced is read once in a while, not for each page.
    visitor.get("/dieu-khoan").await;
    let mut latest = 0;
    for _ in 0..5 {
        let filed = an.file(one_copy()).await;
        an.choose(filed.order.id).await.expect("an attempt");
        latest = filed.number;
    }
    for (who, path, shown, most) in [
        (&visitor, "/", "thu-tuc", 2),
        (&visitor, "/thu-tuc?q=khai+sinh", "/thu-tuc/1.001193", 3),
        (&visitor, "/thu-tuc/2.000488", "200.000", 3),
        (&an, "/tai-khoan", &format!("/ho-so/{latest}"), 3),
        (&an, "/giao-dich", &format!("{latest}"), 4),
    ] {
        let before = statements.so_far();
        let page = who.get(path).await;
        let asked = statements.so_far() - before;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains(shown), "{shown} in {}", page.text());
        assert!((1..=most).contains(&asked), "{path}: {asked} statements");
    }
}
