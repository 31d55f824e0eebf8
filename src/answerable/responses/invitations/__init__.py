"""Asking the chief officer for comments, and what comes of it by a link or from an account."""
