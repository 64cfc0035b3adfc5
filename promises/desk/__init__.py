"""The desk of the staff, served by ``lckm serve``: its figures, and what it keeps secret."""
