//! What the server's log says, and what it keeps to itself.

use crate::support::{AN, Confirm, DUNG, Portal, SECRET, one_copy};
use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};
use time::Duration;
use tracing_subscriber::util::SubscriberInitExt;

/// The log of this thread, on which the whole portal of a test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn so_far(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_has_no_reference_no_check_code_and_nothing_that_a_database_error_quotes() {
    let log = Log::default();
    let writer = log.clone();
    let _listening = tracing_subscriber::fmt()
        .with_env_filter("off,server=trace,providers=trace,sqlx=warn")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish()
        .set_default();
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let reference = attempt.reference;
    // Asked about, forged, and not to be taken in while the database refuses.
    portal.advance(Duration::minutes(2));
    portal.run_jobs().await;
    let message = Confirm::paid(&reference, 200_000);
    portal.call_back(message.signed("guessed")).await;
    portal
        .execute(
            "alter table receipts add constraint none_is_written check (check_code = '') not valid",
        )
        .await
        .expect("no receipt can be written");
    portal.call_back(message.signed(SECRET)).await;
    assert_eq!(portal.receipts_of(filed.order.id).await, 0);
    portal
        .execute("alter table receipts drop constraint none_is_written")
        .await
        .expect("receipts can be written");
    portal.call_back(message.signed(SECRET)).await;
    portal.call_back(message.signed(SECRET)).await;
    let check_code: String = portal
        .one(
            "select check_code from receipts where order_id = $1",
            filed.order.id,
        )
        .await;
    let dung = portal.signed_in(DUNG).await;
    for (who, path) in [
        (&an, format!("/thanh-toan/ket-qua?data={reference}")),
        (&an, format!("/api/v1/payment-results/{reference}")),
        (&an, format!("/api/v1/payment-results/{reference}/qr.svg")),
        (&an, format!("/bien-lai/{check_code}")),
        (&an, format!("/api/v1/receipt-checks/{check_code}")),
        (&dung, format!("/api/v1/finance/attempts/{reference}")),
        (&dung, format!("/can-bo/tai-chinh/giao-dich/{reference}")),
    ] {
        assert_ne!(who.get(&path).await.status, 500, "{path}");
    }

    let log = log.so_far();
    for said in [
        "answered",
        "provider answered",
        "a callback could not be taken in",
        "constraint none_is_written",
    ] {
        assert!(log.contains(said), "{said} in {log}");
    }
    let upper = reference.to_ascii_uppercase();
    for secret in [
        reference.as_str(),
        upper.as_str(),
        check_code.as_str(),
        AN.identity_number,
        "Failing row",
        SECRET,
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
