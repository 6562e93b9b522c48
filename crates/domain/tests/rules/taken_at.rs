use domain::payment::taken_at;
use time::macros::datetime;

#[test]
fn a_provider_is_believed_about_the_time_where_it_can_be() {
    let requested = datetime!(2026-12-31 23:50:10 +7);
    let learnt = datetime!(2027-01-02 08:00:00.5 +7);
    let told = |told| taken_at(told, requested, learnt);
    for (time, believed) in [
        (datetime!(2026-12-31 23:55 +7), true),
        // The same second, and the same instant.
        (requested, true),
        (learnt, true),
        // As providers tell it elsewhere in the world.
        (datetime!(2026-12-31 16:55 UTC), true),
        // Clocks that are wrong, or another payment's time.
        (datetime!(2026-12-31 23:50:09 +7), false),
        (datetime!(2027-01-02 08:00:01 +7), false),
        (datetime!(1970-01-01 00:00 UTC), false),
    ] {
        let expected = if believed { time } else { learnt };
        assert_eq!(told(Some(time)), expected, "{time}");
    }
    assert_eq!(told(None), learnt);
}
