//! Storage, on both engines: values, transactions, group commit, the log, migrations, dumps.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it cannot go on")]

mod copy;
mod dump;
mod group;
mod group_model;
mod inbox_migration;
mod instance;
mod killed;
mod migrations;
mod once;
mod queue;
mod search;
mod sequence;
mod values;
mod workspace;
mod write;
