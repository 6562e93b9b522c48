use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

const EVERY: Duration = Duration::from_secs(3);

/// Counted by everybody, printed now and then.
#[derive(Debug)]
pub struct Progress {
    began: Instant,
    payments: u32,
    pub registered: AtomicU32,
    /// Payments whose dossier is being sent.
    pub begun: AtomicU32,
    /// Payments whose payer has nothing more to do.
    pub finished: AtomicU32,
    /// Choices of a channel that were refused or not answered.
    pub refused: AtomicU32,
    pub refunds: AtomicU32,
    /// Attempts of which two officers said what became of them.
    pub corrections: AtomicU32,
    /// What the database says is still open; [`u32::MAX`] before the first look.
    pub open: AtomicU32,
}

impl Progress {
    pub fn new(payments: u32) -> Self {
        Self {
            began: Instant::now(),
            payments,
            registered: AtomicU32::new(0),
            begun: AtomicU32::new(0),
            finished: AtomicU32::new(0),
            refused: AtomicU32::new(0),
            refunds: AtomicU32::new(0),
            corrections: AtomicU32::new(0),
            open: AtomicU32::new(u32::MAX),
        }
    }

    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Prints a line every few seconds, for ever.
    pub async fn print_regularly(&self) {
        loop {
            tokio::time::sleep(EVERY).await;
            self.print();
        }
    }

    pub fn print(&self) {
        let count = |counter: &AtomicU32| counter.load(Ordering::Relaxed);
        let open = match count(&self.open) {
            u32::MAX => String::new(),
            open => format!(", {open} open"),
        };
        println!(
            "{:6.1} s: {} citizens, {} of {} payments begun, {} done by their payers, {} choices refused, {} refunds approved, \
             {} corrected by officers{open}",
            self.began.elapsed().as_secs_f64(),
            count(&self.registered),
            count(&self.begun),
            self.payments,
            count(&self.finished),
            count(&self.refused),
            count(&self.refunds),
            count(&self.corrections),
        );
    }
}

pub fn increment(counter: &AtomicU32) {
    counter.fetch_add(1, Ordering::Relaxed);
}
