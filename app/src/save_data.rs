//! Whether the reader's browser asks to be sent less (`Save-Data: on`).
//!
//! Such a page comes without WebAssembly: everything on it works natively. Pictures that explain become links to them.

use leptos::prelude::use_context;

/// What the browser asks for, as a context of the page that is being rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaveData(pub bool);

#[must_use]
pub fn save_data() -> bool {
    use_context::<SaveData>().unwrap_or_default().0
}
