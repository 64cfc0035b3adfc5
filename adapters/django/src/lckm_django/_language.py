"""The language in which this site speaks to its staff."""

from django.utils.translation import get_language

from lckm_cli.toolkit import Language


def current_language() -> Language:
    """Return Polish where Django's language is Polish, else English."""
    return "pl" if (get_language() or "").startswith("pl") else "en"
