//! What the operator says about endpoints on the command line.

use super::{Guard, Limits, Verifier, resolve, trust::read_authorities};
use clap::Args;
use ipnet::IpNet;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// To where the server may connect when a destination is verified.
#[derive(Args, Debug, Default)]
pub(crate) struct EndpointOptions {
    /// Private or special networks in which endpoints may be verified, such as 10.20.0.0/16; several with commas
    #[arg(long, env = "CAUSEWAY_ALLOW_ENDPOINTS", value_name = "CIDR", value_delimiter = ',', value_parser = network)]
    allow_endpoints: Vec<IpNet>,
    /// Ports at which endpoints may be verified beside 443 and 8443 (in Development also 80 and 8080); several with commas
    #[arg(long, env = "CAUSEWAY_ALLOW_ENDPOINT_PORTS", value_name = "PORT", value_delimiter = ',')]
    allow_endpoint_ports: Vec<u16>,
    /// Certificate authorities to trust beside the system's when endpoints are verified, as a PEM file
    #[arg(long, env = "CAUSEWAY_ENDPOINT_CA", value_name = "FILE")]
    endpoint_ca: Option<PathBuf>,
}

/// A file of certificate authorities that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("--endpoint-ca {path} cannot be used: {cause}; name a PEM file that begins with -----BEGIN CERTIFICATE-----")]
pub struct EndpointCaError {
    path: PathBuf,
    cause: rustls::pki_types::pem::Error,
}

fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| "expected a network such as 10.20.0.0/16".to_owned())
}

impl EndpointOptions {
    /// The verifier for a server that listens at `own`.
    pub(crate) fn verifier(self, own: SocketAddr) -> Result<Verifier, EndpointCaError> {
        let authorities = match self.endpoint_ca {
            Some(path) => read_authorities(&path).map_err(|cause| EndpointCaError { path, cause })?,
            None => Vec::new(),
        };
        let guard = Guard { networks: self.allow_endpoints, ports: self.allow_endpoint_ports, own: Some(own) };
        Ok(Verifier::new(guard, Limits::default(), resolve::System).trusting(authorities))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_a_range_or_one_address() {
        assert_eq!(network(" 10.20.0.0/16"), Ok("10.20.0.0/16".parse().expect("a network")));
        assert_eq!(network("10.20.1.7"), Ok("10.20.1.7/32".parse().expect("a network")));
        assert_eq!(network("::1"), Ok("::1/128".parse().expect("a network")));
        assert!(network("10.20").is_err());
    }
}
