//! Parts that pages are built from.

pub mod announcements;
pub mod captcha;
pub mod channel_field;
pub mod choice_card;
pub mod countdown;
pub mod enhanced_form;
pub mod error_summary;
pub mod fact;
pub mod field;
pub mod field_name;
pub mod flow;
pub mod form;
pub mod glossed;
#[cfg(feature = "hydrate")]
mod kept_draft;
pub mod legal_name;
pub mod notice;
pub mod one_time_code;
pub mod open_graph;
pub mod pagination;
pub mod password_field;
pub mod share;
pub mod stepper;
pub mod with_terms;

pub use announcements::Announcements;
pub use captcha::CaptchaField;
pub use channel_field::ChannelField;
pub use choice_card::{ChoiceCard, ClosedChoice};
pub use error_summary::ErrorSummary;
pub use fact::Fact;
pub use field::{CheckboxField, DateField, RadioField, SelectField, TextField};
pub use flow::{StartAgain, UnderWay};
pub use form::{ApiForm, SubmitButton};
pub use glossed::Glossed;
pub use legal_name::LegalName;
pub use notice::{Loaded, ProblemNotice};
pub use one_time_code::OneTimeCodeStep;
pub use open_graph::OpenGraph;
pub use pagination::Pagination;
pub use password_field::PasswordField;
pub use share::Share;
pub use stepper::Stepper;
pub use with_terms::WithTerms;
