//! `pingback serve`: the product.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use pingback_app::jobs::{self, Runner, Wake};
use pingback_app::search::Indexer;
use pingback_http::realtime;
use pingback_http::routes::operations::start_metrics;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::CommandResult;
use crate::config::{Backplane, Config};
use crate::wiring;

/// Jobs that run at a time.
const WORKERS: usize = 4;
/// How long running requests and jobs may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT.
pub async fn run(config: Config) -> CommandResult {
    start_metrics();
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        format!("cannot listen on {}: {error}; set PINGBACK_LISTEN to a free address", config.listen)
    })?;
    let app = wiring::open(&config).await?;
    let backplane = match &config.backplane {
        Backplane::InProcess => realtime::Backplane::InProcess,
        Backplane::Notify => realtime::Backplane::Notify,
        Backplane::Redis(url) => realtime::Backplane::redis(url.expose_secret())?,
    };
    let (sockets, realtime) = realtime::layer(app.clone(), &backplane);
    let wake = Wake::default();
    let (tell, woken) = (realtime.listener(), wake.clone());
    app.db.on_commit(move |committed| {
        tell(&committed.events);
        if committed.jobs {
            woken.wake();
        }
    });
    jobs::schedule(&app).await?;
    let runner = Runner::start(app.clone(), wake, WORKERS);
    let indexer = Indexer::start(app.clone());
    let router = pingback_http::router(app.clone()).layer(sockets);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(address = %listener.local_addr()?, engine = app.db.engine_name(), "PingBack is ready");
    if config.development {
        tracing::warn!(
            "PINGBACK_DEVELOPMENT is on: any page of localhost may use every widget. Not for a server that customers use"
        );
    }
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut until = stopped.clone();
    let serving = axum::serve(pingback_http::listener::listener(listener), service).with_graceful_shutdown(
        async move {
            let _ = until.changed().await;
        },
    );
    let serving = tokio::spawn(serving.into_future());
    stop_signal().await?;
    tracing::info!("stopping: what runs is finished, then the sockets are closed");
    stop.send(true)?;
    realtime.shutdown().await;
    if tokio::time::timeout(GRACE, serving).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    runner.stop(GRACE).await;
    indexer.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn stop_signal() -> std::io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
