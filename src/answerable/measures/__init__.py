"""Measures of recorded crime: tables in, tables out. No files, no clock, no chance, and no Django.

Rows are grouped by expressions that run on DuckDB or on Spark (`counts`). All else is arithmetic on the counts. Each
measure has a module; each row it gives is a frozen value whose fields say what they hold. What is not known is `None`.
"""
