//! The API contract: one file per resource, and nothing else may describe the wire.
//!
//! An endpoint is declared once, here. The server registers its handler against the declaration
//! and a page calls it through the declaration, so a mismatch does not compile.

#![warn(missing_docs)]

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};

pub mod accounts;
pub mod agencies;
pub mod announcements;
pub mod attachments;
pub mod audit;
pub mod captchas;
pub mod cash;
pub mod catalogue;
pub mod desk;
pub mod dossiers;
pub mod federated_login;
pub mod fee_gaps;
pub mod finance;
pub mod officers;
pub mod paging;
pub mod passkeys;
pub mod payments;
pub mod pending_identity;
pub mod problem;
pub mod receipts;
pub mod recovery;
pub mod security;
pub mod sessions;
pub mod signatures;
pub mod tracking;
pub mod verifications;

pub use problem::{FieldError, Problem, ProblemCode, Suggestion};

/// A type that can be described in the OpenAPI document.
#[cfg(feature = "ssr")]
pub trait Described: utoipa::ToSchema {}
#[cfg(feature = "ssr")]
impl<T: utoipa::ToSchema> Described for T {}

/// In the browser nothing is described, so `utoipa` is not downloaded by anybody's phone.
#[cfg(not(feature = "ssr"))]
pub trait Described {}
#[cfg(not(feature = "ssr"))]
impl<T> Described for T {}

/// One operation of `/api/v1`.
pub trait Endpoint: Send + Sync + 'static {
    /// HTTP method. `GET` sends its input as the query string, the others as a JSON body.
    const METHOD: Method;
    /// Path below the host, with `{name}` for each member of [`Endpoint::Path`].
    const PATH: &'static str;
    /// Stable name of the operation in the OpenAPI document.
    const NAME: &'static str;
    /// One sentence for the reader of the OpenAPI document.
    const SUMMARY: &'static str;
    /// Members of the path.
    type Path: Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Query or body.
    type Input: Serialize + DeserializeOwned + Described + Send + Sync + 'static;
    /// Body of a successful answer.
    type Output: Serialize + DeserializeOwned + Described + Send + Sync + 'static;
}

/// An operation that a native form may post before WebAssembly has loaded.
pub trait FormEndpoint: Endpoint {
    /// Where the browser goes after success: a path of ours, or a provider's page.
    fn next(output: &Self::Output) -> String;

    /// Where a page in a frame goes where [`FormEndpoint::next`] is not shown in frames.
    fn next_in_frame(_output: &Self::Output) -> String {
        "/giao-dich".to_owned()
    }
}

/// Fills the members of an endpoint's path.
///
/// Values are percent-encoded, so a code with a slash in it stays one segment.
#[must_use]
pub fn path_of<E: Endpoint>(path: &E::Path) -> String {
    let members = serde_json::to_value(path).unwrap_or_default();
    let mut filled = E::PATH.to_owned();
    for (name, value) in members.as_object().into_iter().flatten() {
        let text = match value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        filled = filled.replace(&format!("{{{name}}}"), &percent_encoded(&text));
    }
    filled
}

/// All but RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes one segment of a path, or a value in a query.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// Nothing: the input of operations that take none, and the output of those that only act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Empty {}

/// Declares endpoints: name, method, path, path members, input, output and summary.
macro_rules! endpoints {
    ($($(#[doc = $doc:literal])+ $name:ident: $method:ident $path:literal ($members:ty) $input:ty => $output:ty;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl $crate::api::Endpoint for $name {
            const METHOD: http::Method = http::Method::$method;
            const PATH: &'static str = $path;
            const NAME: &'static str = stringify!($name);
            const SUMMARY: &'static str = concat!($($doc),+);
            type Path = $members;
            type Input = $input;
            type Output = $output;
        }
    )+};
}
pub(crate) use endpoints;
