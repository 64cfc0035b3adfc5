"""Versions of the portal terms: their order, how far each has come, and what was typed."""

from collections.abc import Sequence
from hashlib import sha256

from lckm_core.publication import PortalTerms
from lckm_desk import _labels as labels
from lckm_http import FormFields


def find_terms(versions: Sequence[PortalTerms], version: str) -> PortalTerms | None:
    """Return a version, ``None`` for an unknown one."""
    return next((terms for terms in versions if terms.version == version), None)


def last_before(versions: Sequence[PortalTerms], version: str) -> PortalTerms | None:
    """Return the approved version that precedes a version; for a draft, the last one."""
    approved = sorted(
        (terms for terms in versions if terms.approved_on is not None),
        key=lambda terms: (terms.valid_from, terms.approved_on),
    )
    at = next((at for at, terms in enumerate(approved) if terms.version == version), len(approved))
    return approved[at - 1] if at else None


def digest(terms: PortalTerms | None) -> str:
    """Return a digest of a text; empty for none."""
    if terms is None:
        return ""
    return sha256(f"{terms.version}\n{terms.valid_from}\n{terms.text}".encode()).hexdigest()


def state_words(terms: PortalTerms, current: PortalTerms | None) -> str:
    """Return the state of a version in words; *current* is the one in force."""
    if terms.approved_on is None:
        return "projekt"
    first = max(terms.valid_from, terms.approved_on)
    if terms == current:
        return f"obowiązuje od {labels.day(first)}"
    if current is None or terms.valid_from > current.valid_from:
        return f"zatwierdzony, wejdzie w życie {labels.day(first)}"
    return "zastąpiony nowszym"


def typed_prose(fields: FormFields) -> str:
    """Return the text that was typed, with line feeds as line breaks."""
    return fields.text("tekst").replace("\r\n", "\n").replace("\r", "\n").strip()
