"""Personal data in free Polish text: finding and redacting them."""

from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    PolishNames,
    is_first_name_itself,
)
from lckm_core.redaction._doubtful import doubtful_spans, doubtful_words
from lckm_core.redaction._known_person import KnownPerson, known_person_of
from lckm_core.redaction._other_forms import other_forms
from lckm_core.redaction._own_data import gives_own_data
from lckm_core.redaction._redact import (
    personal_spans,
    places_of,
    strike,
    strike_spans,
    with_second_look,
)
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

__all__ = [
    "KnownPerson",
    "NameDictionary",
    "NameSense",
    "PersonalKind",
    "PersonalSpan",
    "PolishNames",
    "doubtful_spans",
    "doubtful_words",
    "gives_own_data",
    "is_first_name_itself",
    "known_person_of",
    "other_forms",
    "personal_spans",
    "places_of",
    "strike",
    "strike_spans",
    "with_second_look",
]
