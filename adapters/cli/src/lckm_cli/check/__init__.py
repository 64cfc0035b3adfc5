"""Checking files: each by itself, then what only all of them together show."""
