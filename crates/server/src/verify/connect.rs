//! Connecting to addresses that were checked, and to no others.

use super::{
    Limits, Verifier,
    failure::Failure,
    guard::{Target, own_address},
    trust,
};
use causeway_api::VerificationFailure as Kind;
use rustls::pki_types::ServerName;
use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::JoinSet,
    time::{Instant, timeout_at},
};

/// How long an address is tried alone before the next one is tried beside it (RFC 8305).
const HEAD_START: Duration = Duration::from_millis(250);
/// A name with more addresses than this gets no more tries.
const MOST_TRIED: usize = 8;

/// A connection to an endpoint, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// An open connection.
pub(super) struct Connection {
    pub(super) stream: Box<dyn Stream>,
    /// The address at the other end.
    pub(super) peer: SocketAddr,
}

impl Verifier {
    /// The addresses that a target leads to, each of them checked.
    pub(super) async fn look_up(&self, target: &Target, until: Instant) -> Result<Vec<SocketAddr>, Failure> {
        let found = match target.name_or_address() {
            Err(address) => vec![address],
            Ok(name) => {
                let looked_up = timeout_at(until, self.resolver.resolve(&name)).await;
                let found = looked_up.map_err(|_| Failure::timed_out("resolve to an address"))?;
                found.map_err(|error| {
                    tracing::debug!(%error, "a name cannot be looked up");
                    Failure::plain(Kind::NameNotFound)
                })?
            }
        };
        if found.is_empty() {
            return Err(Failure::plain(Kind::NameNotFound));
        }
        self.guard.admit(target, &found)
    }

    /// Connects to one of these addresses and, for `https`, makes sure that the certificate is for the target's name.
    pub(super) async fn connect(&self, target: &Target, addresses: &[SocketAddr], until: Instant) -> Result<Connection, Failure> {
        let tcp = timeout_at(until, first_to_answer(addresses)).await;
        let tcp = tcp.map_err(|_| Failure::timed_out("accept a connection"))?.map_err(|error| unconnected(&error))?;
        let ends = tcp.local_addr().and_then(|local| Ok((local, tcp.peer_addr()?))).map_err(|error| unconnected(&error))?;
        let (local, peer) = ends;
        if self.guard.is_own_connection(local, peer) {
            return Err(own_address());
        }
        if !target.is_encrypted() {
            return Ok(Connection { stream: Box::new(tcp), peer });
        }
        let name = server_name(target).ok_or(Failure::plain(Kind::TlsFailed))?;
        let handshake = self.trust.connector().await.connect(name, tcp);
        let secured = timeout_at(until, handshake).await.map_err(|_| Failure::timed_out("agree on a secure connection"))?;
        let stream = secured.map_err(|error| {
            tracing::debug!(%error, "no secure connection");
            trust::failure(&error)
        })?;
        Ok(Connection { stream: Box::new(stream), peer })
    }
}

impl Limits {
    /// When connecting has to be done.
    pub(super) fn connected_by(&self, began: Instant) -> Instant {
        began + self.connect
    }
}

fn server_name(target: &Target) -> Option<ServerName<'static>> {
    match target.name_or_address() {
        Ok(name) => ServerName::try_from(name).ok(),
        Err(address) => Some(ServerName::IpAddress(IpAddr::into(address))),
    }
}

/// Tries the addresses one after the other, each a moment after the last, until one accepts.
async fn first_to_answer(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut tries = JoinSet::new();
    for (nth, address) in (0..).zip(addresses.iter().take(MOST_TRIED).copied()) {
        tries.spawn(async move {
            tokio::time::sleep(HEAD_START * nth).await;
            TcpStream::connect(address).await
        });
    }
    // Dropped on the way out, the set ends the tries that are still under way.
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    while let Some(tried) = tries.join_next().await {
        match tried {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = error,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    Err(last)
}

fn unconnected(error: &io::Error) -> Failure {
    tracing::debug!(%error, "no connection");
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Failure::plain(Kind::ConnectionRefused),
        io::ErrorKind::TimedOut => Failure::timed_out("accept a connection"),
        _ => Failure::plain(Kind::Unreachable),
    }
}
