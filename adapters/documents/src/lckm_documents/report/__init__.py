"""The outcome for people on a terminal, for programs, and as a page."""
