//! What forms and the server's form bridge tell each other. How fields become the input of an API call is
//! `untrusted_input::form`.

/// Names a form's steering fields, which are not part of the input.
pub mod steering {
    /// Path of the endpoint; the pressed button may carry it.
    pub const ACTION: &str = "_action";
    /// Idempotency key made when the form was rendered.
    pub const KEY: &str = "_key";
    /// A button that asks for another captcha and sends nothing: `picture` or [`QUESTION`].
    pub const ANOTHER_CAPTCHA: &str = "_another_captcha";
    /// What the form has for a captcha, where it is no picture.
    pub const CAPTCHA: &str = "_captcha";
    /// A captcha that asks in words.
    pub const QUESTION: &str = "question";
    /// A captcha to be read in a picture.
    pub const PICTURE: &str = "picture";
}

/// The bridge's answer to a form posted in place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Accepted {
    /// Where the browser goes next: a path of ours, or a provider's page.
    pub next: String,
    /// A provider's page that a frame opens in a window of its own: providers refuse to be framed, and a payer must see
    /// whose page it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
}
