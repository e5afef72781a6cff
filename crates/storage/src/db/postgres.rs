//! PostgreSQL: a pool.

use std::str::FromStr;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::error::{Error, Result};

pub(super) async fn connect(url: &str, connections: u32) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| Error::Open(format!("the PostgreSQL address cannot be read: {error}")))?
        .application_name("pingback");
    // Session settings belong here, not in SQL: a transaction pooler may sit in between.
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(|error| Error::Open(format!("PostgreSQL does not answer: {error}")))
}
