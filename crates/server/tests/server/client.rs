//! A small HTTP client that sends exactly what a test says.

use serde_json::Value;
use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A request that is being put together.
pub(crate) struct Request {
    peer: SocketAddr,
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(peer: SocketAddr, method: &str, path: &str) -> Self {
        Self { peer, line: format!("{method} {path} HTTP/1.1"), headers: Vec::new(), body: Vec::new() }
    }

    /// Sets a header, also one that is set otherwise by default.
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    pub(crate) fn cookie(self, cookie: &str) -> Self {
        self.header("Cookie", cookie)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub(crate) fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut this = self.header("Content-Type", content_type);
        this.body = body.into();
        this
    }

    pub(crate) fn send(self) -> Answer {
        self.try_send().expect("the server answers")
    }

    /// Fails when the server goes away.
    pub(crate) fn try_send(self) -> io::Result<Answer> {
        let mut stream = self.write()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::parse(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Sends it, and takes what comes at once of an answer that does not end: of a refusal all, else its head.
    pub(crate) fn send_head(self) -> Answer {
        let mut stream = self.write().unwrap();
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|window| window == b"\r\n\r\n") {
            let mut piece = [0; 1024];
            let count = stream.read(&mut piece).unwrap();
            assert_ne!(count, 0, "the server answers");
            bytes.extend_from_slice(&piece[..count]);
        }
        if !bytes.starts_with(b"HTTP/1.1 200 ") {
            stream.read_to_end(&mut bytes).unwrap();
            return Answer::parse(&bytes).unwrap();
        }
        Answer { status: 200, headers: Vec::new(), body: Vec::new() }
    }

    /// Sends it, and leaves the answer to be read.
    pub(crate) fn write(self) -> io::Result<TcpStream> {
        let has = |name: &str| self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let mut head = vec![self.line.clone(), "Connection: close".to_owned(), format!("Content-Length: {}", self.body.len())];
        if !has("Host") {
            head.push(format!("Host: {}", self.peer));
        }
        head.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        let head = head.join("\r\n");
        let mut stream = TcpStream::connect(self.peer)?;
        stream.set_read_timeout(Some(Duration::from_secs(40)))?;
        stream.write_all(&[head.as_bytes(), b"\r\n\r\n", &self.body].concat())?;
        Ok(stream)
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = joined(&answer.body)?;
        }
        // A server that was killed may have sent half of it.
        let is_whole = answer
            .header("content-length")
            .is_none_or(|length| answer.body.is_empty() || length.parse() == Ok(answer.body.len()));
        is_whole.then_some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The stable code of a refusal; empty for anything else.
    pub(crate) fn code(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body["code"].as_str().unwrap_or_default().to_owned()
    }

    /// What stands in the envelope under a key, after checking that the call succeeded.
    pub(crate) fn payload(&self, key: &str) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text());
        self.json()["payload"][key].clone()
    }

    /// The cookie that was set, as it is sent back.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie").expect("a cookie was set");
        set.split(';').next().unwrap_or_default().to_owned()
    }
}

/// A body that came in chunks; none where the last one is missing.
fn joined(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|window| window == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).ok()?, 16).ok()?;
        body.extend_from_slice(chunks.get(end + 2..end + 2 + size)?);
        chunks = chunks.get(end + 2 + size + 2..)?;
        if size == 0 {
            return Some(body);
        }
    }
}
