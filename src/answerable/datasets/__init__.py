"""Data files as their publishers give them out: read, checked, kept once. No Django.

`street` reads crime of data.police.uk, `reference` the lookups, populations and deprivation, `boundaries` the outlines.
A file is known by its columns, never by its name. One that is broken or of another kind is refused with the reason.
"""
