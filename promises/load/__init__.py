"""Load: how much is done in a second, whether memory stays flat, and how times grow with the
number of reports.
"""
