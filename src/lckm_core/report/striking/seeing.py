"""All who look for personal data, one after another."""

from collections.abc import Iterator

from lckm_core.report.striking.addresses import homes
from lckm_core.report.striking.common_names import COMMON_NAMES
from lckm_core.report.striking.emails import emails
from lckm_core.report.striking.names import names
from lckm_core.report.striking.numbers import numbers
from lckm_core.report.striking.papers import papers
from lckm_core.report.striking.phones import spelled_phones
from lckm_core.report.striking.plates import plates
from lckm_core.report.striking.profiles import profiles
from lckm_core.report.striking.senses import NameDictionary
from lckm_core.report.striking.signatures import signatures
from lckm_core.report.striking.spans import PersonalSpan


def seen(text: str, dictionary: NameDictionary | None) -> Iterator[PersonalSpan]:
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
