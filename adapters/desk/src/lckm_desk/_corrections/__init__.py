"""Corrections of the text of a procedure: their form, changes, and conflicts."""
