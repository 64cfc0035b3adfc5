"""Checking many files: each judged by itself, in one process or several, then what only all of them together can tell."""
