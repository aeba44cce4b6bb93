//! What the server connects to, so that nobody can use it as a tunnel into its own network (SSRF).
//!
//! An address is read by the rules that browsers follow (WHATWG), which turns every spelling of a number into the address that it means;
//! then each address that its name leads to is judged, and one that is refused refuses them all.

use super::{
    failure::Failure,
    ranges::{carried, special},
};
use causeway_api::VerificationFailure::AddressRefused;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// Where endpoints are, usually.
const PORTS: [u16; 2] = [443, 8443];
/// Where they also are while one develops.
const DEVELOPMENT_PORTS: [u16; 2] = [80, 8080];

/// What the operator allows beyond public addresses and the usual ports, and what is never connected to.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Special and private networks that may be connected to.
    pub networks: Vec<IpNet>,
    /// Ports beside 443 and 8443 (in Development also 80 and 8080).
    pub ports: Vec<u16>,
    /// Where this server listens itself: an endpoint of its own would only talk to itself, with the rights of a neighbour.
    pub own: Option<SocketAddr>,
}

/// An address that was read and may be looked up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The address, normalized, without a fragment.
    pub url: Url,
    /// The port, also where the address does not say it.
    pub port: u16,
}

impl Target {
    /// The host as it is written in the address, without the dot that may end a name.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default().trim_end_matches('.')
    }

    /// The name to look up, or the address that needs no looking up.
    pub(super) fn name_or_address(&self) -> Result<String, IpAddr> {
        match self.url.host() {
            Some(Host::Ipv4(four)) => Err(four.into()),
            Some(Host::Ipv6(six)) => Err(six.into()),
            Some(Host::Domain(_)) | None => Ok(self.host().to_owned()),
        }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }
}

fn refused(why: impl Into<String>) -> Failure {
    Failure::with(AddressRefused, why)
}

/// For an address that leads back to this server.
pub(super) fn own_address() -> Failure {
    refused("This is Causeway’s own address. Enter the endpoint’s.")
}

/// For an address that was read, and yet cannot stand in a request.
pub(super) fn unsendable() -> Failure {
    refused("This address cannot be sent. Copy it again from where the endpoint is set up.")
}

impl Guard {
    /// Reads an address. In Development, `http` and its ports will do.
    ///
    /// # Errors
    /// `addressRefused` with a sentence.
    pub fn target(&self, endpoint: &str, is_development: bool) -> Result<Target, Failure> {
        let unreadable =
            |error| refused(format!("This address cannot be read: {error}. Copy it again from where the endpoint is set up."));
        let mut url = Url::parse(endpoint).map_err(unreadable)?;
        match url.scheme() {
            "https" => {}
            "http" if is_development => {}
            "http" => return Err(refused("HTTPS is required here. Enter an address that starts with https://.")),
            _ => return Err(refused("Only web addresses are connected to. Enter one that starts with https://.")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("Leave user name and password out of the address. Use the verification token instead."));
        }
        let port = url.port_or_known_default().unwrap_or_default();
        let is_usual = PORTS.contains(&port) || is_development && DEVELOPMENT_PORTS.contains(&port);
        if !is_usual && !self.ports.contains(&port) {
            let usual = if is_development { "443, 8443, 80 or 8080" } else { "443 or 8443" };
            return Err(refused(format!(
                "Nothing is sent to port {port}. Use {usual}, or ask whoever runs Causeway to allow it with --allow-endpoint-ports."
            )));
        }
        url.set_fragment(None);
        Ok(Target { url, port })
    }

    /// Judges all addresses that a target leads to, and gives back what may be connected to: all of them, or none.
    ///
    /// # Errors
    /// `addressRefused` with a sentence. Of a name it does not say the address: who asks need not learn what names inside mean.
    pub(super) fn admit(&self, target: &Target, addresses: &[IpAddr]) -> Result<Vec<SocketAddr>, Failure> {
        let host = target.host();
        let judged = addresses.iter().map(|address| {
            let address = SocketAddr::new(address.to_canonical(), target.port);
            if self.is_own(address) {
                return Err(own_address());
            }
            let is_allowed = |address: IpAddr| self.networks.iter().any(|network| network.contains(&address));
            if is_allowed(address.ip()) || is_allowed(carried(address.ip())) {
                return Ok(address);
            }
            special(address.ip()).map_or(Ok(address), |what| {
                let verb = if target.name_or_address().is_ok() { "leads to an address that is" } else { "is" };
                Err(refused(format!(
                    "{host} {verb} {what}, and nothing is sent there. Use an address that the Internet can reach, or ask whoever \
                     runs Causeway to allow its network with --allow-endpoints."
                )))
            })
        });
        judged.collect()
    }

    fn is_own(&self, address: SocketAddr) -> bool {
        self.own.is_some_and(|own| own.port() == address.port() && (address.ip().is_loopback() || own.ip() == address.ip()))
    }

    /// Whether a connection leads back to where this server listens, seen from its two ends: what a wildcard listener cannot know before.
    pub(super) fn is_own_connection(&self, local: SocketAddr, peer: SocketAddr) -> bool {
        self.own.is_some_and(|own| own.port() == peer.port() && local.ip() == peer.ip())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn socket(text: &str) -> SocketAddr {
        text.parse().expect("an address with a port")
    }

    #[test]
    fn a_server_that_listens_everywhere_recognizes_itself_once_it_is_connected() {
        let guard = Guard { own: Some(socket("0.0.0.0:8443")), ..Guard::default() };
        assert!(guard.is_own(socket("127.0.0.1:8443")) && !guard.is_own(socket("10.0.0.5:8443")));
        assert!(guard.is_own_connection(socket("10.0.0.5:51000"), socket("10.0.0.5:8443")));
        assert!(!guard.is_own_connection(socket("10.0.0.5:51000"), socket("10.0.0.6:8443")));
        assert!(!guard.is_own_connection(socket("10.0.0.5:51000"), socket("10.0.0.5:443")));
    }
}
