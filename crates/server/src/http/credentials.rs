//! What a request presents, when that was last used, and who its peer is.

use super::{Site, cookie};
use crate::accounts::{Credentials, SecretHash, touch};
use axum::{
    extract::ConnectInfo,
    http::{header, request::Parts},
};
use causeway_api::{ApiError, EndpointInfo, Method};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The token if there is one, else the session.
pub(super) fn presented(site: &Site, parts: &Parts) -> Credentials {
    if let Some(authorization) = parts.headers.get(header::AUTHORIZATION) {
        let token = authorization.to_str().ok().and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
        });
        // An unknown scheme is a token that nobody has, so that it is not mistaken for no credentials at all.
        return Credentials::Token(SecretHash::of(token.unwrap_or_default()));
    }
    cookie::find(&parts.headers, &site.address.cookie_name())
        .map_or(Credentials::None, |secret| Credentials::Session(SecretHash::of(secret)))
}

/// Notes that a session or a token was used. Reads are answered although the writer is busy.
pub(super) async fn note_use(site: &Site, endpoint: &EndpointInfo, credentials: Credentials) -> Result<(), ApiError> {
    match site.database.write(move |transaction| touch(transaction, credentials)).await {
        Err(error) if endpoint.method == Method::Get => {
            tracing::warn!(%error, "the time of use was not noted");
            Ok(())
        }
        noted => Ok(noted?),
    }
}

/// Whose wrong passwords are counted together: the connection's other end or, where TLS ends at a proxy, the one the proxy names last.
pub(super) fn peer(site: &Site, parts: &Parts) -> IpAddr {
    let named = || {
        let forwarded = parts.headers.get_all("x-forwarded-for").into_iter().next_back()?.to_str().ok()?;
        forwarded.rsplit(',').next()?.trim().parse().ok()
    };
    let proxied = if site.address.is_https() { named() } else { None };
    let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    proxied.or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
