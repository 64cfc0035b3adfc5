"""What methods for procedures share: the newest edition, acts on it, and repeated calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

import attrs

from lckm_core.amendments import UpdateRequest, compare, keep_note
from lckm_core.calendar import require_aware
from lckm_core.centre._base import CentreBase
from lckm_core.centre._documents import take_in_files
from lckm_core.errors import ConflictError, LckmError
from lckm_core.fields import fields_by_key
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, Plugins, fitting_staff_name
from lckm_core.ports.optional import EditionOverwriting, offered
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication import (
    Edition,
    EditionAct,
    EditionRecord,
    State,
    Transition,
    move,
    without_returned,
)
from lckm_core.text import Message

_R = TypeVar("_R", bound=EditionRecord)
Seen = int | tuple[int, int] | None
"""The number of the edition looked at, or that with the count of its acts; ``None``: any."""


@attrs.frozen(str=False)
class NoSuchEditionError(LckmError):
    """There is no such edition to act on."""

    procedure: str
    wanted: State | int | None = None
    """The wanted state or number; ``None`` when there is no edition at all."""

    @property
    def message(self) -> Message:
        """Which edition is wanted and missing."""
        if self.wanted is None:
            return Message(
                f"Nie przekazano żadnej wersji procedury {self.procedure}. Sprawdź numer.",
                f"No edition of procedure {self.procedure} was handed in. Check the number.",
            )
        if not isinstance(self.wanted, State):
            return Message(
                f"Procedura {self.procedure} nie ma wersji {self.wanted}. Sprawdź numer.",
                f"Procedure {self.procedure} has no edition {self.wanted}. Check the number.",
            )
        return Message(
            f"Procedura {self.procedure} nie ma wersji w stanie „{self.wanted.words}”. "
            "Sprawdź numer.",
            f"Procedure {self.procedure} has no edition that is {self.wanted.value}. "
            "Check the number.",
        )


@attrs.frozen(str=False)
class OutdatedEditionError(LckmError):
    """There is a newer edition than the one that the caller looked at (zał. 2 § 9 ust. 2)."""

    procedure: str
    seen: int
    """The number of the edition that the caller looked at."""
    newest: int
    """The number of the newest edition."""
    difference: UpdateRequest | None
    """The request that makes the newest of the one seen; ``None`` where that is not stored."""

    @property
    def message(self) -> Message:
        """Which edition is newer, and in which fields it differs."""
        changes = self.difference.changes if self.difference else ()
        keys = list(dict.fromkeys(change.field.split("/")[1] for change in changes))
        labels = [fields_by_key(Procedure)[key].mark.label for key in keys]
        return Message(
            f"Wersja {self.seen} procedury {self.procedure} nie jest już najnowsza: "
            f"jest {self.newest}. Zmienione pola: {', '.join(labels) or 'brak'}. "
            "Wprowadź swoje zmiany do najnowszej.",
            f"Edition {self.seen} of procedure {self.procedure} is no longer the newest: "
            f"that is {self.newest}. Fields changed: {', '.join(keys) or 'none'}. "
            "Make your changes in the newest.",
        )


class EditionsBase(CentreBase):
    """Base of the parts that act on editions."""

    def _newest(self, procedure_id: str, seen: Seen) -> Edition:
        """Return the newest edition; raise when there is none, or when *seen* is another one."""
        editions = self.plugins.procedures.editions(procedure_id)
        if not editions:
            raise NoSuchEditionError(procedure_id)
        newest = max(editions, key=lambda edition: edition.number)
        require_newest(editions, newest, seen)
        return newest

    def _move(self, before: Edition, act: EditionAct) -> Edition:
        """Store the edition *before* as it is after an act, notify, and return the result."""
        edition = edition_after(before, act)
        self._save([EditionChange(edition, before)], before)
        self._tell(act.verb.event, before.id, act.at, act.role, by=fitting_staff_name(act.by))
        return edition

    def _save(
        self, changes: Sequence[EditionChange], read: Edition | None, *, for_good: bool = False
    ) -> None:
        """Store what was made of the newest edition that was *read*.

        With *for_good*, no byte of what is replaced is left, where the store offers that.

        Raises :class:`OutdatedEditionError`, with the difference, when somebody else made a newer
        edition meanwhile, and :class:`ConflictError` when they acted on this one, or handed in
        the first.
        """
        try:
            store = self.plugins.procedures
            overwriting = offered(store, EditionOverwriting) if for_good else None
            (store.save if overwriting is None else overwriting.overwrite)(changes)
        except ConflictError:
            if read is not None:
                self._newest(read.id, seen=read.number)
            raise


def newest_accepted(editions: Iterable[Edition]) -> Edition | None:
    """Return the newest edition that was not returned.

    Update requests are made against it, and a new text keeps its note.
    """
    return max(without_returned(editions), key=lambda edition: edition.number, default=None)


def texts_of(editions: Iterable[Edition]) -> Iterator[Procedure]:
    """Yield every text of these editions, including those before a note of the call centre."""
    return (text for edition in editions for text in edition.texts)


def require_newest(editions: Sequence[Edition], newest: Edition, seen: Seen) -> None:
    """Raise :class:`OutdatedEditionError` unless *seen* is the newest edition, or ``None``.

    Raises :class:`ConflictError` when it is, and somebody has acted on it since.
    """
    if seen is None:
        return
    number, acts = seen if isinstance(seen, tuple) else (seen, len(newest.acts))
    if number == newest.number:
        if acts != len(newest.acts):
            raise ConflictError(newest.id)
        return
    read = next((edition for edition in editions if edition.number == number), None)
    difference = compare(read.procedure, newest.procedure) if read else None
    raise OutdatedEditionError(newest.id, number, newest.number, difference)


def act_of(
    verb: Transition, role: Role | None, by: str, now: datetime, note: str | None = None
) -> EditionAct:
    """Return the record of an act; raise ``ValueError`` for a naive moment or no name."""
    if not (by or "").strip():
        raise ValueError("an act on an edition is somebody's: give the name of who does it as by=")
    return EditionAct(verb=verb, at=require_aware(now), role=role, by=by, note=note)


def edition_after(edition: _R, act: EditionAct, *, ended_on: date | None = None) -> _R:
    """Return an edition after an act, with the day on which it ended.

    Raises :class:`IllegalMoveError` for an act that is not possible or that the role may not do.
    """
    return attrs.evolve(
        edition,
        state=move(edition.state, act.verb, act.role, moves=edition.moves),
        ended_on=ended_on or edition.ended_on,
        acts=(*edition.acts, act),
    )


def edition_of_earlier_call(
    plugins: Plugins,
    editions: Sequence[Edition],
    subject: Procedure | UpdateRequest,
    handover: Handover,
    requested_on: date | None,
    files: Mapping[str, bytes],
) -> Edition | None:
    """Return the earlier edition that the same call already made, or ``None``.

    The same call has the same handover and the same text or request: repeated, it undoes nothing
    that was made since (zał. 2 § 9 ust. 2). Raises :class:`InvalidProcedureError` for a file that
    has not passed a scanner.
    """
    newest = max((edition.number for edition in editions), default=0)
    accepted = newest_accepted(editions)
    if accepted is None or accepted.state.is_over:
        return None
    for edition in sorted(editions, key=lambda edition: -edition.number):
        same_handover = (edition.handover, edition.requested_on) == (handover, requested_on)
        if edition.number == newest or not same_handover:
            continue
        # If it was returned or withdrawn, or has expired, the same call asks for something new.
        if any(other.state.is_over and other.shares_handover_with(edition) for other in editions):
            continue
        if not _is_of(edition, subject):
            continue
        if take_in_files(plugins, edition.procedure, files, edition.files) == edition.files:
            return edition
    return None


def _is_of(edition: Edition, subject: Procedure | UpdateRequest) -> bool:
    if isinstance(subject, UpdateRequest):
        return edition.request == subject
    # The call centre's own field does not count: whoever hands the text in cannot change it.
    return keep_note(subject, edition.procedure, (subject,)) == edition.procedure
