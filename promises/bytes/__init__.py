"""Bytes: after the term, and after a withdrawal, nothing of a person is left in any file that
is ours.
"""
