"""Erasing former texts of the call centre's own field, „Inne”, from a history."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.amendments import Change, Phrase, UpdateRequest
from lckm_core.law import cites
from lckm_core.publication._editions import Edition
from lckm_core.publication._workflow import Transition

ERASED = "[usunięto]"
"""What stands in place of a text that was erased."""
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
_SECTION, _FIELD, _KEY = "/call_centre", "/call_centre/other", "other"


@cites("zał. 2 § 6 ust. 5")
def earlier_notes(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Return the texts that „Inne” had in any edition and has in none in use, each once.

    Provision: zał. 2 § 6 ust. 5.
    """
    editions = list(editions)
    kept = _notes_in_use(editions)
    found: list[str | None] = []
    for edition in editions:
        found += (act.note for act in edition.acts if act.verb is Transition.NOTE)
        found.append(_note(edition))
    return tuple(dict.fromkeys(text for text in found if text and text not in {*kept, ERASED}))


@cites("zał. 2 § 6 ust. 5")
def without_earlier_notes(editions: Sequence[Edition]) -> list[Edition]:
    """Return the editions of a procedure without the texts of :func:`earlier_notes`.

    A mark replaces them in acts, in texts that are no longer in use, and in requests; who changed
    the field and when stays. Provision: zał. 2 § 6 ust. 5.
    """
    erased, kept = frozenset(earlier_notes(editions)), _notes_in_use(editions)
    if not erased:
        return list(editions)
    return [_without(edition, erased, kept) for edition in editions]


def _notes_in_use(editions: Iterable[Edition]) -> frozenset[str]:
    notes = (_note(edition) for edition in editions if edition.state.may_be_shown)
    return frozenset(note for note in notes if note)


def _note(edition: Edition) -> str | None:
    return edition.procedure.call_centre.other


def _without(edition: Edition, erased: frozenset[str], kept: frozenset[str]) -> Edition:
    note = _note(edition)
    made = edition.with_note(ERASED) if note in erased else edition
    acts = tuple(
        attrs.evolve(act, note=ERASED)
        if act.verb is Transition.NOTE and act.note in erased
        else act
        for act in edition.acts
    )
    request = edition.request and _request_without(edition.request, erased, kept)
    return attrs.evolve(made, acts=acts, request=request)


def _request_without(
    request: UpdateRequest, erased: frozenset[str], kept: frozenset[str]
) -> UpdateRequest:
    text = request.consolidated
    if text is not None and text.call_centre.other in erased:
        text = attrs.evolve(text, call_centre=attrs.evolve(text.call_centre, other=ERASED))
    changes = tuple(_change_without(change, erased, kept) for change in request.changes)
    return attrs.evolve(request, consolidated=text, changes=changes)


def _change_without(change: Change, erased: frozenset[str], kept: frozenset[str]) -> Change:
    if change.field == _FIELD:
        return attrs.evolve(
            change,
            remove=_value_without(change.remove, erased),
            insert=_value_without(change.insert, erased),
            text=tuple(phrase for phrase in change.text if _is_kept(phrase, kept)),
        )
    if change.field != _SECTION:
        return change
    return attrs.evolve(
        change,
        remove=_section_without(change.remove, erased),
        insert=_section_without(change.insert, erased),
    )


def _is_kept(phrase: Phrase, kept: frozenset[str]) -> bool:
    """Return whether each part of a phrase stands, as whole words, in one text that is in use."""
    parts = (phrase.before, phrase.remove, phrase.insert, phrase.after)
    words = [_words(part) for part in parts if part]
    return any(all(part in text for part in words) for text in map(_words, kept))


def _words(text: str) -> str:
    """Return the words and signs of a text with a blank beside each."""
    # Blanks within a phrase need not be those of the text.
    return f" {' '.join(_WORD_OR_SIGN.findall(text))} "


def _section_without(section: Any, erased: frozenset[str]) -> Any:
    if not isinstance(section, Mapping) or _KEY not in section:
        return section
    return {**section, _KEY: _value_without(section[_KEY], erased)}


def _value_without(value: Any, erased: frozenset[str]) -> Any:
    return ERASED if value in erased else value
