//! The address a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use pingback_app::App;

/// The client's address; `None` where the server does not know the peer.
pub fn of(parts: &Parts, _app: &App) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip())
}
