"""Batch import of procedures from a folder, a workbook or JSON."""
