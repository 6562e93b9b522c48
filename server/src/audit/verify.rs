//! Proves that the log is as it was written: `server verify-audit`, and every night.

use super::{
    chain::{Head, Row, rows, sealed, signed},
    keys::{Keys, Tag},
};
use crate::http::Result;
use domain::calendar::{format_date, vietnam_date};
use sqlx::{PgConnection, PgPool};
use std::fmt;
use time::{Date, Duration, OffsetDateTime};

const BATCH: i64 = 2000;
/// Entries are sealed in the order in which they were written, but for transactions that take long and clocks that differ.
const TOLERANCE: Duration = Duration::hours(1);
/// How long entries are kept at least, in whole days.
const YOUNGEST_REMOVED: Duration = Duration::days(366);
/// More are not told: somebody has to look anyway.
const MOST_TOLD: usize = 1000;
/// Of entries of which no seal is left. Those of whole days older than a year may leave, and their signed heads stay.
const REMOVED: &str = "removed, the seal as well";
const NO_HEAD: &str = "the signed head is missing";

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about, such as `entry 7`.
    pub subject: String,
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.what)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of sealed entries and signed days.
    pub compared: usize,
    /// Those that are not as they were sealed or signed.
    pub differences: Vec<Difference>,
    /// Number of entries that are to be sealed still. Nothing is known of them.
    pub unsealed: i64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (compared, differences) = (self.compared, self.differences.len());
        write!(
            f,
            "{compared} entries and signed days compared, {differences} differences, {} not sealed yet",
            self.unsealed
        )
    }
}

/// The signed head of a day.
struct Day {
    day: Date,
    last_sequence: i64,
    head: Vec<u8>,
    signature: Vec<u8>,
}

struct Link {
    sequence: i64,
    audit_id: i64,
    sealed_at: OffsetDateTime,
    hash: Vec<u8>,
}

/// Computes the whole chain anew, of one consistent view of the database, so that it may be done while entries are written.
pub async fn verify(db: &PgPool, keys: &Keys, now: OffsetDateTime) -> Result<Report> {
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    let days = sqlx::query_as!(
        Day,
        "select day, last_sequence, head, signature from audit_days order by day"
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut check = Check {
        keys,
        now,
        days: &days,
        report: Report::default(),
        head: None,
        next_day: 0,
        began: None,
        latest: OffsetDateTime::UNIX_EPOCH,
    };
    check.signatures();
    check.links(&mut tx).await?;
    check.end();
    check.unsealed(&mut tx).await?;
    Ok(check.report)
}

struct Check<'a> {
    keys: &'a Keys,
    now: OffsetDateTime,
    days: &'a [Day],
    report: Report,
    /// The link before; nothing before the first.
    head: Option<Head>,
    /// Which of the days has its head next.
    next_day: usize,
    /// When the first link was sealed, with all that was written before there was a chain.
    began: Option<OffsetDateTime>,
    /// The latest time of an entry so far.
    latest: OffsetDateTime,
}

impl Check<'_> {
    fn differs(&mut self, subject: impl Into<String>, what: impl Into<String>) {
        if self.report.differences.len() < MOST_TOLD {
            self.report.differences.push(Difference {
                subject: subject.into(),
                what: what.into(),
            });
        }
    }

    /// Days follow each other, each signed with the one before, none before it was over.
    fn signatures(&mut self) {
        let days = self.days;
        for (at, day) in days.iter().enumerate() {
            self.report.compared += 1;
            let before = at.checked_sub(1).map(|before| &days[before]);
            let message = signed(
                day.day,
                day.last_sequence,
                &day.head,
                before.map(|before| before.signature.as_slice()),
            );
            let name = format!("day {}", format_date(day.day));
            if !self.keys.made(&day.signature, &message) {
                self.differs(
                    name.as_str(),
                    "the signature is not the key’s over this head",
                );
            }
            if day.day >= vietnam_date(self.now) {
                self.differs(name, "it was signed before it was over");
            }
            let missing = before.and_then(|before| before.day.next_day());
            if let Some(missing) = missing.filter(|missing| *missing != day.day) {
                let name = format!("day {}", format_date(missing));
                self.differs(name, NO_HEAD);
            }
        }
    }

    async fn links(&mut self, tx: &mut PgConnection) -> Result<()> {
        let mut after = 0;
        loop {
            let links = sqlx::query_as!(
                Link,
                "select sequence, audit_id, sealed_at, hash from audit_chain where sequence > $1 order by sequence limit $2",
                after,
                BATCH
            )
            .fetch_all(&mut *tx)
            .await?;
            let Some(last) = links.last() else {
                return Ok(());
            };
            after = last.sequence;
            let ids: Vec<i64> = links.iter().map(|link| link.audit_id).collect();
            let mut rows = rows(tx, &ids).await?;
            for link in links {
                let row = rows.remove(&link.audit_id);
                self.link(&link, row.as_ref());
            }
        }
    }

    fn link(&mut self, link: &Link, row: Option<&Row>) {
        self.report.compared += 1;
        let name = format!("entry {}", link.sequence);
        let before = match self.head.take() {
            Some(head) => Some(head),
            None => self.first(link.sequence),
        };
        if let Some(head) = &before
            && head.sequence + 1 != link.sequence
        {
            let gone = gone(head.sequence, link.sequence);
            self.differs(gone, REMOVED);
        }
        match row {
            None => self.differs(name, format!("audit_log {} was removed", link.audit_id)),
            Some(row) => {
                let follows = before.as_ref().is_none_or(|head| {
                    // After a gap nothing can be computed.
                    head.sequence + 1 != link.sequence
                        || self.keys.made(
                            &link.hash,
                            &sealed(&head.hash, link.sequence, link.sealed_at, row),
                        )
                });
                if !follows {
                    let changed = format!(
                        "audit_log {} or its seal was changed after it was sealed",
                        link.audit_id
                    );
                    self.differs(name.as_str(), changed);
                }
                self.time(name, link, row);
            }
        }
        let hash: Tag = link.hash.as_slice().try_into().unwrap_or_default();
        self.head = Some(Head {
            sequence: link.sequence,
            hash,
        });
        self.heads(link);
    }

    /// What goes before the first link that is there: nothing, or a day that has left in time.
    fn first(&mut self, sequence: i64) -> Option<Head> {
        if sequence == 1 {
            return Some(Head::START);
        }
        let may_have_left = vietnam_date(self.now) - YOUNGEST_REMOVED;
        let days = self.days;
        let left = days
            .iter()
            .position(|day| day.last_sequence == sequence - 1 && day.day <= may_have_left);
        let Some(left) = left else {
            self.differs(gone(0, sequence), REMOVED);
            return None;
        };
        // Heads of what has left are compared with nothing but their signatures.
        while self.next_day < days.len() && days[self.next_day].last_sequence < sequence - 1 {
            self.next_day += 1;
        }
        let day = &days[left];
        let head = Head {
            sequence: day.last_sequence,
            hash: day.head.as_slice().try_into().unwrap_or_default(),
        };
        Some(head)
    }

    /// The time of an entry is not later than its seal, and not earlier than that of entries sealed before it.
    fn time(&mut self, name: String, link: &Link, row: &Row) {
        // With the first link all was sealed that was there already, in whatever order.
        let began = *self.began.get_or_insert(link.sealed_at);
        let is_from_before = link.sealed_at == began;
        if row.at > link.sealed_at + TOLERANCE {
            let late = format!(
                "its time, {}, is after that of its seal, {}",
                row.at, link.sealed_at
            );
            self.differs(name, late);
        } else if row.at + TOLERANCE < self.latest && !is_from_before {
            let early = format!(
                "it was put in afterwards: its time, {}, is before {}, that of entries before it",
                row.at, self.latest
            );
            self.differs(name, early);
        } else {
            self.latest = self.latest.max(row.at);
        }
    }

    /// The heads of all days that end with this link, and of days without an entry after it.
    fn heads(&mut self, link: &Link) {
        let days = self.days;
        while let Some(day) = days.get(self.next_day)
            && day.last_sequence <= link.sequence
        {
            self.next_day += 1;
            let name = format!("day {}", format_date(day.day));
            if day.last_sequence < link.sequence {
                // Its last entry is gone, which was told, or it ended before the first.
                continue;
            }
            if day.head != link.hash {
                let other = format!("the signed head is not that of entry {}", link.sequence);
                self.differs(name, other);
            }
        }
        // What is sealed on a day after the first that has no head: the sealer signs before it goes on.
        let open = match days.last() {
            Some(last) => last.day.next_day(),
            None => self.began.map(vietnam_date),
        };
        let sealed_on = vietnam_date(link.sealed_at);
        let is_open = self.next_day == days.len()
            && days
                .last()
                .is_none_or(|last| last.last_sequence < link.sequence);
        if let Some(open) = open.filter(|open| is_open && sealed_on > *open) {
            let name = format!("day {}", format_date(open));
            if self
                .report
                .differences
                .iter()
                .all(|difference| difference.subject != name)
            {
                self.differs(name, NO_HEAD);
            }
        }
    }

    /// Signed heads reach no further than the chain.
    fn end(&mut self) {
        let reached = self.head.as_ref().map_or(0, |head| head.sequence);
        let may_have_left = vietnam_date(self.now) - YOUNGEST_REMOVED;
        let last = self.days.last().map_or(0, |day| day.last_sequence);
        // The day on which the last entry was sealed: those after it had none.
        let ended = self.days.iter().find(|day| day.last_sequence == last);
        let all_left = self.head.is_none() && ended.is_some_and(|day| day.day <= may_have_left);
        if last > reached && !all_left {
            self.differs(gone(reached, last + 1), REMOVED);
        }
    }

    /// Entries that the sealing has gone past, and the number of those that it comes to still.
    async fn unsealed(&mut self, tx: &mut PgConnection) -> Result<()> {
        let passed = sqlx::query!(
            "select id, at from audit_log l
             where at < (select max(sealed_at) from audit_chain) - interval '1 hour'
               and not exists (select from audit_chain where audit_id = l.id)
             order by id limit 1000"
        )
        .fetch_all(&mut *tx)
        .await?;
        for row in passed {
            self.differs(
                format!("audit_log {}", row.id),
                format!(
                    "it was never sealed, though entries after its time, {}, were",
                    row.at
                ),
            );
        }
        self.report.unsealed = sqlx::query_scalar!(
            r#"select count(*) as "count!" from audit_log l
               where at >= coalesce((select max(sealed_at) from audit_chain) - interval '1 hour', '-infinity')
                 and not exists (select from audit_chain where audit_id = l.id)"#
        )
        .fetch_one(tx)
        .await?;
        Ok(())
    }
}

/// Names the entries between two, not counting these.
fn gone(before: i64, after: i64) -> String {
    match after - before {
        ..=2 => format!("entry {}", before + 1),
        _ => format!("entries {} to {}", before + 1, after - 1),
    }
}
