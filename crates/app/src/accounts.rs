//! Accounts: signing up and in, who a token speaks for, and what a person may change of themselves.

mod authenticate;
mod by_operator;
mod change_me;
mod change_workspace;
mod create_workspace;
mod end_access;
mod fields;
mod google_sign_in;
mod links;
mod log_in;
mod me;
mod password;
mod register;
mod reset_password;
mod sessions;
mod sign_in;
mod switch_workspace;
mod token;
mod verify_email;

pub use authenticate::{Authenticated, Membership, authenticate};
pub use by_operator::{confirm_by_operator, reset_link_by_operator};
pub use change_me::{ChangeMe, change_me};
pub use change_workspace::{ChangeWorkspace, change_workspace};
pub use create_workspace::{CreateWorkspace, create_workspace};
pub(crate) use end_access::tell_access_ended;
pub use fields::is_email;
pub use google_sign_in::google_sign_in;
pub(crate) use links::{new_link, page};
pub use log_in::{LogIn, log_in};
pub use me::{Me, me};
pub use register::{Register, register};
pub use reset_password::{forgot_password, reset_password};
pub use sessions::{list_sessions, log_out, revoke_session};
pub use sign_in::{Origin, SignIn};
pub use switch_workspace::switch_workspace;
pub use verify_email::{resend_confirmation, verify_email};
