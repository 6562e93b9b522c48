//! Providers whose answers about money leave evidence. As a callback is stored before it is believed, what an answer says is kept
//! for the audit of the books before its adapter's word for it is passed on.

use crate::{books::evidence, clock::Clock};
use async_trait::async_trait;
use book_audit::Question;
use providers::{
    Acknowledgement, Bill, BillLookup, CallbackError, CreateRequest, Created, Descriptor,
    LookupResult, Provider, QueryAnswer, QueryError, QueryRequest, RefundAnswer,
    RefundQueryRequest, RefundRequest, Report, SendError, Verdict, transcript::overhear,
};
use sqlx::PgPool;
use std::sync::Arc;

const NOT_KEPT: &str = "answer could not be kept";

#[derive(Debug)]
pub(super) struct Evidenced {
    pub provider: Arc<dyn Provider>,
    pub db: PgPool,
    pub clock: Clock,
}

impl Evidenced {
    /// Keeps what an answer says of the money of `reference`; says whether it could.
    async fn keep(&self, question: Question, reference: &str, body: Option<Vec<u8>>) -> bool {
        let Some(body) = body else { return true };
        let provider = self.descriptor().code;
        let now = self.clock.now();
        match evidence::keep_answer(&self.db, provider, question, reference, &body, now).await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(provider, cause = ?error, "what an answer says could not be kept");
                false
            }
        }
    }
}

#[async_trait]
impl Provider for Evidenced {
    fn descriptor(&self) -> &'static Descriptor {
        self.provider.descriptor()
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, SendError> {
        self.provider.create(request).await
    }

    fn verify_callback(&self, message: &[u8]) -> Result<Report, CallbackError> {
        self.provider.verify_callback(message)
    }

    fn acknowledge(&self, message: &[u8], verdict: Verdict) -> Acknowledgement {
        self.provider.acknowledge(message, verdict)
    }

    fn verify_lookup(&self, body: &[u8]) -> Result<BillLookup, CallbackError> {
        self.provider.verify_lookup(body)
    }

    fn lookup_answer(&self, lookup: &BillLookup, result: LookupResult) -> Acknowledgement {
        self.provider.lookup_answer(lookup, result)
    }

    async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        let (answer, body) = overhear(self.provider.query(request)).await;
        // What its adapter could not verify may be anybody's.
        let is_kept =
            answer.is_err() || self.keep(Question::Payment, &request.reference, body).await;
        if is_kept {
            answer
        } else {
            Err(QueryError::Unavailable(NOT_KEPT))
        }
    }

    async fn bill(&self, request: &QueryRequest) -> Result<Bill, QueryError> {
        self.provider.bill(request).await
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundAnswer, SendError> {
        let (answer, body) = overhear(self.provider.refund(request)).await;
        let is_kept = answer.is_err()
            || self
                .keep(Question::Refund, &request.refund_reference, body)
                .await;
        if is_kept {
            answer
        } else {
            Err(SendError::Unknown(NOT_KEPT))
        }
    }

    async fn query_refund(&self, request: &RefundQueryRequest) -> Result<RefundAnswer, QueryError> {
        let (answer, body) = overhear(self.provider.query_refund(request)).await;
        let is_kept = answer.is_err()
            || self
                .keep(Question::Refund, &request.refund_reference, body)
                .await;
        if is_kept {
            answer
        } else {
            Err(QueryError::Unavailable(NOT_KEPT))
        }
    }
}
