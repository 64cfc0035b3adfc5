"""Forms to fill in: DOCX, RTF and DOC, each read by a module of its own into what :mod:`judging` judges."""
