"""Redacting by hand what redaction missed in a stored report (zał. 2 § 6 ust. 5)."""

from collections.abc import Iterable, Sequence

import attrs

from lckm_core.errors import WordsNotFoundError
from lckm_core.fields import fields_by_key
from lckm_core.law import cites
from lckm_core.redaction import PersonalKind, places_of, strike_spans
from lckm_core.reports._model import Attribute, EventPlace, Report
from lckm_core.text import normalise, without_invisible

_LONGEST_ADDRESS = fields_by_key(EventPlace)["address"].mark.max_chars
_LONGEST_VALUE = fields_by_key(Attribute)["value"].mark.max_chars
_SHORTEST = 2
_MOST = 100


@cites("zał. 2 § 6 ust. 5")
def redact_words(report: Report, words: Sequence[str]) -> Report:
    """Return the report with a mark in place of some words, wherever they stand.

    Args:
        report: the report, with or without its personal part, which stays as it is.
        words: what a person found that redaction missed, such as „Kasia” or „Zielona 4 m. 5”: at
            most 100, each of two characters or more. Each is looked for as whole words, in the
            description, the address of the place, the attributes, and what staff wrote or
            corrected in the history; case and Polish marks make no difference.

    Returns:
        The report, of which these texts may have changed.

    Raises:
        WordsNotFoundError: for words that stand nowhere, and for signs that nobody sees; it tells
            their places in the list.
        ValueError: for no words, too many, or one that is too short. Neither quotes a word.
        TypeError: for a text in place of a list.
    """
    wanted = _wanted(words, report.number)
    found: set[int] = set()

    def redacted(text: str, most: int | None = None) -> str:
        spans = [(at, span) for at, word in enumerate(wanted) for span in places_of(word, text)]
        found.update(at for at, _ in spans)
        struck = strike_spans(text, [span for _, span in spans])
        return struck if most is None or len(struck) <= most else PersonalKind.OTHER.mark

    description = redacted(report.description)
    place = report.place
    if place is not None and place.address is not None:
        place = attrs.evolve(place, address=redacted(place.address, _LONGEST_ADDRESS))

    def redacted_attributes(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
        return tuple(
            attrs.evolve(attribute, value=redacted(attribute.value, _LONGEST_VALUE))
            for attribute in attributes
        )

    attributes = redacted_attributes(report.attributes)
    history = tuple(
        attrs.evolve(
            act,
            words=redacted(act.words),
            was=act.was
            and attrs.evolve(act.was, attributes=redacted_attributes(act.was.attributes)),
            was_address=act.was_address and redacted(act.was_address, _LONGEST_ADDRESS),
        )
        for act in report.history
    )
    missing = tuple(at for at in range(1, len(wanted) + 1) if at - 1 not in found)
    if missing:
        raise WordsNotFoundError(report.number, missing)
    return attrs.evolve(
        report, description=description, place=place, attributes=attributes, history=history
    )


def _wanted(words: Sequence[str], number: str) -> list[str]:
    """Return the words as they are looked for; raises as :func:`redact_words`."""
    if isinstance(words, str):
        raise TypeError("words= takes a list of texts, not one text")
    wanted = [normalise(without_invisible(word)).strip() for word in words]
    if not 1 <= len(wanted) <= _MOST:
        raise ValueError(f"words= takes 1 to {_MOST} texts, not {len(wanted)}")
    if any(len(word.strip()) < _SHORTEST for word in words):
        raise ValueError(f"each of words= has {_SHORTEST} characters or more")
    # A line of invisible characters has no words left to look for.
    if unseen := tuple(at for at, word in enumerate(wanted, 1) if len(word) < _SHORTEST):
        raise WordsNotFoundError(number, unseen)
    return wanted
