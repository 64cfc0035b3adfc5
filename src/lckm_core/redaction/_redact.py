"""Personal data found in a text, and the text without them (`zał. 2 § 6 ust. 5`, interpretation I7)."""

from collections.abc import Iterable

from lckm_core.law import cites
from lckm_core.redaction._dictionary import NameDictionary
from lckm_core.redaction._spans import (
    PersonalKind,
    PersonalSpan,
    put_marks,
    shield,
    shield_marks,
    without_overlaps,
)


@cites("zał. 2 § 6 ust. 5")
def strike(text: str, *, dictionary: NameDictionary | None = None) -> str:
    """Return *text* with a mark such as „[usunięto: telefon]” in place of each personal datum seen in it.

    Args:
        text: what a resident wrote, in NFC; marks of an earlier strike are left alone, so striking twice changes nothing more.
        dictionary: which words are names; common first names unless ``PolishNames()`` is given, which knows the rest and the
            surnames. Nothing else is ever loaded, so a package that happens to be installed changes no result.

    What this sees and what it cannot is in docs/striking.md; a person looks through what matters (zał. 2 § 6 ust.
    5). Raises nothing.
    """
    return put_marks(text, personal_spans(text, dictionary=dictionary))


def personal_spans(
    text: str, *, dictionary: NameDictionary | None = None
) -> tuple[PersonalSpan, ...]:
    """Return where personal data stand in *text* and of which kind, in order and apart; never the data themselves.

    Args:
        text: as for :func:`strike`.
        dictionary: as for :func:`strike`.

    Raises nothing. Provision: zał. 2 § 6 ust. 5.
    """
    # The patterns take longer to make than all else that is imported, so they are made for the first text.
    from lckm_core.redaction._detectors import detect

    shielded = shield_marks(text)
    spans: list[PersonalSpan] = []
    # A word that kept a number, such as „lampa”, may itself be struck as a name. So it is looked at again until nothing is new.
    while found := without_overlaps(detect(shielded, dictionary)):
        spans += found
        shielded = shield(shielded, found)
    return tuple(sorted(spans))


def strike_spans(text: str, spans: Iterable[PersonalSpan | tuple[int, int]]) -> str:
    """Return *text* with a mark in place of each of *spans*: what a person has chosen by hand.

    Args:
        text: the text, struck by program before or not.
        spans: pairs of code points, from and up to; in any order, they may overlap. A :class:`PersonalSpan` keeps its kind,
            a plain pair gets the mark „[usunięto: dane osobowe]”.

    Raises:
        ValueError: a span is empty, backward, or goes past the text.

    Provision: zał. 2 § 6 ust. 5.
    """
    chosen = [
        span if isinstance(span, PersonalSpan) else PersonalSpan(*span, PersonalKind.OTHER)
        for span in spans
    ]
    for span in chosen:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"from {span.start} to {span.end} is no part of a text of {len(text)} characters"
            )
    return put_marks(text, without_overlaps(chosen))
