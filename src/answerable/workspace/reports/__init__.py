"""Reports: the list, adding one, its own page, and checking what was read from it."""
