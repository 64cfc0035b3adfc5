"""Procedures at the desk: their list, one edition, and its moves."""
