//! An endpoint on loopback that behaves as its script says.

use causeway_server::{Guard, Limits, Verifier};
use rustls::ServerConfig;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

/// What a peer does once it has read a request; then it closes the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Sends this, with `{challenge}` and `{token}` replaced by what it was sent.
    Send(&'static str),
    /// Sends these bytes.
    Bytes(&'static [u8]),
    /// Sends this over and over.
    Forever(&'static str),
    /// Sends this over and over, slowly.
    Drip(&'static str),
    /// Sends nothing and stays.
    Hang,
}

/// A listening endpoint.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    pub(crate) async fn start(script: &'static [Step]) -> Self {
        Self::listen(script, None).await
    }

    pub(crate) async fn encrypted(script: &'static [Step], config: Arc<ServerConfig>) -> Self {
        Self::listen(script, Some(config.into())).await
    }

    async fn listen(script: &'static [Step], tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, tls.clone(), script, Arc::clone(&seen)));
            }
        });
        Self { address, requests }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was sent so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// A guard that lets it be verified.
    pub(crate) fn guard(&self) -> Guard {
        Guard { networks: vec!["127.0.0.0/8".parse().unwrap()], ports: vec![self.address.port()], own: None }
    }

    /// A verifier that lets it be verified, without much patience.
    pub(crate) fn verifier(&self) -> Verifier {
        Verifier::new(self.guard(), impatient(), super::names::Names::default())
    }
}

/// The limits with less time, so that tests need not wait.
pub(crate) fn impatient() -> Limits {
    Limits { connect: Duration::from_millis(700), total: Duration::from_millis(900), ..Limits::default() }
}

async fn serve(stream: TcpStream, tls: Option<TlsAcceptor>, script: &[Step], requests: Arc<Mutex<Vec<String>>>) {
    match tls {
        None => play(stream, script, &requests).await,
        // Who does not trust the certificate goes away.
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => play(stream, script, &requests).await,
            Err(_) => Some(()),
        },
    };
}

/// Ends early when the other end goes away.
async fn play(mut stream: impl AsyncRead + AsyncWrite + Unpin, script: &[Step], requests: &Mutex<Vec<String>>) -> Option<()> {
    let request = read(&mut stream).await?;
    requests.lock().unwrap().push(request.clone());
    for step in script {
        match step {
            Step::Send(text) => {
                let text = text.replace("{challenge}", &sent(&request, "challenge"));
                let text = text.replace("{token}", &sent(&request, "verification-token"));
                stream.write_all(text.as_bytes()).await.ok()?;
            }
            Step::Bytes(bytes) => stream.write_all(bytes).await.ok()?,
            Step::Forever(text) => loop {
                stream.write_all(text.as_bytes()).await.ok()?;
            },
            Step::Drip(text) => loop {
                stream.write_all(text.as_bytes()).await.ok()?;
                stream.flush().await.ok()?;
                tokio::time::sleep(Duration::from_millis(30)).await;
            },
            Step::Hang => std::future::pending().await,
        }
    }
    stream.shutdown().await.ok()
}

/// A whole request: its head, and as much body as that says.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0_usize) {
                return Some(text);
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// A value from a request's body or query.
fn sent(request: &str, name: &str) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap_or_default();
    if let Ok(body) = serde_json::from_str::<serde_json::Value>(body) {
        return body[name].as_str().unwrap_or_default().to_owned();
    }
    let path = head.split(' ').nth(1).unwrap_or_default();
    let url = url::Url::parse("http://peer").and_then(|base| base.join(path)).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map_or_else(String::new, |(_, value)| value.into_owned())
}
