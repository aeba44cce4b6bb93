//! Refusing what another site made the browser send.

use super::{Site, refusal::Refusal};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use causeway_api::{ApiError, ErrorCode};
use std::sync::Arc;

pub(super) async fn check(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !site.address.answers(headers.get(header::HOST)) {
        let detail = format!("This server is reached at {}.", site.address.url());
        return Refusal(ApiError::new(ErrorCode::CrossSite, detail)).into_response();
    }
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && is_cross_site(&site, headers) {
        let detail = "Changes are made from Causeway's own pages, or by a program with a token.";
        return Refusal(ApiError::new(ErrorCode::CrossSite, detail)).into_response();
    }
    next.run(request).await
}

/// Browsers say where a request comes from; programs say nothing and have no cookie that a person did not give them.
fn is_cross_site(site: &Site, headers: &HeaderMap) -> bool {
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|from| from != "same-origin" && from != "none");
    let foreign_origin = headers.get(header::ORIGIN).is_some_and(|origin| !site.address.is_own_origin(origin));
    from_elsewhere || foreign_origin
}
