"""Checks a PDF for what a program can judge of ISO 14289-1 (PDF/UA) and WCAG."""

from lckm_documents.pdf.reader import inspect_pdf

__all__ = ["inspect_pdf"]
