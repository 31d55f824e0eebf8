"""The needs assessment: what files of recorded crime can and cannot say of an area. No Django.

`figures` calculates every measure, `statements` says them in words, `gaps` what no measure can show, `tables` and
`page` write them down. The same files, area and months give the same bytes.
"""
