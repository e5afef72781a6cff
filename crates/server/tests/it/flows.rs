// Stories that cross several routes.
