"""Pages that bring in answers which were published elsewhere."""
