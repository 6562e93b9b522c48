//! Cash at the counter, as a provider: nothing is sent and nobody reports. The officer who takes the money records it, which
//! the portal's own rules guard; this adapter only states what cash cannot do.

use std::time::Duration;

use async_trait::async_trait;
use domain::money::Vnd;

use crate::{
    Acknowledgement, CallbackError, CallbackMethod, Capabilities, CreateError, CreateRequest,
    Created, Provider, QueryAnswer, QueryError, QueryRequest, Report, Verdict,
};

/// The cash desk as a provider.
#[derive(Clone, Debug)]
pub struct CashDesk {
    capabilities: Capabilities,
}

impl CashDesk {
    /// Needs nothing configured.
    #[must_use]
    pub fn new() -> Self {
        Self {
            capabilities: Capabilities {
                code: "cash-desk",
                name: "Tiền mặt tại bộ phận một cửa",
                units_per_dong: 1,
                timeout: Duration::ZERO,
                callback: CallbackMethod::None,
                query: false,
                refund: false,
                bill: false,
                minimum: Vnd::new(1),
                maximum: None,
            },
        }
    }
}

impl Default for CashDesk {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Provider for CashDesk {
    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    async fn create(&self, request: &CreateRequest) -> Result<Created, CreateError> {
        if request.amount < self.capabilities.minimum {
            return Err(CreateError::Invalid("amount is less than 1 đồng"));
        }
        Ok(Created::default())
    }

    fn verify_callback(&self, _message: &[u8]) -> Result<Report, CallbackError> {
        Err(CallbackError::Malformed("cash does not report"))
    }

    fn acknowledge(&self, _message: &[u8], _verdict: Verdict) -> Acknowledgement {
        Acknowledgement::not_expected()
    }

    async fn query(&self, _request: &QueryRequest) -> Result<QueryAnswer, QueryError> {
        Err(QueryError::Unsupported)
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Vnd;

    use super::CashDesk;
    use crate::testing::{question, request};
    use crate::{CallbackMethod, CreateError, Created, Provider, QueryError, Verdict};

    #[tokio::test]
    async fn cash_sends_the_payer_nowhere() {
        let desk = CashDesk::new();
        assert_eq!(desk.create(&request()).await, Ok(Created::default()));
        let mut nothing = request();
        nothing.amount = Vnd::ZERO;
        assert!(matches!(
            desk.create(&nothing).await,
            Err(CreateError::Invalid(_))
        ));
    }

    #[tokio::test]
    async fn nobody_can_report_or_be_asked_about_cash() {
        let desk = CashDesk::new();
        let capabilities = desk.capabilities();
        assert!(!capabilities.query && !capabilities.refund && !capabilities.bill);
        assert_eq!(capabilities.callback, CallbackMethod::None);
        assert_eq!(desk.query(&question()).await, Err(QueryError::Unsupported));
        for message in [&b"{}"[..], b"", b"amount=50000"] {
            assert!(desk.verify_callback(message).is_err());
            assert_eq!(desk.acknowledge(message, Verdict::Accepted).status, 404);
        }
    }
}
