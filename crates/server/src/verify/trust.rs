//! Which certificates are trusted, and what is said of those that are not.

use super::failure::Failure;
use causeway_api::VerificationFailure as Kind;
use rustls::{
    CertificateError, ClientConfig, Error, RootCertStore,
    crypto::ring,
    pki_types::{
        CertificateDer,
        pem::{self, PemObject as _},
    },
};
use std::{io, path::Path, sync::Arc};
use tokio::sync::OnceCell;
use tokio_rustls::TlsConnector;

/// The authorities of the system and those that the operator adds.
#[derive(Debug, Default)]
pub(super) struct Trust {
    added: Vec<CertificateDer<'static>>,
    connector: OnceCell<Connector>,
}

#[derive(Clone)]
struct Connector(TlsConnector);

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connector")
    }
}

/// The certificates in a PEM file.
pub(super) fn read_authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>, pem::Error> {
    let read: Vec<_> = CertificateDer::pem_file_iter(path)?.collect::<Result<_, _>>()?;
    if read.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(read) }
}

impl Trust {
    pub(super) fn adding(added: Vec<CertificateDer<'static>>) -> Self {
        Self { added, connector: OnceCell::new() }
    }

    /// The system's authorities are read when the first endpoint is verified, so that a server that never does pays nothing.
    pub(super) async fn connector(&self) -> TlsConnector {
        let made = self.connector.get_or_init(|| async {
            let added = self.added.clone();
            let make = tokio::task::spawn_blocking(move || Connector(Arc::new(config(&added)).into()));
            make.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
        });
        made.await.0.clone()
    }
}

fn config(added: &[CertificateDer<'static>]) -> ClientConfig {
    let system = rustls_native_certs::load_native_certs();
    for error in &system.errors {
        tracing::warn!(%error, "some of the system's certificate authorities cannot be read");
    }
    let mut roots = RootCertStore::empty();
    let (known, _) = roots.add_parsable_certificates(system.certs.iter().chain(added).cloned());
    if known == 0 {
        tracing::warn!("there are no certificate authorities: no endpoint will be trusted; install ca-certificates");
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("ring knows TLS 1.2 and 1.3");
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
}

/// Why a secure connection did not come about.
pub(super) fn failure(error: &io::Error) -> Failure {
    use CertificateError as C;
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    Failure::plain(match inner {
        Some(Error::InvalidCertificate(problem)) => match problem {
            C::Expired | C::ExpiredContext { .. } | C::NotValidYet | C::NotValidYetContext { .. } => Kind::CertificateExpired,
            C::NotValidForName | C::NotValidForNameContext { .. } => Kind::CertificateForAnotherName,
            _ => Kind::CertificateNotTrusted,
        },
        _ => Kind::TlsFailed,
    })
}
