//! Addresses to which nothing is sent unless the operator allows it: everything that is not an ordinary address of the Internet.
//!
//! From IANA's registries of special-purpose addresses (RFC 6890 and its successors). IPv6 is refused by default: only what IANA has
//! given out as global unicast, `2000::/3`, can be accepted at all. Addresses that carry an IPv4 address are judged by that one.

use ipnet::IpNet;
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::LazyLock,
};

/// A range, what it is (after “is”), and who says so.
struct Range(&'static str, &'static str, &'static str);

const RANGES: &[Range] = &[
    Range("0.0.0.0/8", "in “this network”", "RFC 791"),
    Range("10.0.0.0/8", "in a private network", "RFC 1918"),
    Range("100.64.0.0/10", "shared behind a carrier’s NAT", "RFC 6598"),
    Range("127.0.0.0/8", "a loopback address", "RFC 1122"),
    // Also where AWS, Azure, Google and others answer machines about their own credentials.
    Range("169.254.0.0/16", "a link-local address", "RFC 3927"),
    Range("172.16.0.0/12", "in a private network", "RFC 1918"),
    Range("192.0.0.0/24", "kept for protocols", "RFC 6890"),
    Range("192.0.2.0/24", "kept for documentation", "RFC 5737"),
    Range("192.88.99.0/24", "kept for 6to4 relays", "RFC 7526"),
    Range("192.168.0.0/16", "in a private network", "RFC 1918"),
    Range("198.18.0.0/15", "kept for benchmarks", "RFC 2544"),
    Range("198.51.100.0/24", "kept for documentation", "RFC 5737"),
    Range("203.0.113.0/24", "kept for documentation", "RFC 5737"),
    Range("224.0.0.0/4", "a multicast address", "RFC 1112"),
    Range("255.255.255.255/32", "the broadcast address", "RFC 919"),
    Range("240.0.0.0/4", "kept for the future", "RFC 1112"),
    // Public by its number, but inside Azure it is the host that answers about the machine itself.
    Range("168.63.129.16/32", "a cloud host’s own address", "Azure WireServer"),
    Range("::/128", "the unspecified address", "RFC 4291"),
    Range("::1/128", "a loopback address", "RFC 4291"),
    Range("::/96", "an old form of an IPv4 address", "RFC 4291"),
    Range("64:ff9b:1::/48", "kept for local translation", "RFC 8215"),
    Range("100::/64", "discarded", "RFC 6666"),
    Range("2001::/32", "a Teredo tunnel", "RFC 4380"),
    Range("2001:2::/48", "kept for benchmarks", "RFC 5180"),
    Range("2001:db8::/32", "kept for documentation", "RFC 3849"),
    Range("2001::/23", "kept for protocols", "RFC 2928"),
    Range("2002::/16", "a 6to4 tunnel", "RFC 3056"),
    Range("3fff::/20", "kept for documentation", "RFC 9637"),
    Range("5f00::/16", "kept for segment routing", "RFC 9602"),
    Range("fc00::/7", "in a private network", "RFC 4193"),
    Range("fe80::/10", "a link-local address", "RFC 4291"),
    Range("fec0::/10", "a site-local address", "RFC 3879"),
    Range("ff00::/8", "a multicast address", "RFC 4291"),
];

static NETS: LazyLock<Vec<(IpNet, &Range)>> =
    LazyLock::new(|| RANGES.iter().map(|range| (range.0.parse().expect("the table holds ranges"), range)).collect());

/// The well-known prefix under which IPv6-only networks reach IPv4 (RFC 6052).
const NAT64: [u16; 6] = [0x64, 0xff9b, 0, 0, 0, 0];

/// The address that packets end at: the IPv4 address inside a mapped one (`::ffff:10.0.0.1`) or a translated one (`64:ff9b::a00:1`).
pub(super) fn carried(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) if six.segments()[..6] == NAT64 => IpAddr::V4(last_32_bits(six)),
        canonical => canonical,
    }
}

fn last_32_bits(six: Ipv6Addr) -> Ipv4Addr {
    let [.., a, b, c, d] = six.octets();
    Ipv4Addr::new(a, b, c, d)
}

/// Why nothing is sent to this address, to be put after “is”; none for an ordinary address of the Internet.
pub(super) fn special(address: IpAddr) -> Option<String> {
    let address = carried(address);
    if let Some((_, Range(_, what, source))) = NETS.iter().find(|(net, _)| net.contains(&address)) {
        return Some(format!("{what} ({source})"));
    }
    match address {
        IpAddr::V6(six) if six.segments()[0] >> 13 != 1 => Some("not in use on the Internet (RFC 4291)".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_special(address: &str) -> bool {
        special(address.parse().expect("an address")).is_some()
    }

    #[test]
    fn the_first_and_the_last_address_of_each_range_are_special() {
        for (net, range) in NETS.iter() {
            assert!(special(net.network()).is_some() && special(net.broadcast()).is_some(), "{}", range.0);
        }
    }

    #[test]
    fn the_neighbours_of_ranges_are_ordinary() {
        let ordinary = "9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0 \
            172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 1.1.1.1 \
            168.63.129.15 168.63.129.17 2001:200:: 2001:4860:4860::8888 2003:: 2606:4700::1111 2a00::1 3ffe:: 3fff:1000::";
        for address in ordinary.split_whitespace() {
            assert!(!is_special(address), "{address}");
        }
    }

    #[test]
    fn an_address_is_judged_by_the_one_it_carries() {
        for (inner, is_refused) in [("10.0.0.1", true), ("169.254.169.254", true), ("127.0.0.1", true), ("8.8.8.8", false)] {
            for outer in ["::ffff:", "64:ff9b::"] {
                assert_eq!(is_special(&format!("{outer}{inner}")), is_refused, "{outer}{inner}");
            }
        }
    }

    #[test]
    fn of_ipv6_only_what_was_given_out_is_ordinary() {
        for address in ["1::1", "200::1", "4000::1", "8000::1", "e000::1", "fe00::1", "64:ff9b:0:0:0:1::1", "::2"] {
            assert!(is_special(address), "{address}");
        }
    }
}
