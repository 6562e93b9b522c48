//! A draft that is open in two tabs: what was saved later is never replaced without a word.

use super::purpose;
use crate::support::{AN, Client, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    dossiers::{Dossier, DossierContent, DossierPath, GetDossier, SaveDossier, SendDossier},
};
use domain::dossier::DossierState;

const KEY: &str = "0123456789";

async fn draft(an: &Client, content: DossierContent) -> Dossier {
    an.draft(content, KEY).await.expect("a draft")
}

async fn kept(an: &Client, path: DossierPath) -> Dossier {
    let kept = an.call::<GetDossier>(path, Empty {}).await;
    kept.expect("the draft")
}

fn upon(version: &str, content: DossierContent) -> DossierContent {
    DossierContent {
        version: version.to_owned(),
        ..content
    }
}

#[tokio::test]
async fn what_was_typed_upon_an_older_version_is_told_of_both_and_taken_when_it_is_meant() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let made = draft(&an, purpose("đầu")).await;
    let path = DossierPath {
        number: made.summary.number,
    };
    let save = async |version: &str, content: DossierContent| {
        an.call::<SaveDossier>(path, upon(version, content)).await
    };
    portal.advance(time::Duration::minutes(5));
    let newer = save(&made.version, purpose("tab một"))
        .await
        .expect("saved");
    assert_ne!(newer.version, made.version);

    let mut older = purpose("tab hai");
    older.unit_code = "72-so-tu-phap".to_owned();
    if let app::forms::FormInput::CriminalRecord(form) = &mut older.form {
        form.copies = "2".to_owned();
    }
    for version in [made.version.as_str(), "0", "99", "x", "1.0"] {
        let told = save(version, older.clone()).await.expect_err(version);
        assert_eq!((told.status, told.code), (409, ProblemCode::Stale));
        assert!(told.title.contains("lúc 10:05"), "{}", told.title);
        assert!(
            told.detail
                .as_ref()
                .is_some_and(|next| next.contains("“Lưu”"))
        );
        assert_eq!(
            told.message_for("form.purpose"),
            Some("Mục đích yêu cầu cấp phiếu: bản đã lưu ghi “tab một”.")
        );
        assert_eq!(
            told.message_for("unit_code"),
            Some("Đơn vị tiếp nhận: bản đã lưu để trống mục này.")
        );
        let named: Vec<_> = told
            .errors
            .iter()
            .map(|error| error.field.as_str())
            .collect();
        assert_eq!(
            named,
            ["unit_code", "form.purpose", "form.copies"],
            "in the order of the page"
        );
        let suggestion = told.suggestion.expect("the later version");
        assert_eq!(
            (suggestion.field.as_str(), &suggestion.value),
            ("version", &newer.version)
        );
        let sent = an.send_dossier(path, upon(version, older.clone())).await;
        assert_eq!(sent.expect_err(version).code, ProblemCode::Stale);
        assert_eq!(kept(&an, path).await, newer, "nothing was replaced");
    }

    // Who has read of it saves the same again.
    let meant = save(&newer.version, older.clone()).await.expect("saved");
    assert_eq!(meant.form, older.form);
    // The tab before is older now.
    let told = save(&newer.version, purpose("tab một, tiếp")).await;
    assert_eq!(told.expect_err("older").code, ProblemCode::Stale);
    let complete = upon(&meant.version, one_copy());
    let sent = an.send_dossier(path, complete).await.expect("sent");
    assert_eq!(sent.summary.state, DossierState::Sent);
}

#[tokio::test]
async fn the_same_content_again_is_no_other_version() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let made = draft(&an, purpose("đầu")).await;
    let path = DossierPath {
        number: made.summary.number,
    };
    let save = async |version: &str, content: DossierContent| {
        an.call::<SaveDossier>(path, upon(version, content)).await
    };
    let same = save(&made.version, purpose("đầu")).await.expect("saved");
    assert_eq!(same.version, made.version);
    let newer = save(&made.version, purpose("sau")).await.expect("saved");
    // Its answer got lost, and it was sent once more.
    let again = save(&made.version, purpose("sau")).await.expect("saved");
    assert_eq!(again.version, newer.version);
    // A program that names no version.
    let other = save("", purpose("khác")).await.expect("saved");
    assert_eq!(other.form, purpose("khác").form);
    let complete = save(&other.version, one_copy()).await.expect("saved");
    // Saved in one tab, sent from the other with the same content.
    let sent = an.send_dossier(path, upon(&made.version, one_copy())).await;
    assert_eq!(sent.expect("sent").form, complete.form);
}

#[tokio::test]
async fn without_scripts_the_page_shows_both_and_the_next_press_is_taken() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let made = draft(&an, purpose("đầu")).await;
    let path = DossierPath {
        number: made.summary.number,
    };
    let page = format!("/ho-so/{}", made.summary.number);
    let hidden = |version: &str| format!("name=\"version\" value=\"{version}\"");
    assert!(an.get(&page).await.text().contains(&hidden(&made.version)));
    let newer = an
        .call::<SaveDossier>(path, upon(&made.version, purpose("tab một")))
        .await
        .expect("saved");
    let fields = |version| {
        [
            ("_key", "0123456789"),
            ("version", version),
            ("form.kind", "criminal_record"),
            ("form.purpose", "tab <hai>"),
            ("form.form_number", "2"),
            ("form.copies", ""),
            ("form.permanent_address", ""),
            ("form.current_address", ""),
            ("form.reduced_group", ""),
        ]
    };
    for post in [
        an.post::<SaveDossier>(&page, &path, &fields(&made.version))
            .await,
        an.post::<SendDossier>(&page, &path, &fields(&made.version))
            .await,
    ] {
        assert_eq!(post.status, 409);
        let html = post.text();
        for shown in [
            "cửa sổ khác lúc 10:00",
            "Mục đích yêu cầu cấp phiếu: bản đã lưu ghi “tab một”.",
            "Loại phiếu: bản đã lưu để trống mục này.",
            "value=\"tab &lt;hai&gt;\"",
            &hidden(&newer.version),
        ] {
            assert!(html.contains(shown), "{shown} in {html}");
        }
    }
    assert_eq!(kept(&an, path).await, newer);
    let meant = an
        .post::<SaveDossier>(&page, &path, &fields(&newer.version))
        .await;
    assert_eq!(meant.status, 303, "{}", meant.text());
    assert_eq!(kept(&an, path).await.form, {
        let mut typed = purpose("tab <hai>");
        if let app::forms::FormInput::CriminalRecord(form) = &mut typed.form {
            form.form_number = "2".to_owned();
        }
        typed.form
    });
}

#[tokio::test]
async fn who_goes_back_to_the_page_of_a_new_dossier_and_saves_again_loses_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let made = draft(&an, purpose("đầu")).await;
    let again = draft(&an, purpose("đầu, thêm")).await;
    assert_eq!(again.summary.number, made.summary.number);
    assert_eq!(again.form, purpose("đầu, thêm").form);
    assert_eq!(portal.count("select count(*) from dossiers").await, 1);

    // Meanwhile the draft itself went on.
    let told = an
        .draft(purpose("đầu, khác"), KEY)
        .await
        .expect_err("older");
    assert_eq!((told.status, told.code), (409, ProblemCode::Stale));
    assert!(told.suggestion.is_none());
    assert!(
        told.detail
            .is_some_and(|next| next.contains("bản nháp khác"))
    );
    let path = DossierPath {
        number: made.summary.number,
    };
    assert_eq!(kept(&an, path).await, again);
    let another = an.draft(purpose("đầu, khác"), "another-key").await;
    assert_ne!(
        another.expect("a draft").summary.number,
        made.summary.number
    );

    // What was sent stays as it is, and is what the page leads to.
    let complete = upon(&again.version, one_copy());
    an.send_dossier(path, complete).await.expect("sent");
    let late = an.draft(purpose("muộn"), KEY).await.expect("what was sent");
    assert_eq!(late.summary.state, DossierState::Sent);
    assert_eq!(late.form, one_copy().form);
}
