//! Stories that cross several routes.

mod bucket;
mod commands;
mod doctor;
mod hanging_up;
mod jobs;
mod kill;
mod program;
mod serve;
