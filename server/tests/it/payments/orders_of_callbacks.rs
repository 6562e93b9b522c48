//! Whatever the order and however often: what the platform reports of one attempt adds up to one state.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy};
use domain::payment::OrderState;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::SliceRandom};
use time::Duration;

/// Tries; each with an attempt of its own.
const CASES: u64 = 200;

/// What may be reported of one transaction over 200,000 đ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    Paid,
    OtherAmount(i64),
    Failed,
    /// A code to which the platform's table gives no final meaning.
    Undecided(&'static str),
}

const REPORTS: [Report; 7] = [
    Report::Paid,
    Report::OtherAmount(1_000),
    Report::OtherAmount(201_000),
    Report::Failed,
    Report::Undecided("24"),
    Report::Undecided("99"),
    Report::Undecided("ZZ"),
];

impl Report {
    fn message(self, reference: &str) -> String {
        match self {
            Self::Paid => Confirm::paid(reference, 200_000),
            Self::OtherAmount(amount) => Confirm::paid(reference, amount),
            Self::Failed => Confirm::failed(reference, 200_000, "01"),
            Self::Undecided(code) => Confirm::failed(reference, 200_000, code),
        }
        .signed(SECRET)
    }
}

/// What holds in the end: the strongest of what was said, whenever it was said. The order's state, the receipts, and what
/// the books say of the citizen's money.
fn truth(reports: &[Report]) -> (OrderState, i64, i64) {
    let largest_other = reports.iter().filter_map(|report| match report {
        Report::OtherAmount(amount) => Some(*amount),
        _ => None,
    });
    if reports.contains(&Report::Paid) {
        (OrderState::Paid, 1, 0)
    } else if let Some(amount) = largest_other.max() {
        (OrderState::NeedsReview, 0, -amount)
    } else if reports.contains(&Report::Failed) {
        (OrderState::Due, 0, 0)
    } else {
        (OrderState::InProgress, 0, 0)
    }
}

#[tokio::test]
async fn order_and_repeats_of_callbacks_do_not_change_the_outcome() {
    let portal = Portal::start().await;
    let mut paid = 0;
    for seed in 0..CASES {
        let mut random = StdRng::seed_from_u64(seed);
        let mut reports: Vec<Report> = (0..random.random_range(1..=3))
            .map(|_| REPORTS[random.random_range(0..REPORTS.len())])
            .collect();
        let repeats = random.random_range(0..=2);
        reports.extend(reports.clone().into_iter().take(repeats));
        reports.shuffle(&mut random);

        let an = portal.signed_in(AN).await;
        // Nobody files hundreds of dossiers in an hour.
        portal.advance(Duration::minutes(2));
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        for report in &reports {
            let answer = portal.call_back(report.message(&attempt.reference)).await;
            assert_eq!(answer.status, 200);
        }
        let (state, receipts, owed) = truth(&reports);
        let order = an.order_of(filed.number).await;
        let told = (
            order.state,
            portal.receipts_of(order.id).await,
            portal.balance(format!("citizens:{}", order.id)).await,
        );
        assert_eq!(told, (state, receipts, owed), "seed {seed}: {reports:?}");
        paid += receipts;
    }
    assert!(
        paid > 20,
        "enough of them were paid for this to mean anything: {paid}"
    );
    assert_eq!(portal.sum_of_the_books().await, 0);
    assert_eq!(
        portal.balance("revenue:fee:72-so-tu-phap".to_owned()).await,
        -paid * 200_000
    );
}
