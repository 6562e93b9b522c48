//! Networks named by settings: whose `X-Forwarded-For` is believed, and where offices are.

use super::Environment;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whom a connection comes from, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Stranger,
    /// Many citizens behind one address.
    Office,
    /// A proxy, which everybody comes through.
    Proxy,
}

/// Some networks, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    #[must_use]
    pub fn loopback() -> Self {
        Self(vec![
            IpNet::new_assert(Ipv4Addr::LOCALHOST.into(), 8),
            IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST)),
        ])
    }

    /// Whether an address lies in one of them. An IPv4 address mapped into IPv6 is the IPv4 address.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Reads `TRUST_FORWARDED_FOR`: `1` for proxies on this machine, or the networks that proxies are in.
    pub(super) fn of_proxies(environment: &Environment) -> Self {
        let allowed = "1 for proxies on this machine, 0 for none, or the networks that proxies are in, such as \
                       10.0.0.0/8 2001:db8::/48, separated by blanks";
        let set = environment.parsed("TRUST_FORWARDED_FOR", allowed, |text| match text {
            "0" => Some(Self::default()),
            "1" => Some(Self::loopback()),
            list => Self::parse(list),
        });
        set.unwrap_or_default()
    }

    /// Reads `OFFICE_NETWORKS`.
    pub(super) fn of_offices(environment: &Environment) -> Self {
        let allowed = "networks that offices are behind, such as 203.0.113.7 198.51.100.0/24 2001:db8::/48, separated by blanks";
        let set = environment.parsed("OFFICE_NETWORKS", allowed, Self::parse);
        set.unwrap_or_default()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Networks or single addresses, separated by blanks. Half the Internet is no network here: nobody means it.
    fn parse(list: &str) -> Option<Self> {
        let networks: Option<Vec<IpNet>> = list.split_whitespace().map(network).collect();
        networks.filter(|all| !all.is_empty()).map(Self)
    }
}

fn network(written: &str) -> Option<IpNet> {
    let network = written.parse::<IpNet>().ok().or_else(|| {
        let address: IpAddr = written.parse().ok()?;
        Some(address.to_canonical().into())
    });
    let shortest = if network.as_ref()?.addr().is_ipv4() {
        8
    } else {
        16
    };
    network.filter(|network| network.prefix_len() >= shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_this_machine_or_networks_and_nothing_else() {
        let read = |set: &str| {
            let environment = Environment::from_iter([("TRUST_FORWARDED_FOR", set)]);
            Networks::of_proxies(&environment)
        };
        for (set, trusted, others) in [
            ("0", &[][..], &["127.0.0.1", "::1"][..]),
            (
                "1",
                &["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"],
                &["10.0.0.1", "::2", "128.0.0.1"],
            ),
            (
                "10.1.0.0/16  2001:db8::/48 192.0.2.7",
                &["10.1.255.3", "::ffff:10.1.0.1", "2001:db8::9", "192.0.2.7"],
                &["10.2.0.1", "2001:db8:1::1", "192.0.2.8", "127.0.0.1"],
            ),
        ] {
            let networks = read(set);
            for address in trusted {
                assert!(
                    networks.contain(address.parse().unwrap()),
                    "{address} in {set}"
                );
            }
            for address in others {
                assert!(
                    !networks.contain(address.parse().unwrap()),
                    "{address} in {set}"
                );
            }
        }
        assert!(read("").is_empty());
    }
}
