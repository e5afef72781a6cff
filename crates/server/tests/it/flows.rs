//! Stories that cross several routes.

mod jobs;
mod kill;
