"""Answerable: the system of record for answers to inspections."""
