//! Who may be connected: so many in all, and so many from one network, so that no stranger takes every place.

use crate::{client_address::counted_as, config::networks::Peer, metrics};
use ipnet::IpNet;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

#[derive(Clone, Debug)]
pub struct Admission(Arc<Places>);

#[derive(Debug)]
struct Places {
    connections: usize,
    reserve: usize,
    per_network: usize,
    per_office: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_network: HashMap<IpNet, usize>,
}

/// What a connection is let in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Ordinary,
    /// There is no room. It is asked what it wants: a provider's callback is taken, whoever else is told to come back.
    Reserve,
}

/// A connection's place; dropping it makes room.
#[derive(Debug)]
pub struct Seat {
    admission: Admission,
    network: Option<IpNet>,
    pub standing: Standing,
}

/// How many more are let in to see what they want.
#[must_use]
pub fn reserve(connections: usize) -> usize {
    (connections / 8).clamp(8, 256)
}

impl Admission {
    /// Room for so many, and for some more in [`reserve`].
    #[must_use]
    pub fn new(connections: usize, per_network: usize) -> Self {
        Self(Arc::new(Places {
            connections,
            reserve: reserve(connections),
            // Where there is little room, one network takes no more than a quarter of it.
            per_network: per_network.min(connections / 4).max(1),
            per_office: (connections / 4).max(1),
            taken: Mutex::default(),
        }))
    }

    /// A place for a connection, if there is one. A proxy's are not counted by its address.
    #[must_use]
    pub fn admit(&self, address: IpAddr, peer: Peer) -> Option<Seat> {
        let most = match peer {
            Peer::Office => self.0.per_office,
            Peer::Stranger | Peer::Proxy => self.0.per_network,
        };
        let network = (peer != Peer::Proxy).then(|| counted_as(address));
        let mut taken = self.taken();
        if taken.all >= self.0.connections + self.0.reserve {
            return None;
        }
        if let Some(network) = network {
            let here = taken.by_network.entry(network).or_default();
            if *here >= most {
                return None;
            }
            *here += 1;
        }
        let standing = if taken.all < self.0.connections {
            Standing::Ordinary
        } else {
            Standing::Reserve
        };
        taken.all += 1;
        metrics::connections_open(taken.all);
        Some(Seat {
            admission: self.clone(),
            network,
            standing,
        })
    }

    /// Whether three quarters are taken, which makes it worth while to end connections that lie idle.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.taken().all * 4 >= self.0.connections * 3
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Whether the connection may lie idle for a moment only. A proxy closes its own, and would lose a request to us.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.network.is_some() && self.admission.is_crowded()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.admission.taken();
        taken.all -= 1;
        metrics::connections_open(taken.all);
        let Some(network) = self.network else { return };
        if let Some(here) = taken.by_network.get_mut(&network) {
            *here -= 1;
            if *here == 0 {
                taken.by_network.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_network_takes_its_share_and_leaves_the_rest_to_others() {
        let admission = Admission::new(100, 3);
        for one_network in [
            vec!["198.51.100.1", "::ffff:198.51.100.1"],
            vec!["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"],
        ] {
            let mut seats: Vec<Seat> = one_network
                .iter()
                .cycle()
                .map_while(|peer| admission.admit(address(peer), Peer::Stranger))
                .collect();
            assert_eq!(seats.len(), 3, "{one_network:?}");
            seats.pop();
            assert!(
                admission
                    .admit(address(one_network[1]), Peer::Stranger)
                    .is_some()
            );
        }
        let neighbours = ["198.51.100.2", "2001:db8:1:3::1"];
        for neighbour in neighbours {
            assert!(
                admission
                    .admit(address(neighbour), Peer::Stranger)
                    .is_some()
            );
        }
        assert_eq!(admission.taken().all, 0, "all have gone");
        assert!(admission.taken().by_network.is_empty());
    }

    #[test]
    fn beyond_the_limit_a_few_are_asked_what_they_want_and_no_more() {
        let admission = Admission::new(100, 3);
        let proxy = address("127.0.0.1");
        let seats: Vec<Seat> = std::iter::from_fn(|| admission.admit(proxy, Peer::Proxy)).collect();
        let reserve = |seat: &&Seat| seat.standing == Standing::Reserve;
        assert_eq!(seats.len(), 112);
        assert_eq!(seats.iter().filter(reserve).count(), 12);
        assert!(seats.iter().all(|seat| !seat.is_wanted()), "a proxy's stay");
        drop(seats);
        let seat = admission.admit(proxy, Peer::Proxy).unwrap();
        assert_eq!(seat.standing, Standing::Ordinary);
    }

    #[test]
    fn where_there_is_little_room_one_network_takes_a_quarter() {
        let admission = Admission::new(16, 180);
        let peer = address("198.51.100.1");
        let seats: Vec<Seat> =
            std::iter::from_fn(|| admission.admit(peer, Peer::Stranger)).collect();
        assert_eq!(seats.len(), 4);
    }

    #[test]
    fn an_office_has_a_quarter_and_leaves_the_rest_to_others() {
        let admission = Admission::new(100, 3);
        let office = address("203.0.113.7");
        let seats: Vec<Seat> =
            std::iter::from_fn(|| admission.admit(office, Peer::Office)).collect();
        assert_eq!(seats.len(), 25);
        assert!(
            admission
                .admit(address("198.51.100.1"), Peer::Stranger)
                .is_some()
        );
    }
}
