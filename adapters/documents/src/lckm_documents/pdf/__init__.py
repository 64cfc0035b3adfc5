"""A PDF, looked into with pikepdf: what ISO 14289-1 (PDF/UA) and WCAG ask that a program can tell."""

from lckm_documents.pdf.reader import look_into_pdf

__all__ = ["look_into_pdf"]
