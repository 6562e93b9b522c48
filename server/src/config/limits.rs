//! How many may be connected at once, and how long whoever is connected may keep the server waiting.

use super::Environment;
use std::time::Duration;

/// Limits of connections and requests. Only those that depend on the machine can be set; the others are here so that tests
/// need not wait as long as strangers may.
#[derive(Clone, Debug)]
pub struct Limits {
    /// `CONNECTIONS`: connections at once. Default: what the process's file limit allows.
    pub connections: Option<usize>,
    /// `CALLBACK_PORT`: where providers call, besides nothing else. Default: where everybody does.
    pub callback_port: Option<u16>,
    /// Connections at once from one IPv4 address or one IPv6 /64 that is no proxy: three browsers with every connection that
    /// they make to a host, ten times over.
    pub connections_per_network: usize,
    /// Requests being worked on at once. Those whose body is waited for do not count.
    pub requests: usize,
    /// Providers' callbacks being worked on at once, besides.
    pub callbacks: usize,
    /// Repeats of signed callbacks from one IPv4 address or one IPv6 /64 in ten minutes, of all providers together. A provider that
    /// repeats after an outage of ours whatever it could not tell us stays far below.
    pub callback_repeats: u32,
    /// Pages about refusals that are rendered at once. The others wait, so that rendering takes no more than its share.
    pub problem_pages: usize,
    /// Event streams at once, of all and of one payment attempt.
    pub streams: usize,
    /// Likewise, of one attempt: a tab each.
    pub streams_per_attempt: usize,
    /// Posts of documents at once, of all and of one account: each holds a document in memory before it is known to be wanted.
    pub uploads: usize,
    /// Likewise, of one account: some tabs.
    pub uploads_per_account: usize,
    /// From the connection, or the first byte of a later request, to the end of the request's head.
    pub head: Duration,
    /// From an answer to the next request. Longer than proxies keep idle connections (nginx: 60 s), so that it is they who
    /// close: a request that crosses our closing would be lost.
    pub idle: Duration,
    /// How long nothing of an answer may be taken. The kernel reports progress in tens of kilobytes.
    pub write: Duration,
    pub body: BodyRate,
    /// What requests under way are given when the server is asked to stop.
    pub stop: Duration,
}

/// How slowly a body may come, by the rule of Apache's `mod_reqtimeout`: seconds that are earned by bytes.
#[derive(Clone, Copy, Debug)]
pub struct BodyRate {
    /// Waiting that is free, and the most that can be earned in advance: a telephone between two cells is silent for 20 s.
    pub slack: Duration,
    /// Bytes that earn a second. GPRS brings three times as many.
    pub bytes_per_second: u32,
    /// All of it. The largest document takes as long at 6 kB/s.
    pub longest: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            connections: None,
            callback_port: None,
            connections_per_network: 180,
            requests: 256 * processors,
            callbacks: 64,
            callback_repeats: 6_000,
            problem_pages: processors,
            streams: 1000,
            streams_per_attempt: 12,
            uploads: 48,
            uploads_per_account: 4,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            write: Duration::from_secs(60),
            body: BodyRate {
                slack: Duration::from_secs(30),
                bytes_per_second: 1024,
                longest: Duration::from_secs(30 * 60),
            },
            stop: Duration::from_secs(6),
        }
    }
}

pub(super) fn read(environment: &Environment) -> Limits {
    Limits {
        connections: environment.number("CONNECTIONS", 16..=100_000),
        callback_port: environment.number("CALLBACK_PORT", 1..=u16::MAX),
        ..Limits::default()
    }
}
