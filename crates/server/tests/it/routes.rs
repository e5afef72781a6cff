mod billing;
mod notifications;
mod operations;
mod team;
