"""What the demonstration shows: an invented area and the letter that inspectors might have sent it."""
