//! Accounts: signing up and in, who a token speaks for, and what a person may change of themselves.

mod authenticate;
mod token;

pub use authenticate::{Authenticated, Membership, authenticate};
