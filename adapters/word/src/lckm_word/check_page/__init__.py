"""A page on which a clerk checks a Word file, and gets it back with comments."""
