"""Tidying: whatever somebody pasted or published becomes light markup, and what was changed is said."""
