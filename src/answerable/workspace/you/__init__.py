"""Pages on which people change their own sign-in."""
