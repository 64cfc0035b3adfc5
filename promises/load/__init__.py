"""Rates, the memory of a worker, and how times grow with the number of reports."""
