"""What needs people now, and how they are told: a page, a digest by mail, steps before and after a date, a calendar."""
