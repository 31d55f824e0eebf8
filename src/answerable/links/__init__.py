"""Links that open one thing to somebody who has no account: one purpose, one object, an end, and a separate code."""
