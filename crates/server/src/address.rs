//! Where people reach the server, and what follows from it: cookies, links, and which requests are its own.

use axum::http::{HeaderValue, Uri};
use std::{fmt, net::SocketAddr, str::FromStr};

/// The address in the browser: scheme, host and port.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicUrl {
    is_https: bool,
    /// Host and port as browsers write them: without the port that the scheme implies.
    authority: String,
    port: u16,
}

/// Why a public URL is not one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("expected an address such as https://causeway.example.org, without a path")]
pub struct PublicUrlError;

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let uri: Uri = text.parse().map_err(|_| PublicUrlError)?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(PublicUrlError),
        };
        let authority = uri.authority().ok_or(PublicUrlError)?;
        if authority.as_str().contains('@')
            || authority.host().is_empty()
            || !matches!(uri.path(), "" | "/")
            || uri.query().is_some()
        {
            return Err(PublicUrlError);
        }
        Ok(Self::new(is_https, authority.host(), authority.port_u16()))
    }
}

/// The names of this machine for itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

impl PublicUrl {
    fn new(is_https: bool, host: &str, port: Option<u16>) -> Self {
        let implied = if is_https { 443 } else { 80 };
        let port = port.unwrap_or(implied);
        let host = host.to_ascii_lowercase();
        let authority = if port == implied { host } else { format!("{host}:{port}") };
        Self { is_https, authority, port }
    }

    /// This address, and the other names of this machine if it is one of them.
    fn with_aliases(self) -> Vec<Self> {
        let aliases = LOOPBACK.map(|name| Self::new(self.is_https, name, Some(self.port)));
        if aliases.contains(&self) { aliases.into() } else { vec![self] }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http{}://{}", if self.is_https { "s" } else { "" }, self.authority)
    }
}

/// Where the server is reached.
#[derive(Clone, Debug)]
pub struct Address {
    url: PublicUrl,
    /// The origins of its own pages.
    own: Vec<PublicUrl>,
    /// Whether only requests to these hosts are answered; a proxy in front decides that itself.
    is_host_checked: bool,
}

impl Address {
    /// Behind a public address, which somebody else's TLS usually serves.
    pub fn public(url: PublicUrl) -> Self {
        Self { own: url.clone().with_aliases(), url, is_host_checked: false }
    }

    /// On this machine alone. A page on the internet whose name is made to point here (DNS rebinding) is not answered.
    pub fn loopback(socket: SocketAddr) -> Self {
        let host = if socket.is_ipv6() { format!("[{}]", socket.ip()) } else { socket.ip().to_string() };
        let url = PublicUrl::new(false, &host, Some(socket.port()));
        Self { is_host_checked: true, ..Self::public(url) }
    }

    /// As it is printed and put in front of paths.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// Whether browsers reach it by TLS.
    pub(crate) fn is_https(&self) -> bool {
        self.url.is_https
    }

    /// The name of the session's cookie. Without TLS browsers refuse `__Host-`, and share cookies among all ports of a host.
    pub(crate) fn cookie_name(&self) -> String {
        if self.url.is_https { "__Host-causeway".to_owned() } else { format!("causeway-{}", self.url.port) }
    }

    /// Whether a request to this host is answered.
    pub(crate) fn answers(&self, host: Option<&HeaderValue>) -> bool {
        let is_own = |host: &str| self.own.iter().any(|own| own.authority.eq_ignore_ascii_case(host));
        !self.is_host_checked || host.and_then(|host| host.to_str().ok()).is_some_and(is_own)
    }

    /// Whether this `Origin` is one of the server's own pages.
    pub(crate) fn is_own_origin(&self, origin: &HeaderValue) -> bool {
        let origin = origin.to_str().ok().and_then(|origin| origin.parse().ok());
        origin.is_some_and(|origin: PublicUrl| self.own.contains(&origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> PublicUrl {
        text.parse().expect(text)
    }

    #[test]
    fn a_public_url_is_written_as_browsers_write_an_origin() {
        assert_eq!(url("https://Causeway.Example.org:443/").to_string(), "https://causeway.example.org");
        assert_eq!(url("http://127.0.0.1:8080").to_string(), "http://127.0.0.1:8080");
        for bad in ["causeway.example.org", "ftp://x.org", "https://x.org/path", "https://a@x.org", "https://x.org/?q", ""] {
            assert_eq!(bad.parse::<PublicUrl>(), Err(PublicUrlError), "{bad}");
        }
    }

    #[test]
    fn on_loopback_only_the_names_of_this_machine_are_answered() {
        let address = Address::loopback(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let answers = |host| address.answers(Some(&HeaderValue::from_static(host)));
        assert!(answers("127.0.0.1:8080") && answers("localhost:8080") && answers("[::1]:8080"));
        assert!(!answers("rebound.example:8080") && !answers("127.0.0.1") && !answers("127.0.0.1:81"));
        assert!(!address.answers(None));
        assert!(address.is_own_origin(&HeaderValue::from_static("http://localhost:8080")));
        assert!(!address.is_own_origin(&HeaderValue::from_static("null")));
    }

    #[test]
    fn tls_decides_the_cookies_name() {
        assert_eq!(Address::public(url("https://x.org")).cookie_name(), "__Host-causeway");
        assert_eq!(Address::loopback(SocketAddr::from(([127, 0, 0, 1], 8080))).cookie_name(), "causeway-8080");
    }
}
