"""Titles as they are compared."""

from unicodedata import normalize


def title_key(title: str) -> str:
    """Return a title as titles are compared: without case, and with single blanks."""
    return " ".join(normalize("NFC", title).casefold().split())
