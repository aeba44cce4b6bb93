//! A reader of server-sent events.

use crate::client::Request;
use serde_json::Value;
use std::{
    io::{self, BufRead as _, BufReader, Read as _},
    net::TcpStream,
    time::Duration,
};

/// An open stream of events.
pub(super) struct Listener {
    stream: BufReader<TcpStream>,
    /// What of the body was read and not yet taken.
    text: String,
}

/// One event.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) name: String,
    pub(super) id: u64,
    pub(super) data: Value,
}

impl Listener {
    /// Opens a stream, which must succeed.
    pub(super) fn open(request: Request) -> Self {
        let mut stream = BufReader::new(request.write().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        for header in ["content-type: text/event-stream\r\n", "cache-control: no-store\r\n", "x-accel-buffering: no\r\n"] {
            assert!(head.contains(header), "{head}");
        }
        Self { stream, text: String::new() }
    }

    /// The next event; none when the stream has ended.
    pub(super) fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = parse(event);
                self.text = rest.to_owned();
                if event.is_some() {
                    return event;
                }
            } else {
                let more = self.chunk()?;
                self.text += &more;
            }
        }
    }

    /// The next event, which must come.
    #[track_caller]
    pub(super) fn told(&mut self) -> Event {
        self.next().expect("an event")
    }

    /// Whether nothing comes for a while.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.stream.get_ref().set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let outcome = self.stream.fill_buf().map(<[u8]>::len);
        self.stream.get_ref().set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        matches!(outcome, Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut))
    }

    fn chunk(&mut self) -> Option<String> {
        let mut size = String::new();
        self.stream.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim_end(), 16).unwrap_or(0);
        if size == 0 {
            return None;
        }
        let mut bytes = vec![0; size + 2];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes.truncate(size);
        Some(String::from_utf8(bytes).unwrap())
    }
}

/// An event, unless it is a comment.
fn parse(text: &str) -> Option<Event> {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let data: Value = serde_json::from_str(field("data")?).unwrap();
    let id = field("id").unwrap().parse().unwrap();
    assert_eq!(data["sequence"], id, "a browser that reconnects names the last id");
    Some(Event { name: field("event").unwrap().to_owned(), id, data })
}
