"""The table of routes: as prose and rows, a report that is tried, and how it is changed."""
