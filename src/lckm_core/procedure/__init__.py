"""Procedures: the form, reading, checking, amending, handing in."""
