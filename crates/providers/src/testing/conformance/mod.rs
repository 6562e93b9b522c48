//! What every adapter must do alike. Each provider gives its examples as data; `calls_conform!` and `callbacks_conform!` make the
//! tests out of them.

pub(crate) mod callbacks;
pub(crate) mod calls;

use std::sync::Arc;

use serde_json::Value;

use super::{Message, answered, question, refund, refund_question, request};
use crate::{
    Acknowledgement, CallbackError, CreateRequest, Created, Descriptor, Provider, QueryAnswer,
    QueryError, RefundAnswer, RefundRequest, Report, SendError, SettingKind, Settings, Verdict,
};

/// The site that payers may be sent to.
pub(crate) const ORIGIN: &str = "https://pay.example.vn";

/// Whatever may become of a callback.
pub(crate) const VERDICTS: [Verdict; 7] = [
    Verdict::Accepted,
    Verdict::AlreadyProcessed,
    Verdict::UnknownReference,
    Verdict::AmountMismatch,
    Verdict::BadDigest,
    Verdict::Malformed,
    Verdict::TryAgain,
];

/// What the suite must know of a provider.
pub(crate) struct Example {
    pub(crate) descriptor: &'static Descriptor,
    /// Settings that are not a demonstration's.
    pub(crate) settings: &'static [(&'static str, &'static str)],
    /// Settings of the provider's own that cannot work.
    pub(crate) refused_settings: &'static [(&'static str, &'static str)],
    /// The messages that it sends.
    pub(crate) exchanges: &'static [Exchange],
    /// Payments that cannot be expressed to the provider.
    pub(crate) invalid: &'static [fn(&mut CreateRequest)],
    /// Refunds that cannot.
    pub(crate) invalid_refunds: &'static [fn(&mut RefundRequest)],
    /// The answer that opens a payment on a page, where the address comes from the provider.
    pub(crate) opened: Option<fn(&str) -> String>,
}

/// One message over the network: its path below the address, and what stands in its head (in lower case) and body.
pub(crate) struct Exchange(
    pub(crate) Call,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Create,
    Query,
    Bill,
    Refund,
    QueryRefund,
}

/// What the suite must know of a provider's callbacks.
pub(crate) struct Callback {
    pub(crate) example: &'static Example,
    /// Variables of the secret that signs callbacks, and of the one before.
    pub(crate) secret: (&'static str, &'static str),
    /// A good callback with these texts replaced, signed with this secret.
    pub(crate) signed: fn(&[(&str, &str)], &str) -> Message,
    /// What it reports, with the digest that was computed apart from this code.
    pub(crate) report: fn() -> Report,
    /// Fields that are not signed, besides the digest.
    pub(crate) unsigned: &'static [&'static str],
    /// Whether all signed fields must be there.
    pub(crate) complete: bool,
    /// The field of the digest.
    pub(crate) digest: &'static str,
    /// The field of the amount, and where that is not in đồng, one that is not of whole đồng.
    pub(crate) amount: (&'static str, Option<&'static str>),
    /// Signed values that say nothing to settle; the first is of a message to somebody else.
    pub(crate) malformed: &'static [(&'static str, &'static str)],
    /// The code in an acknowledgement, whose other parts are checked.
    pub(crate) code: fn(&Acknowledgement) -> String,
    /// For each of the [`VERDICTS`].
    pub(crate) codes: [&'static str; 7],
    /// Of a hundred thousand changed messages at least so many do not mean the same any more.
    pub(crate) refused: usize,
}

impl Example {
    /// Settings that reach the provider at an address, with changes.
    pub(crate) fn settings(&self, address: &str, changes: &[(&str, &str)]) -> Settings {
        // A second installation fails and leaves the first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut settings = Settings::in_demonstration(self.descriptor, address);
        let all = self.settings.iter().chain(changes);
        for ((name, kind), value) in self.descriptor.settings.iter().zip(&mut settings.values) {
            if *kind == SettingKind::Origins {
                value.replace_range(.., ORIGIN);
            }
            if let Some((_, change)) = all.clone().rfind(|change| change.0 == *name) {
                value.replace_range(.., change);
            }
        }
        settings
    }

    pub(crate) fn provider(&self) -> Arc<dyn Provider> {
        self.provider_with(&[])
    }

    /// What comes of opening a payment that is answered so.
    pub(crate) fn created(
        &self,
        status: u16,
        answer: impl Into<Vec<u8>>,
    ) -> Result<Created, SendError> {
        answered(status, answer, self.provider().create(&request()))
    }

    /// What comes of a question about a payment that is answered so.
    pub(crate) fn queried(
        &self,
        status: u16,
        answer: impl Into<Vec<u8>>,
    ) -> Result<QueryAnswer, QueryError> {
        answered(status, answer, self.provider().query(&question()))
    }

    /// What comes of a refund that is answered so.
    pub(crate) fn refunded(&self, answer: impl Into<Vec<u8>>) -> Result<RefundAnswer, SendError> {
        answered(200, answer, self.provider().refund(&refund()))
    }

    /// What comes of a question about a refund that is answered so.
    pub(crate) fn refund_queried(
        &self,
        answer: impl Into<Vec<u8>>,
    ) -> Result<RefundAnswer, QueryError> {
        let question = refund_question();
        answered(200, answer, self.provider().query_refund(&question))
    }

    pub(crate) fn provider_with(&self, changes: &[(&str, &str)]) -> Arc<dyn Provider> {
        let settings = self.settings("http://127.0.0.1:1", changes);
        settings.build().unwrap()
    }
}

impl Callback {
    /// The secret of the example.
    pub(crate) fn secret(&self) -> &'static str {
        let mut settings = self.example.settings.iter();
        let secret = settings.find(|setting| setting.0 == self.secret.0);
        let mut demonstration = self.example.descriptor.settings.iter();
        let in_demonstration = || match demonstration.find(|setting| setting.0 == self.secret.0) {
            Some((_, SettingKind::Secret(secret))) => Some(*secret),
            _ => None,
        };
        let secret = secret.map(|setting| setting.1);
        secret.or_else(in_demonstration).unwrap()
    }

    /// A good callback with these texts replaced.
    pub(crate) fn message(&self, changes: &[(&str, &str)]) -> Message {
        (self.signed)(changes, self.secret())
    }

    /// The names of the signed fields.
    pub(crate) fn fields(&self) -> Vec<String> {
        let is_signed =
            |name: &String| *name != self.digest && !self.unsigned.contains(&name.as_str());
        let names = self.message(&[]).fields.into_iter().map(|field| field.0);
        names.filter(is_signed).collect()
    }

    pub(crate) fn verify(&self, message: &Message) -> Result<Report, CallbackError> {
        self.example.provider().verify_callback(&message.bytes())
    }

    /// What a good callback with these texts replaced reports.
    pub(crate) fn reported(&self, changes: &[(&str, &str)]) -> Result<Report, CallbackError> {
        self.verify(&self.message(changes))
    }

    fn acknowledged(&self, provider: &dyn Provider, message: &[u8], verdict: Verdict) -> String {
        (self.code)(&provider.acknowledge(message, verdict))
    }

    fn code(&self, verdict: Verdict) -> &'static str {
        let position = VERDICTS.iter().position(|other| *other == verdict);
        self.codes[position.unwrap()]
    }
}

/// The JSON of an acknowledgement under 200.
pub(crate) fn acknowledged_json(answer: &Acknowledgement, content_type: &str) -> Value {
    assert_eq!((answer.status, answer.content_type), (200, content_type));
    serde_json::from_slice(&answer.body).unwrap()
}

/// Tests that call functions of the suite with an example.
macro_rules! tests {
    ($suite:ident, $example:expr, $($test:ident)*) => {
        $(
            #[tokio::test]
            async fn $test() {
                $crate::testing::conformance::$suite::$test(&$example).await;
            }
        )*
    };
}

/// The tests of settings and of what is sent.
macro_rules! calls_conform {
    ($example:expr) => {
        $crate::testing::conformance::tests! {
            calls, $example,
            settings_that_cannot_work_are_refused
            nothing_secret_shows_in_debug
            what_cannot_be_expressed_is_not_sent
            a_call_is_one_post
            a_refused_connection_means_that_nothing_was_sent
            a_failed_tls_handshake_means_that_nothing_was_sent
            a_connection_that_breaks_leaves_it_unknown
            no_answer_in_time_leaves_it_unknown
            payers_are_sent_to_allowed_sites_only
        }
    };
}

/// The tests of callbacks.
macro_rules! callbacks_conform {
    ($callback:expr) => {
        $crate::testing::conformance::tests! {
            callbacks, $callback,
            a_signed_callback_is_its_report
            each_signed_field_is_protected
            each_character_of_the_digest_counts
            the_case_of_the_digest_does_not_matter
            messages_of_another_shape_are_malformed
            signed_messages_that_say_nothing_to_settle_are_malformed
            while_the_secret_changes_both_are_accepted
            each_verdict_has_its_code
            what_does_not_verify_is_never_acknowledged_as_recorded
            a_hundred_thousand_changed_callbacks_change_nothing
            random_bytes_are_never_believed
            made_up_messages_are_never_believed
            a_changed_signed_value_is_never_believed
        }
    };
}

pub(crate) use {callbacks_conform, calls_conform, tests};
