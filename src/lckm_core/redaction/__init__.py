"""Personal data found in free text and struck out (zał. 2 § 6 ust. 5)."""

from lckm_core.redaction._dictionary import NameDictionary, NameSense
from lckm_core.redaction._known_person import KnownPerson, known_person_spans
from lckm_core.redaction._morfeusz import PolishNames
from lckm_core.redaction._redact import personal_spans, strike, strike_spans
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

__all__ = [
    "KnownPerson",
    "NameDictionary",
    "NameSense",
    "PersonalKind",
    "PersonalSpan",
    "PolishNames",
    "known_person_spans",
    "personal_spans",
    "strike",
    "strike_spans",
]
