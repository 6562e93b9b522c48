//! Heads of requests, in pieces as they come, and who is said to have called.

use std::net::{IpAddr, Ipv4Addr};
use untrusted_input::{
    forwarded_for,
    request_heads::{BodyLength, RequestHeads},
};

const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

pub fn run(bytes: &[u8]) {
    let [size, length, sent @ ..] = bytes else {
        return;
    };
    let mut heads = RequestHeads::default();
    for piece in sent.chunks(usize::from(*size) + 1) {
        heads.push(piece);
        let body = match length {
            0 => BodyLength::Chunked,
            length => BodyLength::Known(u64::from(*length) - 1),
        };
        heads.next(body);
    }
    let lines = sent.split(|byte| *byte == b'\n');
    let caller = forwarded_for::caller(PROXY, lines.clone(), |address| address == PROXY);
    assert_eq!(caller, caller.to_canonical());
    // Whoever is not trusted is believed nothing.
    assert_eq!(forwarded_for::caller(PROXY, lines, |_| false), PROXY);
}
