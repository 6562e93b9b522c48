use time::OffsetDateTime;

/// When a provider took the money: when it says so, where that can be. Otherwise all that is known is when we learnt of it.
///
/// Nobody pays before the payment was asked for (`requested_at`, to the second, as providers tell times), and nothing is learnt
/// before it happened (`learnt_at`). A provider whose clock says otherwise is not believed about the time.
#[must_use]
pub fn taken_at(
    told: Option<OffsetDateTime>,
    requested_at: OffsetDateTime,
    learnt_at: OffsetDateTime,
) -> OffsetDateTime {
    told.filter(|told| (requested_at..=learnt_at).contains(told))
        .unwrap_or(learnt_at)
}
