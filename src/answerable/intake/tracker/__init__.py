"""Reading the spreadsheet in which an office kept its promises until now, and turning its rows into typed ones.

`reading` and what it calls run behind the fence only. `fields`, `convert` and what they call are rules over what came
out of it: no parser, no database, no clock.
"""
