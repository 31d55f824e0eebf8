"""The needs assessment of a body: the files it is made of, its figures, what analysts add, and its releases."""
