//! Stories that cross several routes.

mod doctor;
mod jobs;
mod kill;
