//! Parts that pages are built from.

pub mod captcha;
pub mod field;
pub mod form;
pub mod notice;
pub mod stepper;

pub use captcha::CaptchaField;
pub use field::{CheckboxField, DateField, RadioField, SelectField, TextField};
pub use form::{ApiForm, SubmitButton};
pub use notice::{Loaded, ProblemNotice};
pub use stepper::Stepper;
