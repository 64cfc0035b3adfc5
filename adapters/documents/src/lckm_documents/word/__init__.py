"""Checks forms to fill in: DOCX, RTF and DOC, by the common rules of ``accessibility``."""
