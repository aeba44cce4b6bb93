//! What misbehaving peers answer with, what becomes of it, and what is said about it.

use super::peer::Step::{self, Bytes, Drip, Forever, Hang, Send};
use causeway_api::VerificationFailure as F;

/// Something that a script answers with, what becomes of it, and a part of the sentence.
pub(crate) type Case = (&'static str, &'static [Step], F, &'static str);

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
const GZIP: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n";
const BROTLI: &str = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n";
/// The beginning of a bomb: a thousand times larger when it is undone.
const BOMB: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\x01\x0d\0\0\0\xc2\xa0\xf7Om\x0e7\xa0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// Answers that are meant to do harm.
pub(crate) const HOSTILE_ANSWERS: &[Case] = &[
    (
        "a redirect to loopback",
        &[Send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n")],
        F::Redirected,
        "127.0.0.1:1",
    ),
    (
        "a redirect to a cloud's credentials",
        &[Send("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/latest/meta-data/\r\n\r\n")],
        F::Redirected,
        "not followed",
    ),
    (
        "a redirect that carries the token on",
        &[Send("HTTP/1.1 301 Moved Permanently\r\nLocation: https://evil.example/{token}?t={token}\r\n\r\n")],
        F::Redirected,
        "a redirect to •••, which",
    ),
    (
        "a redirect to a file",
        &[Send("HTTP/1.1 303 See Other\r\nLocation: file:///etc/passwd\r\n\r\n")],
        F::Redirected,
        "not followed",
    ),
    ("a redirect to nowhere", &[Send("HTTP/1.1 308 Permanent Redirect\r\n\r\n")], F::Redirected, "a redirect, which"),
    ("an endless body", &[Send(OK), Forever("0123456789abcdef")], F::TooLarge, "larger than 64 KiB"),
    (
        "an endless body in pieces",
        &[Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Forever("10\r\n0123456789abcdef\r\n")],
        F::TooLarge,
        "larger than 64 KiB",
    ),
    ("an endless body of blanks before the challenge", &[Send(OK), Forever("                ")], F::TooLarge, "64 KiB"),
    (
        "a body as large as it says",
        &[Send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), Forever("{\"challenge\": ")],
        F::TooLarge,
        "64 KiB",
    ),
    ("a gzip bomb", &[Send(GZIP), Bytes(BOMB), Forever("\0\0\0\0\0\0\0\0")], F::Compressed, "without Content-Encoding"),
    ("a brotli bomb", &[Send(BROTLI), Forever("\u{1b}\0\0\0")], F::Compressed, "without Content-Encoding"),
    (
        "bombs in bombs",
        &[Send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\n"), Bytes(BOMB)],
        F::Compressed,
        "compressed",
    ),
    (
        "a header without an end",
        &[Send("HTTP/1.1 200 OK\r\nX-Long: "), Forever("0123456789abcdef")],
        F::TooLarge,
        "in its headers",
    ),
    ("headers without an end", &[Send("HTTP/1.1 200 OK\r\n"), Forever("X-More: of it\r\n")], F::TooLarge, "in its headers"),
    ("headers, slowly", &[Send("HTTP/1.1 200 OK\r\n"), Drip("X-Slow: loris\r\n")], F::TimedOut, "did not answer in time"),
    ("a status line, slowly", &[Send("HTTP/1.1 200 "), Drip("O")], F::TimedOut, "did not answer in time"),
    ("a body, slowly", &[Send(OK), Drip("x")], F::TimedOut, "did not finish its answer in time"),
    ("interim answers without an end", &[Drip("HTTP/1.1 100 Continue\r\n\r\n")], F::TimedOut, "did not answer in time"),
    ("two lengths", &[Send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy")], F::NotHttp, "HTTP"),
    (
        "a piece of absurd size",
        &[Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx")],
        F::NotHttp,
        "broke off",
    ),
    ("another protocol", &[Send("SSH-2.0-OpenSSH_9.6\r\n")], F::NotHttp, "did not answer with HTTP"),
    (
        "a script in place of the challenge",
        &[Send(OK), Send("<script>{challenge}</script>")],
        F::WrongChallenge,
        "something else",
    ),
];

/// Endpoints that are not ready yet.
pub(crate) const MISTAKEN: &[Case] = &[
    ("another challenge", &[Send("HTTP/1.1 200 OK\r\n\r\n{\"challenge\": \"mine\"}")], F::WrongChallenge, "another challenge"),
    ("an empty answer", &[Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")], F::WrongChallenge, "an empty body"),
    ("JSON without the member", &[Send("HTTP/1.1 200 OK\r\n\r\n{\"ok\": true}")], F::WrongChallenge, "no member “challenge”"),
    (
        "what is not JSON",
        &[Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{ok}")],
        F::NotJson,
        "says that it is JSON",
    ),
    ("401", &[Send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")], F::Unauthorized, "401"),
    ("403", &[Send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")], F::Forbidden, "403"),
    ("404", &[Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")], F::NotFound, "404"),
    ("500", &[Send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\noops")], F::ServerError, "answers 500"),
    (
        "503",
        &[Send("HTTP/1.1 503 Service Unavailable\r\nContent-Encoding: gzip\r\n\r\n"), Bytes(BOMB)],
        F::ServerError,
        "answers 503",
    ),
    ("405", &[Send("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")], F::OtherStatus, "405 instead of 200"),
    ("204", &[Send("HTTP/1.1 204 No Content\r\n\r\n")], F::OtherStatus, "204 instead of 200"),
    ("nothing", &[Hang], F::TimedOut, "did not answer in time"),
    ("an end before the beginning", &[], F::NotHttp, "before it answered"),
    (
        "an end in the middle",
        &[Send("HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\nhalf")],
        F::NotHttp,
        "in the middle of its answer",
    ),
];
