//! Storage, on both engines: values, transactions, group commit, the log, migrations, dumps.

mod copy;
mod dump;
mod group;
mod group_model;
mod instance;
mod killed;
mod migrations;
mod once;
mod queue;
mod sequence;
mod values;
mod workspace;
mod write;
