//! HTTP: the routes made from the table of endpoints, what surrounds every request, and the app's files.

mod body;
mod cookie;
mod credentials;
mod endpoint;
mod headers;
mod health;
mod observe;
mod origin;
mod own;
mod refusal;
mod streams;

use crate::accounts::Passwords;
use crate::{Address, App, Database, Verifier};
use axum::{
    Router,
    extract::Request,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::{MethodFilter, any, get, on},
};
use causeway_api::{ApiError, ENDPOINTS, ErrorCode, Method};
use refusal::Refusal;
use std::{sync::Arc, time::Duration};
use streams::Streams;
use tower_http::catch_panic::CatchPanicLayer;

/// How long a request may take in all. What was begun is still finished and kept or dropped as a whole.
const PATIENCE: Duration = Duration::from_secs(30);

/// What every request needs.
#[derive(Debug)]
pub struct Site {
    /// The data.
    pub database: Database,
    /// Where the server is reached.
    pub address: Address,
    /// The files of the app.
    pub app: App,
    /// What verifies endpoints.
    pub verifier: Arc<Verifier>,
    passwords: Passwords,
    streams: Streams,
}

impl Site {
    /// A site with nobody hashing a password yet.
    pub fn new(database: Database, address: Address, app: App) -> Self {
        Self { database, address, app, verifier: Arc::default(), passwords: Passwords::new(), streams: Streams::default() }
    }

    /// Ends the streams that would keep a server from stopping, and opens no more.
    pub fn close_streams(&self) {
        self.streams.close();
    }

    /// The site with another verifier than the one that connects to public addresses only.
    #[must_use]
    pub fn verifying_with(self, verifier: Verifier) -> Self {
        Self { verifier: Arc::new(verifier), ..self }
    }
}

/// The whole site as a router. Each request must carry its peer's address as an extension
/// ([`axum::extract::ConnectInfo`] of a [`std::net::SocketAddr`]).
pub fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new();
    for endpoint in ENDPOINTS {
        let filter = match endpoint.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Patch => MethodFilter::PATCH,
            Method::Delete => MethodFilter::DELETE,
        };
        let site = Arc::clone(&site);
        router = router.route(endpoint.path, on(filter, move |request: Request| endpoint::answer(site, endpoint, request)));
    }
    let app = Arc::clone(&site);
    router
        .route("/platform", any(unknown))
        .route("/platform/{*path}", any(unknown))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready).with_state(Arc::clone(&site)))
        .method_not_allowed_fallback(wrong_method)
        .fallback(move |request: Request| async move { app.app.answer(&request) })
        .layer(from_fn_with_state(Arc::clone(&site), origin::check))
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site, headers::add))
        .layer(from_fn(observe::log))
}

async fn unknown() -> Response {
    Refusal(ApiError::not_found()).into_response()
}

async fn wrong_method(request: Request) -> Response {
    Refusal::wrong_method(request.uri().path())
}

async fn in_time(request: Request, next: axum::middleware::Next) -> Response {
    tokio::time::timeout(PATIENCE, next.run(request)).await.unwrap_or_else(|_| {
        let detail = "The server is too busy to answer in time. Look whether your change was made before you try again.";
        Refusal(ApiError { retry_after: Some(5), ..ApiError::new(ErrorCode::Unavailable, detail) }).into_response()
    })
}

/// The panic itself was logged where it happened, by the hook.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    let detail = "Nothing was changed. Try again; if it stays, the server's log says why.";
    Refusal(ApiError::new(ErrorCode::Internal, detail)).into_response()
}
