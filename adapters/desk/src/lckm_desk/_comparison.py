"""With which earlier edition an edition is compared."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from lckm_core.calendar import civil_day
from lckm_core.publication import (
    Edition,
    EditionAct,
    EditionRecord,
    State,
    Transition,
    edition_to_follow,
    shown_on,
)
from lckm_desk import _labels as labels
from lckm_desk._procedure_changes import procedure_difference
from lckm_desk._records.procedure import ProcedureRecord

_E = TypeVar("_E", bound=EditionRecord)
_PREVIOUS = "poprzednią"
_FOLLOWED = "tą, w której miejsce wchodzi"
_HANDED_IN = "ostatnią przekazaną"
_AGREED = "ostatnią, której poprawki uzgodnił kierownik"
_SHOWN = "teraz pokazywaną"
_SHOWN_THEN = "pokazywaną w dniu, od którego jest nowa"


@attrs.frozen
class Comparison:
    """An edition held against an earlier one.

    Args:
        record: the procedure, which knows the titles of related ones.
        edition: the edition.
        base: the earlier edition, ``None`` where there is none.
        base_words: which one it is, in the instrumental case; empty for none.
    """

    record: ProcedureRecord
    edition: Edition
    base: Edition | None = None
    base_words: str = ""

    @property
    def context(self) -> Mapping[str, Any]:
        """What the templates show of it."""
        if self.base is None:
            return {"changes": [], "before": 0, "compared_with": ""}
        return {
            "changes": procedure_difference(
                self.base.procedure, self.edition.procedure, self.record.titles
            ),
            "before": self.base.number,
            "compared_with": compared_words(self.base, self.base_words),
        }


def compared_words(base: EditionRecord, words: str) -> str:
    """Return which edition is compared, with its state, in words."""
    return f"{words} ({labels.EDITION_STATES_WITH[base.state]})"


def find_followed(earlier: Sequence[_E], edition: _E) -> tuple[_E, str]:
    """Return the edition that another replaced when it came, and which it is in words.

    *earlier* are those of smaller numbers, the oldest first; never empty.
    """
    came_on = civil_day(edition.acts[0].at) if edition.acts else date.min
    followed = edition_to_follow(earlier, edition.window.start, came_on)
    if followed is None or followed is earlier[-1]:
        return earlier[-1], _PREVIOUS
    return followed, _FOLLOWED


def compare_with_submitted(record: ProcedureRecord, edition: Edition) -> Comparison:
    """Compare an edition with the text that its head knows.

    An edition that the section made by corrections is compared with the newest earlier one that
    was handed in or agreed to (zał. 2 § 8 ust. 3, § 9 ust. 2); any other with the one
    that it replaced when it came.
    """
    earlier = [candidate for candidate in record.readable if candidate.number < edition.number]
    if not earlier:
        return Comparison(record, edition)
    if _last_correction(_own_acts(edition)) is not None:
        for base in reversed(earlier):
            acts = _own_acts(base)
            correction = _last_correction(acts)
            if correction is None:
                return Comparison(record, edition, base, _HANDED_IN)
            if any(act.verb is Transition.AGREE for act in acts[correction:]):
                return Comparison(record, edition, base, _AGREED)
    return Comparison(record, edition, *find_followed(earlier, edition))


def compare_with_shown(record: ProcedureRecord, on: date) -> Comparison:
    """Compare the newest edition with the one shown on its first day, or the one handed in.

    *on* is today: an edition for later days is compared with what is shown then.
    """
    first = max(record.newest.window.start or on, on)
    edition = shown_on(record.editions, first)
    if edition is not None and edition in record.readable and edition is not record.newest:
        return Comparison(record, record.newest, edition, _SHOWN if first == on else _SHOWN_THEN)
    return compare_with_submitted(record, record.newest)


def corrections_to_agree(edition: Edition) -> list[EditionAct]:
    """Return the corrections of an edition that no head has agreed to yet, oldest first."""
    corrections: list[EditionAct] = []
    for act in _own_acts(edition):
        if act.verb is Transition.AGREE:
            corrections.clear()
        elif act.verb is Transition.CORRECT:
            corrections.append(act)
    return corrections


def _own_acts(edition: Edition) -> Sequence[EditionAct]:
    """Return the acts without the correction that made a newer edition of this one."""
    # A correction is kept both with the edition that it replaces and with the one that it makes.
    acts = edition.acts
    is_corrected = edition.state is State.REPLACED and acts[-1:]
    return acts[:-1] if is_corrected and acts[-1].verb is Transition.CORRECT else acts


def _last_correction(acts: Sequence[EditionAct]) -> int | None:
    """Return the place of the last correction, ``None`` where there is none."""
    places = [at for at, act in enumerate(acts) if act.verb is Transition.CORRECT]
    return places[-1] if places else None
