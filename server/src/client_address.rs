//! Where a request comes from: the peer, or behind trusted proxies the browser that they name in `X-Forwarded-For`.
//!
//! `Forwarded` (RFC 7239) and the PROXY protocol are not read: proxies in use send `X-Forwarded-For`, and every further header
//! that is believed is one more that a stranger may fill in where the proxy does not.

use crate::{config::networks::Networks, metrics};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use ipnet::IpNet;
use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use untrusted_input::forwarded_for;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

#[must_use]
pub fn of_browser(peer: IpAddr, headers: &HeaderMap, proxies: &Networks) -> IpAddr {
    let lines = headers.get_all(FORWARDED_FOR).iter();
    let lines = lines.map(HeaderValue::as_bytes);
    forwarded_for::caller(peer, lines, |address| proxies.contain(address))
}

/// As whom a browser is counted where there is nothing better to know it by: an IPv4 address, or the /64 of an IPv6 address,
/// which one customer has alone (RFC 6177), with 2⁶⁴ addresses to come from.
#[must_use]
pub fn counted_as(address: IpAddr) -> IpNet {
    let address = address.to_canonical();
    let prefix = if address.is_ipv4() { 32 } else { 64 };
    IpNet::new_assert(address, prefix).trunc()
}

/// Says aloud that a proxy is not trusted: everybody behind it then counts as one browser, and is refused as one. Counted each
/// time, logged once a minute, and only in production, where nobody sends the header for fun.
pub fn warn_of_untrusted_proxy(
    peer: IpAddr,
    headers: &HeaderMap,
    proxies: &Networks,
    production: bool,
) {
    static LOGGED: OnceAMinute = OnceAMinute::new();
    if !headers.contains_key(FORWARDED_FOR) || proxies.contain(peer) {
        return;
    }
    metrics::untrusted_proxy();
    if production && LOGGED.now(Instant::now()) {
        tracing::warn!(
            %peer,
            "X-Forwarded-For comes from a peer that is NOT TRUSTED and is ignored: everybody behind it counts as one browser \
             and meets the limits of one. Name its network in TRUST_FORWARDED_FOR if it is your proxy"
        );
    }
}

struct OnceAMinute(Mutex<Option<Instant>>);

impl OnceAMinute {
    const fn new() -> Self {
        Self(Mutex::new(None))
    }

    fn now(&self, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|last| now.duration_since(last) >= Duration::from_secs(60));
        if due {
            *last = Some(now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Environment};

    fn proxies(set: &str) -> Networks {
        Config::read(Environment::from_iter([("TRUST_FORWARDED_FOR", set)]))
            .unwrap()
            .trusted_proxies
    }

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        lines
            .iter()
            .map(|line| (FORWARDED_FOR, HeaderValue::from_bytes(line).unwrap()))
            .collect()
    }

    #[test]
    fn the_browser_is_whom_the_last_trusted_proxy_names() {
        let near = "127.0.0.1";
        for (peer, lines, browser) in [
            // Nobody says anything, or nobody who may.
            (near, &[][..], near),
            ("203.0.113.9", &["198.51.100.1"], "203.0.113.9"),
            // What the browser itself sent stands before what the proxy added, in the same line or in one before.
            (near, &["198.51.100.1"], "198.51.100.1"),
            (near, &["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
            (near, &["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
            (
                near,
                &["6.6.6.6,7.7.7.7", "8.8.8.8 , 198.51.100.1"],
                "198.51.100.1",
            ),
            // Through several proxies.
            (near, &["6.6.6.6, 198.51.100.1, 10.1.2.3"], "198.51.100.1"),
            (
                near,
                &["198.51.100.1", "10.1.2.3", "127.0.0.5"],
                "198.51.100.1",
            ),
            (
                "::ffff:127.0.0.1",
                &["198.51.100.1, 10.1.2.3"],
                "198.51.100.1",
            ),
            (near, &["10.9.9.9, 10.1.2.3"], "10.9.9.9"),
            // As proxies write it.
            (near, &["198.51.100.1:4711"], "198.51.100.1"),
            (near, &["2001:db8::7"], "2001:db8::7"),
            (near, &["[2001:db8::7]"], "2001:db8::7"),
            (near, &["[2001:db8::7]:4711"], "2001:db8::7"),
            (near, &["\"[2001:db8::7]:4711\""], "2001:db8::7"),
            (near, &["\"198.51.100.1\""], "198.51.100.1"),
            (near, &["::ffff:198.51.100.1"], "198.51.100.1"),
            (near, &["[::FFFF:198.51.100.1]:4711"], "198.51.100.1"),
            (
                near,
                &["198.51.100.1, \"[::ffff:10.1.2.3]:80\""],
                "198.51.100.1",
            ),
            ("10.1.2.3", &["\t198.51.100.1  "], "198.51.100.1"),
            // What is no address is the end, and nothing to the left of it is believed.
            (near, &["6.6.6.6, unknown"], near),
            (near, &["6.6.6.6,"], near),
            (near, &["6.6.6.6", ""], near),
            (near, &["6.6.6.6, unix:"], near),
            (near, &["6.6.6.6, _hidden, 10.1.2.3"], "10.1.2.3"),
            (near, &["6.6.6.6, \"10.1.2.3"], near),
            (near, &["6.6.6.6, 10.1.2.3:99999"], near),
            (near, &["6.6.6.6, 2001:db8::7]:4711"], near),
            (near, &["6.6.6.6, fe80::1%eth0"], near),
            (near, &["6.6.6.6, 010.1.2.3"], near),
        ] {
            let lines: Vec<_> = lines.iter().map(|line| line.as_bytes()).collect();
            let found = of_browser(
                peer.parse().unwrap(),
                &headers(&lines),
                &proxies("127.0.0.0/8 10.0.0.0/8"),
            );
            assert_eq!(found.to_string(), browser, "{peer} says {lines:?}");
        }
        let bytes = headers(&[b"6.6.6.6, \xff"]);
        let peer = near.parse().unwrap();
        assert_eq!(of_browser(peer, &bytes, &proxies("1")), peer);
        let header = headers(&[b"198.51.100.1"]);
        assert_eq!(of_browser(peer, &header, &proxies("0")), peer);
    }

    #[test]
    fn a_customer_counts_once_whichever_of_the_addresses_it_has() {
        for (one, other, same) in [
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "::ffff:192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("2001:db8:0:1::7", "2001:db8:0:1:ffff::9", true),
            ("2001:db8:0:1::7", "2001:db8:0:2::7", false),
        ] {
            let counted = |address: &str| counted_as(address.parse().unwrap());
            assert_eq!(counted(one) == counted(other), same, "{one} {other}");
        }
    }

    #[test]
    fn a_warning_that_could_be_given_a_thousand_times_is_given_once_a_minute() {
        let (logged, begin) = (OnceAMinute::new(), Instant::now());
        let after = |seconds| logged.now(begin + Duration::from_secs(seconds));
        assert_eq!(
            [0, 0, 59, 60, 61, 119, 120].map(after),
            [true, false, false, true, false, false, true]
        );
    }
}
