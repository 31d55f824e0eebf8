"""Reading an answer that was published elsewhere, under the headings such pages have."""
