//! Which hosts are in the public internet, and which in a network of somebody's own.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Names that no public name server answers for, as the ends of hosts.
const PRIVATE_ENDS: &[&str] =
    &["localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain"];

/// Whether a host is written as one of a private network, before any name server is asked.
pub(super) fn is_private_name(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    if let Ok(address) = host.parse::<IpAddr>() {
        return !is_public(address);
    }
    // The URL Standard reads what ends in a number as an address, however it is written: `127.1`,
    // `0x7f.1`. No public name ends so.
    let last = host.rsplit('.').next().unwrap_or_default();
    let digits = last.strip_prefix("0x").unwrap_or(last);
    if last.starts_with("0x")
        || (!digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
    {
        return true;
    }
    let ends_in = |end: &str| {
        host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    !host.contains('.') || PRIVATE_ENDS.iter().any(|end| ends_in(end))
}

/// Whether an address can be that of a public server, by the registries of RFC 6890.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded_v4(address) {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = match address.octets() {
        // This host and what is reserved, protocol assignments, benchmarks.
        [0 | 240..=255, ..] | [192, 0, 0, _] | [198, 18 | 19, ..] => true,
        // Shared between providers and their customers.
        [100, second, ..] => (64..128).contains(&second),
        _ => false,
    };
    !special
        && !address.is_private()
        && !address.is_loopback()
        && !address.is_link_local()
        && !address.is_multicast()
        && !address.is_documentation()
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // Global unicast is 2000::/3; of it, 2001:db8::/32 is for documentation.
    let segments = address.segments();
    segments[0] & 0xe000 == 0x2000 && (segments[0], segments[1]) != (0x2001, 0x0db8)
}

/// The IPv4 address that a mapped, translated (NAT64) or 6to4 address leads to.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(v4(high, low))
        }
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

/// Why a host is not asked.
#[derive(Debug)]
pub(super) struct LeadsInside;

impl fmt::Display for LeadsInside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("its name leads into a private network here")
    }
}

impl std::error::Error for LeadsInside {}

/// Looks names up and drops what lies in a private network. The connection is made to what this
/// gives, so a name that leads elsewhere a moment later gains nothing.
#[derive(Debug)]
pub(super) struct PublicOnly(pub(super) DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        // A newsroom's own proxy stands in its own network.
        let is_proxy =
            config.proxy().is_some_and(|proxy| proxy.uri().authority() == uri.authority());
        let mut public = self.empty();
        let keeps = |address: &&SocketAddr| is_proxy || is_public(address.ip());
        for address in found.iter().filter(keeps) {
            public.push(*address);
        }
        if public.is_empty() { Err(ureq::Error::Other(Box::new(LeadsInside))) } else { Ok(public) }
    }
}

#[cfg(test)]
mod tests {
    use super::is_private_name;

    #[test]
    fn hosts_of_private_networks_are_known_by_their_names() {
        for host in [
            "localhost",
            "127.1",
            "0x7f.1",
            "169.254.43518",
            "LOCALHOST.",
            "cms.localhost",
            "printer.local",
            "wiki",
            "wiki.internal",
            "127.0.0.1",
            "127.8.8.8",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:7f00:1::]",
            "[ff02::1]",
        ] {
            assert!(is_private_name(host), "{host}");
        }
    }

    #[test]
    fn hosts_of_the_public_internet_are_not_private() {
        for host in [
            "example.org",
            "www.reuters.com",
            "localhost.example.org",
            "notlocal.example",
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "[2606:4700::1111]",
            "[2002:101:101::]",
        ] {
            assert!(!is_private_name(host), "{host}");
        }
    }
}
