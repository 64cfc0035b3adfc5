"""Whether a report has the words that somebody looks for."""

import re
from collections.abc import Iterator

from lckm_core.redaction import PersonalKind
from lckm_core.reports._model import Report
from lckm_core.search_words import SearchWords

# What redaction left: else „telefon” would find every report that gave a number.
_MARK = re.compile("|".join(re.escape(kind.mark) for kind in PersonalKind))


def has_words(report: Report, words: SearchWords) -> bool:
    """Return whether every word stands in what of a report stays for good.

    It looks at the redacted description, the words of the place, and what the reporter was told,
    but not at the personal part.
    """
    return words.are_in(_MARK.sub(" ", "\n".join(_public_texts(report))))


def _public_texts(report: Report) -> Iterator[str]:
    yield report.description
    if report.address is not None:
        yield report.address
    yield from (act.words for act in report.history)
