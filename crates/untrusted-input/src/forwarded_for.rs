//! `X-Forwarded-For`: whom each proxy was called by.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Who called, as far as whoever says so is believed.
///
/// Each proxy adds whom it was called by at the end, in the last line or in one of its own, so what is said is believed from the
/// end backwards for as long as whoever said it is trusted. What stands before is a stranger's. A value that is no address ends
/// it as well: then the proxy that said it is the last that is known.
#[must_use]
pub fn caller<'a>(
    peer: IpAddr,
    lines: impl DoubleEndedIterator<Item = &'a [u8]>,
    is_trusted: impl Fn(IpAddr) -> bool,
) -> IpAddr {
    let mut address = peer.to_canonical();
    for said in lines
        .rev()
        .flat_map(|line| line.rsplit(|byte| *byte == b','))
    {
        match parse(said) {
            Some(caller) if is_trusted(address) => address = caller,
            _ => break,
        }
    }
    address
}

/// An address as proxies write it: `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7`, `[2001:db8::7]`, `[2001:db8::7]:4711`, each
/// perhaps in quotes.
fn parse(said: &[u8]) -> Option<IpAddr> {
    let said = std::str::from_utf8(said).ok()?.trim();
    let said = match said.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"')?,
        None => said,
    };
    let in_brackets = || said.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let address = said.parse().ok().or_else(|| {
        said.parse()
            .map(|address: SocketAddr| address.ip())
            .ok()
            .or_else(|| in_brackets().map(|address: Ipv6Addr| address.into()))
    })?;
    Some(IpAddr::to_canonical(&address))
}
