//! The built app, served from memory: from the binary with feature `embed`, or from a folder that `--app` names.

mod encoding;
mod files;

pub use files::LoadError;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use encoding::Encoding;
pub(crate) use encoding::accepts_gzip;
use files::{File, Files};
use std::path::Path;

/// What stands at `/` while there is no app.
const NO_APP: &str = include_str!("app/no_app.html");

/// The app's files, or none.
#[derive(Debug)]
pub struct App(Option<Files>);

impl App {
    /// The app that was built into this binary, if it was.
    pub fn embedded() -> Self {
        #[cfg(feature = "embed")]
        return Self(Some(Files::embedded()));
        #[cfg(not(feature = "embed"))]
        Self(None)
    }

    /// The files of a folder, read now; `.br` and `.gz` siblings are their compressed forms.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no `index.html`.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        Files::from_folder(folder).map(Some).map(Self)
    }

    /// Answers any request that is not the API's. A path whose last part has no dot is a page of the app, which routes it itself.
    pub(crate) fn answer(&self, request: &Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
        }
        let path = request.uri().path().trim_start_matches('/');
        let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
        let Some(files) = &self.0 else {
            let status = if is_page { StatusCode::OK } else { StatusCode::NOT_FOUND };
            return (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NO_APP).into_response();
        };
        match files.get(if is_page { "index.html" } else { path }) {
            Some(file) => send(file, request.headers()),
            None => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
        }
    }
}

fn send(file: &File, headers: &HeaderMap) -> Response {
    let (encoding, bytes) = encoding::choose(headers.get_all(header::ACCEPT_ENCODING), file);
    let etag = match encoding {
        Encoding::Identity => format!("\"{}\"", file.hash),
        compressed => format!("\"{}-{}\"", file.hash, compressed.name()),
    };
    let mut response = Response::new(Body::from(Bytes::clone(bytes)));
    if is_known(headers, &etag) {
        response = StatusCode::NOT_MODIFIED.into_response();
    } else {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
        if encoding != Encoding::Identity {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
    }
    let caching = if file.is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::try_from(etag).expect("hexadecimal digits and a name"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

/// Whether the browser has this very representation already.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == etag
    })
}
