"""A form that moves an edition: what its page saw, and whether it was sent before."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, TypeVar

import attrs

from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError
from lckm_core.publication import EditionAct, EditionRecord, Transition
from lckm_core.text import Message
from lckm_desk._state_refusals import AnyAct
from lckm_desk._submissions import (
    FaultyFieldsError,
    Record,
    Submission,
    changed_meanwhile,
    reason,
)
from lckm_desk._withdrawals import is_withdrawn_as_chosen

_MOST_DIGITS = 9
_Form = TypeVar("_Form", bound="EditionMove[Any]")


@attrs.frozen(kw_only=True, repr=False)
class EditionMove(Submission[Record], ABC):
    """A form about a procedure or an announcement, which moves one of its editions."""

    thing: ClassVar[tuple[str, str]]
    """What is moved, in the accusative in Polish, and in English."""

    @property
    @abstractmethod
    def editions(self) -> Sequence[EditionRecord]:
        """The editions of the record, the oldest first; none of a new one."""

    @property
    def acts(self) -> str:
        """How many acts each edition has, such as „3.1”: another text after each act."""
        return ".".join(str(len(edition.acts)) for edition in self.editions)

    @property
    def changed(self) -> Message | None:
        """What to say of acts since the form was opened; ``None`` where there were none."""
        seen = self.fields.text("seen")
        if seen == self.acts:
            return None
        has_words = any(self.fields.text(name).strip() for name in ("slowa", "tekst"))
        changed = changed_meanwhile(*self.thing, has_words=has_words)
        if not seen or not self.editions or len(seen.split(".")) >= len(self.editions):
            return changed
        newest = self.editions[-1]
        return Message(
            f"{changed.pl} Jest nowa wersja {newest.number} ({newest.state.words}).",
            f"{changed.en} There is a new edition {newest.number} ({newest.state.value}).",
        )

    def require_unchanged(self) -> None:
        """Raise :class:`ConflictError` when something was done since the form was opened."""
        if (changed := self.changed) is not None:
            raise ConflictError(self.number, changed)

    def is_done(self, act: AnyAct) -> bool:
        """Return whether this form was sent before, and did its act then.

        That is so if, since the form was opened, the first act on some edition is the same act by
        the same person with the same words.
        """
        return any(
            (made.verb, made.by) == (act, self.by) and self.has_words_of(edition, made)
            for edition, made in self._first_acts_since()
        )

    def has_words_of(self, edition: EditionRecord, act: EditionAct) -> bool:
        """Return whether the form has the words that an act recorded on an edition."""
        if act.verb is Transition.WITHDRAW and not is_withdrawn_as_chosen(
            self.editions, edition, act.at, self.fields
        ):
            return False
        try:
            because = reason(self.fields)
        except FaultyFieldsError:
            return False
        # If no words were typed, giving back records those of the findings on the page.
        return because == act.note or (because is None and act.verb is Transition.RETURN)

    def _first_acts_since(self) -> Iterator[tuple[EditionRecord, EditionAct]]:
        counts = self.fields.text("seen").split(".")
        if not all(
            text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS for text in counts
        ):
            return
        for edition, text in zip(self.editions, counts, strict=False):
            acts = edition.acts[int(text) :]
            if acts:
                yield edition, acts[0]


def move_once(
    sent: _Form, act: AnyAct, perform: Callable[[_Form], object], find: Callable[[], object | None]
) -> None:
    """Make a move, unless the same form has already made it.

    Args:
        sent: the form.
        act: the move.
        perform: makes it.
        find: returns the record as it is stored now, ``None`` where it is gone.
    """
    if sent.is_done(act):
        return
    sent.require_unchanged()
    try:
        perform(sent)
    except StoreUnavailableError:
        raise
    except LckmError:
        # On a double click, the other request may have come first.
        record = find()
        if record is None or not attrs.evolve(sent, record=record).is_done(act):
            raise
