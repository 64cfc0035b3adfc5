"""Detects the type of a file by its content: one module for each family of formats."""
