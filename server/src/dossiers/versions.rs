//! A draft that is open twice: what was typed on the older page never takes the place of what was saved later unless its owner has
//! been told, and says so by saving once more.

use super::locked_draft::Locked;
use app::{
    api::{FieldError, Problem, ProblemCode, dossiers::DossierContent},
    forms::FormInput,
    locales::{labels, localized, t},
};
use domain::{
    calendar::{format_date, format_time, vietnam_date},
    language::{Language, Text},
    typed,
};
use serde_json::Value;

/// Longest part of a saved answer that is shown, in characters.
const SHOWN: usize = 200;
/// Field of the receiving unit.
const UNIT: &str = "unit_code";

/// Refuses what was typed where a later version says something else. A repeat of what is saved, such as after an answer that got
/// lost, is no other version. Programs that do not name one write whatever they have.
///
/// # Errors
/// 409 that names both and suggests the later version, with which the same content is taken.
pub(super) fn check(draft: &Locked, input: &DossierContent) -> Result<(), Problem> {
    compare(draft, input, replaces_the_saved)
        .map_err(|problem| problem.with_suggestion("version", draft.version.to_string()))
}

/// The same on the page for a new dossier, which was saved from there once. It makes another draft the next time.
///
/// # Errors
/// 409 that names both.
pub(super) fn check_on_new_page(draft: &Locked, input: &DossierContent) -> Result<(), Problem> {
    compare(draft, input, makes_another)
}

fn compare(
    draft: &Locked,
    input: &DossierContent,
    next: fn(Language) -> String,
) -> Result<(), Problem> {
    if input.version.is_empty() || input.version == draft.version.to_string() {
        return Ok(());
    }
    let errors = differences(draft, input);
    if errors.is_empty() {
        return Ok(());
    }
    let time = format_time(draft.updated_at);
    let date = format_date(vietnam_date(draft.updated_at));
    let title = |language: Language| match language {
        Language::Vietnamese => {
            format!(
                "Hồ sơ này đã được lưu ở cửa sổ khác lúc {time} ngày {date}, sau khi bạn mở trang này."
            )
        }
        Language::English => {
            format!(
                "This application was saved in another window at {time} on {date}, after you opened this page."
            )
        }
    };
    Err(Problem {
        errors,
        ..Problem::new(409, ProblemCode::Stale, title).with_detail(next)
    })
}

fn replaces_the_saved(language: Language) -> String {
    let save = labels::SAVE_DRAFT.to(language);
    let send = labels::SEND_DOSSIER.to(language);
    match language {
        Language::Vietnamese => format!(
            "Nội dung bạn nhập còn nguyên trên trang này và chưa được lưu. Bấm “{save}” hoặc “{send}” lần nữa để thay bản đã lưu, \
             hoặc mở hồ sơ từ trang Tài khoản để xem bản đã lưu."
        ),
        Language::English => format!(
            "What you entered is still on this page and has not been saved. Select “{save}” or “{send}” again to replace the saved \
             version, or open the application from the Account page to see the saved version."
        ),
    }
}

fn makes_another(language: Language) -> String {
    let save = labels::SAVE_DRAFT.to(language);
    match language {
        Language::Vietnamese => format!(
            "Nội dung bạn nhập còn nguyên trên trang này và chưa được lưu. Bấm “{save}” lần nữa để lưu thành một bản nháp khác, hoặc \
             mở hồ sơ từ trang Tài khoản để xem bản đã lưu."
        ),
        Language::English => format!(
            "What you entered is still on this page and has not been saved. Select “{save}” again to save it as another draft, or \
             open the application from the Account page to see the saved version."
        ),
    }
}

/// What the saved version says where it differs, in the order of the page.
fn differences(draft: &Locked, input: &DossierContent) -> Vec<FieldError> {
    let mut found = Vec::new();
    if draft.unit_code.as_deref().unwrap_or_default() != input.unit_code {
        let saved = draft.unit_name.as_deref().unwrap_or_default();
        found.push(difference(UNIT.to_owned(), labels::RECEIVING_UNIT, saved));
    }
    let typed = serde_json::to_value(&input.form).unwrap_or_default();
    // As this version of the portal reads it: what it has no field for is no difference.
    let saved = serde_json::from_value::<FormInput>(draft.form.clone())
        .and_then(serde_json::to_value)
        .unwrap_or_default();
    for (field, label) in input.form.labels() {
        let of_saved = saved.get(*field);
        if of_saved == typed.get(*field) {
            continue;
        }
        let saved = of_saved.and_then(Value::as_str).unwrap_or_default();
        let name = format!("form.{field}");
        // What is chosen is told by its name, not by its code.
        let chosen = input.form.choices(field).and_then(|choices| {
            let choice = choices.iter().find(|(code, _)| *code == saved);
            choice.map(|(_, label)| t(*label))
        });
        found.push(difference(name, *label, chosen.unwrap_or(saved)));
    }
    found
}

/// Begins with the label: above the form it stands among others.
fn difference(field: String, label: Text, saved: &str) -> FieldError {
    let shown = typed::shortened(saved, SHOWN);
    let empty = shown.trim().is_empty();
    let message = |language: Language| {
        let label = label.to(language);
        match language {
            Language::Vietnamese if empty => format!("{label}: bản đã lưu để trống mục này."),
            Language::Vietnamese => format!("{label}: bản đã lưu ghi “{shown}”."),
            Language::English if empty => format!("{label}: the saved version has nothing here."),
            Language::English => format!("{label}: the saved version says “{shown}”."),
        }
    };
    FieldError {
        field,
        message: localized(&message).into_owned(),
    }
}
