//! Stories that cross several routes.

mod kill;
