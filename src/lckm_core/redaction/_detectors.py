"""All who look for personal data, one after another."""

from collections.abc import Iterator

from lckm_core.redaction._addresses import homes
from lckm_core.redaction._common_names import COMMON_NAMES
from lckm_core.redaction._dictionary import NameDictionary
from lckm_core.redaction._emails import emails
from lckm_core.redaction._id_documents import papers
from lckm_core.redaction._licence_plates import plates
from lckm_core.redaction._names import names
from lckm_core.redaction._numbers import numbers
from lckm_core.redaction._phones import spelled_phones
from lckm_core.redaction._signatures import signatures
from lckm_core.redaction._social_profiles import profiles
from lckm_core.redaction._spans import PersonalSpan


def detect(text: str, dictionary: NameDictionary | None) -> Iterator[PersonalSpan]:
    """Yield what each of those who look sees in *text*; these may overlap. Without a *dictionary* the common names are known."""
    known = COMMON_NAMES if dictionary is None else dictionary
    yield from emails(text)
    yield from profiles(text)
    yield from numbers(text)
    yield from spelled_phones(text)
    yield from papers(text)
    yield from plates(text)
    yield from homes(text)
    yield from names(text, known)
    yield from signatures(text, known)
